package io.billet.renderer.broken.internal.passage;

import io.billet.renderer.broken.internal.attic.Attic;

/** The other half. */
public final class Passage {
    Attic above() {
        return new Attic();
    }
}
