package io.billet.web.broken.signatures;

import gg.jte.broken.JteException;

/** Shows a type that should be hidden. */
public interface Thrown {
    void run() throws JteException;
}
