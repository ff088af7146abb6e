package io.billet.spring;

import io.billet.engine.Blog;

/**
 * Says what the properties do not say of the blog that the starter makes: renderers, words, the clock. Beans of this type are called
 * in their order, after the properties.
 *
 * <pre>{@code
 * @Bean
 * BlogCustomizer abbreviations() {
 *     return blog -> blog.articleRenderer(MarkdownRenderer.builder().enable(MarkdownFeature.ABBREVIATIONS).build());
 * }
 * }</pre>
 */
@FunctionalInterface
public interface BlogCustomizer {

    /**
     * Changes how the blog is to be built; where there are several, how each of them is.
     *
     * @param blog a builder with what the properties say
     */
    void customize(Blog.Builder blog);

    /**
     * Changes how one of several blogs is to be built. Default: as all of them.
     *
     * @param name of the blog, as in {@code billet.blogs.<name>}
     * @param blog a builder with what the properties say
     */
    default void customize(String name, Blog.Builder blog) {
        customize(blog);
    }
}
