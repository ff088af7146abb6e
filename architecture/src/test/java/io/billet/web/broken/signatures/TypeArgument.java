package io.billet.web.broken.signatures;

import com.vladsch.broken.FlexmarkType;
import java.util.List;
import java.util.Optional;

/** Shows a type that should be hidden. */
public final class TypeArgument {
    public Optional<List<? extends FlexmarkType>> give() {
        return Optional.empty();
    }
}
