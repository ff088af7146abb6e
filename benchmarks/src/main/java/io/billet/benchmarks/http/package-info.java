/**
 * Whether the server that README and quickstart show stays up under slow clients, many clients and large pages. Begin with
 * {@link io.billet.benchmarks.http.Availability}; {@code docs/performance.md} has the commands and the figures.
 */
@NullMarked
package io.billet.benchmarks.http;

import org.jspecify.annotations.NullMarked;
