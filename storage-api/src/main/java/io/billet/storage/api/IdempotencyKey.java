package io.billet.storage.api;

import io.billet.core.ArticleId;
import io.billet.core.InvalidValueException;

/**
 * Names one intention of a caller, so that a call repeated because its answer was lost has its effect once.
 *
 * <p>Immutable and thread-safe.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters of visible ASCII
 */
public record IdempotencyKey(String value) {

    /** The longest key, in characters. */
    public static final int MAX_LENGTH = 100;

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the value is not such a key
     */
    public IdempotencyKey {
        if (value.isEmpty()) {
            throw InvalidValueException.blank("IdempotencyKey", "value");
        }
        if (value.length() > MAX_LENGTH) {
            throw InvalidValueException.tooLong("IdempotencyKey", "value", MAX_LENGTH, value.length(), "characters");
        }
        if (!value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw InvalidValueException.malformed(
                    "IdempotencyKey", "value", "visible ASCII characters", value.length() + " characters");
        }
    }

    /**
     * Names the one issue that is made of an article, by hand or when it is published. Whichever node comes first makes it, and
     * an article that is published twice is mailed once ({@link IssueStore#create}). One that is made after that was cancelled,
     * or because the owner wants another, has another key.
     *
     * @param article the article
     */
    public static IdempotencyKey automaticIssueOf(ArticleId article) {
        return new IdempotencyKey("automatic-issue-of:" + article);
    }
}
