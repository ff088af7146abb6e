package io.billet.core;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * For whom an article is written; {@link ArticleAccess} says what that means for a given reader.
 *
 * <p>Immutable and thread-safe. In JSON {@code {"type": "everyone"}}, {@code {"type": "members"}} or
 * {@code {"type": "labelled", "labels": ["premium"]}}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Audience.Everyone.class, name = "everyone"),
    @JsonSubTypes.Type(value = Audience.Members.class, name = "members"),
    @JsonSubTypes.Type(value = Audience.Labelled.class, name = "labelled")
})
public sealed interface Audience {

    /** Everybody may read the whole article. */
    Audience EVERYONE = new Everyone();

    /** Confirmed subscribers and readers known to the host may read the whole article. */
    Audience MEMBERS = new Members();

    /**
     * Returns an audience of members with one of the labels.
     *
     * @param labels one of which a reader must bear; at least one
     * @throws InvalidValueException if there is no label, or too many
     */
    static Audience labelled(Label... labels) {
        return new Labelled(List.of(labels));
    }

    /** Everybody. */
    @JsonModel
    record Everyone() implements Audience {}

    /** Confirmed subscribers and readers known to the host. */
    @JsonModel
    record Members() implements Audience {}

    /**
     * Members and readers known to the host who bear one of the labels.
     *
     * @param labels 1 to {@link Label#MAX_PER_OBJECT} labels; kept sorted, each once
     */
    @JsonModel
    @JsonPropertyOrder("labels")
    record Labelled(List<Label> labels) implements Audience {

        /**
         * Checks the values.
         *
         * @throws InvalidValueException if there is no label, or too many
         */
        public Labelled {
            labels = Field.of("Audience", "labels").labels(labels);
            if (labels.isEmpty()) {
                throw InvalidValueException.blank("Audience", "labels");
            }
        }
    }
}
