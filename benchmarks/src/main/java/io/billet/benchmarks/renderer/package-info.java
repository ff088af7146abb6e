/**
 * How fast the renderer is, beside what a Java developer would put together. Begin with
 * {@link io.billet.benchmarks.renderer.RendererBenchmark}.
 */
@NullMarked
package io.billet.benchmarks.renderer;

import org.jspecify.annotations.NullMarked;
