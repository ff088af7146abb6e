package io.billet.web.broken;

import jakarta.servlet.ServletRequest;

/** Breaks the rule that only adapters know a server. */
public interface PageThatKnowsTheContainer {
    void answer(ServletRequest request);
}
