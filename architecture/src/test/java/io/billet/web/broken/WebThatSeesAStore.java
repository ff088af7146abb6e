package io.billet.web.broken;

import io.billet.storage.jdbc.broken.Store;

/** Sees what it should not. */
final class WebThatSeesAStore {
    Store seen = new Store();
}
