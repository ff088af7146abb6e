package io.billet.storage.api.broken;

import org.jdbi.broken.JdbiType;

/** Sees what it should not. */
final class ApiThatNeedsALibrary {
    JdbiType seen = new JdbiType();
}
