package io.billet.web.broken.signatures;

import org.jdbi.broken.JdbiType;

/** Shows a type that should be hidden. */
public class ProtectedField {
    protected JdbiType[] field = {};
}
