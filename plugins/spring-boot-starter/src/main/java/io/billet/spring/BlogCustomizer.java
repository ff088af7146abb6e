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
     * Changes how the blog is to be built.
     *
     * @param blog a builder with what the properties say
     */
    void customize(Blog.Builder blog);
}
