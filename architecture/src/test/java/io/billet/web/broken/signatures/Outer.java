package io.billet.web.broken.signatures;

import com.vladsch.broken.FlexmarkType;

/** Shows a type that should be hidden. */
public final class Outer {
    public record Nested(FlexmarkType type) {}

    /** Hides it, and breaks nothing. */
    static final class Hidden {
        public void take(FlexmarkType type) {}
    }

    void hidden(FlexmarkType type) {}
}
