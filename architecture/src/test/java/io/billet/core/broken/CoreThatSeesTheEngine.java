package io.billet.core.broken;

import io.billet.engine.broken.Engine;

/** Sees what it should not. */
final class CoreThatSeesTheEngine {
    Engine seen = new Engine();
}
