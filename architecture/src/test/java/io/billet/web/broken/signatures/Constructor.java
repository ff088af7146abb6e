package io.billet.web.broken.signatures;

import org.owasp.broken.OwaspType;

/** Shows a type that should be hidden. */
public class Constructor {
    protected Constructor(OwaspType type) {}
}
