package io.billet.web.broken.signatures;

import com.vladsch.broken.FlexmarkType;

/** Shows a type that should be hidden. */
public interface TypeBound {
    <T extends FlexmarkType> T give(Class<T> type);
}
