package io.billet.spring.broken;

import io.billet.storage.tck.BlogStorageContract;

/** Sees what it should not. */
interface StarterThatSeesTheKit {
    void see(BlogStorageContract contract);
}
