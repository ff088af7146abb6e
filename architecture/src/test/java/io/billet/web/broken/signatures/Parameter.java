package io.billet.web.broken.signatures;

import com.vladsch.broken.FlexmarkType;

/** Shows a type that should be hidden. */
public final class Parameter {
    public void take(FlexmarkType type) {}
}
