package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * Where an article stands on its way to its readers. Changed only by the transitions of {@link Article}.
 *
 * <p>Immutable and thread-safe. In JSON {@code {"type": "published", "at": "2026-11-22T08:00:00Z"}} and so on.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PublicationState.Draft.class, name = "draft"),
    @JsonSubTypes.Type(value = PublicationState.Scheduled.class, name = "scheduled"),
    @JsonSubTypes.Type(value = PublicationState.Published.class, name = "published"),
    @JsonSubTypes.Type(value = PublicationState.Archived.class, name = "archived")
})
public sealed interface PublicationState {

    /** The states without their details, as a store filters by them. */
    enum Kind {
        DRAFT,
        SCHEDULED,
        PUBLISHED,
        ARCHIVED
    }

    /** Returns which of the states this is. */
    Kind kind();

    /** Being written; only its authors see it. */
    @JsonModel
    record Draft() implements PublicationState {
        @Override
        public Kind kind() {
            return Kind.DRAFT;
        }
    }

    /**
     * Written, to be published at a time to come.
     *
     * @param at when; to the microsecond
     */
    @JsonModel
    @JsonPropertyOrder("at")
    record Scheduled(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at) implements PublicationState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the time is missing or not in the years 1 to 9999
         */
        public Scheduled {
            at = Field.of("PublicationState", "at").time(at);
        }

        @Override
        public Kind kind() {
            return Kind.SCHEDULED;
        }
    }

    /**
     * With its readers.
     *
     * @param at since when; to the microsecond
     */
    @JsonModel
    @JsonPropertyOrder("at")
    record Published(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at) implements PublicationState {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if the time is missing or not in the years 1 to 9999
         */
        public Published {
            at = Field.of("PublicationState", "at").time(at);
        }

        @Override
        public Kind kind() {
            return Kind.PUBLISHED;
        }
    }

    /** Taken away from its readers and kept; it can be published again. */
    @JsonModel
    record Archived() implements PublicationState {
        @Override
        public Kind kind() {
            return Kind.ARCHIVED;
        }
    }
}
