package io.billet.engine.broken;

import io.billet.storage.jdbc.broken.Store;

/** Sees what it should not. */
final class EngineThatSeesAStore {
    Store seen = new Store();
}
