package io.billet.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * A feed, ready to be sent.
 *
 * <p>Immutable and thread-safe.
 *
 * @param xml       the document, to be sent as UTF-8
 * @param mediaType such as {@code application/rss+xml; charset=utf-8}
 * @param updatedAt when one of its articles was last changed; empty if there is none
 */
public record Feed(String xml, String mediaType, Optional<Instant> updatedAt) {}
