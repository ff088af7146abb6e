package io.billet.storage.jdbc.broken;

import io.billet.engine.broken.Engine;

/** Sees what it should not. */
final class StoreThatSeesTheEngine {
    Engine seen = new Engine();
}
