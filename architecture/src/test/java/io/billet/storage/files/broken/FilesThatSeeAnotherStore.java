package io.billet.storage.files.broken;

import io.billet.storage.jdbc.broken.Store;

class FilesThatSeeAnotherStore {
    Store store = new Store();
}
