/**
 * The storage contract as tests: how a plugin author proves a store right.
 *
 * <p>Extend {@link io.billet.storage.tck.BlogStorageContract}; nothing else is public. The rules it tests are those of the
 * javadoc of {@link io.billet.storage.api.BlogStorage} and its stores, and each test bears the id of its rule.
 */
@NullMarked
package io.billet.storage.tck;

import org.jspecify.annotations.NullMarked;
