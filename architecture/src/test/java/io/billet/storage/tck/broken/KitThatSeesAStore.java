package io.billet.storage.tck.broken;

import io.billet.storage.jdbc.broken.Store;

/** Sees what it should not. */
final class KitThatSeesAStore {
    Store seen = new Store();
}
