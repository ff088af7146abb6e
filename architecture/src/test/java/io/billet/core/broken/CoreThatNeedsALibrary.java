package io.billet.core.broken;

import com.vladsch.broken.FlexmarkType;

/** Sees what it should not. */
final class CoreThatNeedsALibrary {
    FlexmarkType seen = new FlexmarkType();
}
