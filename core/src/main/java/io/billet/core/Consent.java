package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * Evidence that a subscriber asked for mail and confirmed it (GDPR, article 7(1)): which form they filled, which text
 * they agreed to, when they asked, when they confirmed.
 *
 * <p>Immutable and thread-safe. Times are kept to the microsecond.
 *
 * @param form        where they asked, such as {@code "article-footer"} or {@code "import"}; 1 to {@value #MAX_LINE}
 *                    characters
 * @param textVersion which version of the text they agreed to; 1 to {@value #MAX_LINE} characters
 * @param askedAt     when they asked
 * @param confirmedAt when they confirmed; not before {@code askedAt}; empty until then
 * @param address     the network address they asked from, if the host records it; at most {@value #MAX_LINE} characters
 * @param agent       the user agent they asked with, if the host records it; cut to {@value #MAX_AGENT} characters
 */
@JsonModel
@JsonPropertyOrder({"form", "textVersion", "askedAt", "confirmedAt", "address", "agent"})
public record Consent(
        String form,
        String textVersion,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant askedAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Optional<Instant> confirmedAt,
        Optional<String> address,
        Optional<String> agent) {

    /** The longest form name, text version and network address, in characters. */
    public static final int MAX_LINE = 200;

    /** How much of a user agent is kept, in characters. */
    public static final int MAX_AGENT = 500;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, too long, or contradicts another
     */
    public Consent {
        form = Field.of("Consent", "form").requiredLine(form, MAX_LINE);
        textVersion = Field.of("Consent", "textVersion").requiredLine(textVersion, MAX_LINE);
        askedAt = Field.of("Consent", "askedAt").time(askedAt);
        confirmedAt = Field.of("Consent", "confirmedAt").optionalTime(confirmedAt);
        address = Field.of("Consent", "address").optionalLine(address, MAX_LINE);
        agent = Field.of("Consent", "agent").optionalLine(agent.map(Consent::cut), MAX_AGENT);
        if (confirmedAt.isPresent() && confirmedAt.get().isBefore(askedAt)) {
            throw InvalidValueException.inconsistent("Consent", "confirmedAt", "it lies before askedAt");
        }
    }

    /**
     * Returns evidence of a request that is not yet confirmed.
     *
     * @param form        where they asked
     * @param textVersion which text they agreed to
     * @param askedAt     when
     */
    public static Consent asked(String form, String textVersion, Instant askedAt) {
        return new Consent(form, textVersion, askedAt, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Returns this evidence with where it came from.
     *
     * @param networkAddress the network address they asked from
     * @param userAgent      the user agent they asked with
     */
    public Consent from(Optional<String> networkAddress, Optional<String> userAgent) {
        return new Consent(form, textVersion, askedAt, confirmedAt, networkAddress, userAgent);
    }

    /**
     * Returns this evidence, confirmed.
     *
     * @param now when they confirmed; an earlier time than {@link #askedAt} counts as that
     */
    public Consent confirmed(Instant now) {
        return new Consent(
                form, textVersion, askedAt, Optional.of(now.isBefore(askedAt) ? askedAt : now), address, agent);
    }

    /** Returns this evidence without the network address and the agent; what was asked and confirmed when remains. */
    public Consent withoutEvidence() {
        return new Consent(form, textVersion, askedAt, confirmedAt, Optional.empty(), Optional.empty());
    }

    /** Returns whether a network address or an agent is known. */
    public boolean hasEvidence() {
        return address.isPresent() || agent.isPresent();
    }

    /**
     * Returns whether there is evidence to forget by its age; for stores.
     *
     * @param before evidence of what was asked before then goes
     */
    public boolean hasEvidenceOf(Instant before) {
        return hasEvidence() && askedAt.isBefore(before);
    }

    private static String cut(String agent) {
        if (agent.length() <= MAX_AGENT) {
            return agent;
        }
        boolean splitsAPair = Character.isHighSurrogate(agent.charAt(MAX_AGENT - 1));
        return agent.substring(0, splitsAPair ? MAX_AGENT - 1 : MAX_AGENT);
    }
}
