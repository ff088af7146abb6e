/** The renderer without the rest of Billet. Begin with {@link io.billet.examples.renderer.RendererOnlyMain}. */
@org.jspecify.annotations.NullMarked
package io.billet.examples.renderer;
