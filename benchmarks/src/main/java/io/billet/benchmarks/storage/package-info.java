/**
 * How long a page takes in a small blog and in a large one. Begin with
 * {@link io.billet.benchmarks.storage.StorageScale}; {@code docs/performance.md} has the command and the figures.
 */
@NullMarked
package io.billet.benchmarks.storage;

import org.jspecify.annotations.NullMarked;
