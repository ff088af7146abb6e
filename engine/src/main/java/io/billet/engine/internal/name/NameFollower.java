package io.billet.engine.internal.name;

import io.billet.core.Slug;
import java.util.Optional;

/** What else goes by a name than articles, and has to follow where the name is replaced. */
public interface NameFollower {

    /** Nothing else goes by it. */
    NameFollower NOBODY = new NameFollower() {
        @Override
        public void before(Slug from, Optional<Slug> to) {}

        @Override
        public void after(Slug from, Optional<Slug> to) {}
    };

    /**
     * Called before anything is changed.
     *
     * @param to the name instead; empty if there will be none
     * @throws IllegalArgumentException if it may not be replaced so
     */
    void before(Slug from, Optional<Slug> to);

    /** Called when no article bears the old name any more. */
    void after(Slug from, Optional<Slug> to);
}
