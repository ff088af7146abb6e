package io.billet.renderer.broken.internal.attic;

import io.billet.renderer.broken.internal.passage.Passage;

/** One half of a cycle. */
public final class Attic {
    Passage below = new Passage();
}
