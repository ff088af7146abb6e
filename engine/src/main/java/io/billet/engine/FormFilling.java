package io.billet.engine;

import java.util.Optional;

/**
 * How a form to subscribe came back: what tells machines that fill in whatever they find from people, who take a moment and
 * leave alone what they do not see.
 *
 * <p>Immutable and thread-safe.
 *
 * @param honeypot what came in the field that people do not see; empty from people
 * @param stamp    what {@link Subscribers#formStamp()} gave the form; empty for a form that has none, such as one of the
 *                 host's own
 */
public record FormFilling(String honeypot, Optional<String> stamp) {}
