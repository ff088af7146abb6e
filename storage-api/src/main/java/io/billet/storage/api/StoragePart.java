package io.billet.storage.api;

import java.util.Set;

/**
 * A part of a storage, for {@link BlogStorage#compose}.
 *
 * <p>There are two parts and no more: everything about a person (subscribers, comments, the delivery ledger, tokens) stays
 * in one storage, so that erasing somebody ({@code SUB-10}, {@code ISS-10}) remains one atomic call.
 */
public sealed interface StoragePart {

    /** Returns the storage that the part is taken from. */
    BlogStorage storage();

    /**
     * Articles, tags and authors.
     *
     * @param storage has {@link Capability#ARTICLES}
     */
    record Articles(BlogStorage storage) implements StoragePart {

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if the storage keeps no articles
         */
        public Articles {
            if (!storage.capabilities().contains(Capability.ARTICLES)) {
                throw new IllegalArgumentException(
                        "a storage without capability ARTICLES was given for articles; it has "
                                + storage.capabilities());
            }
        }
    }

    /**
     * Subscribers, comments, issues and tokens.
     *
     * @param storage has one of {@link Capability#SUBSCRIBERS}, {@link Capability#COMMENTS}, {@link Capability#ISSUES},
     *                {@link Capability#TOKENS}, or more
     */
    record Rest(BlogStorage storage) implements StoragePart {

        private static final Set<Capability> REST =
                Set.of(Capability.SUBSCRIBERS, Capability.COMMENTS, Capability.ISSUES, Capability.TOKENS);

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if the storage keeps none of them
         */
        public Rest {
            if (storage.capabilities().stream().noneMatch(REST::contains)) {
                throw new IllegalArgumentException(
                        "a storage without subscribers, comments, issues and tokens was given for the rest; it has "
                                + storage.capabilities());
            }
        }
    }
}
