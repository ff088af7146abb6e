package io.billet.spring;

import io.billet.web.BlogHandler;

/**
 * Says what the properties do not say of the blog's pages, such as where a reader's network address is found. Beans of this type are
 * called in their order, after the properties.
 */
@FunctionalInterface
public interface BlogHandlerCustomizer {

    /**
     * Changes how the pages are to be; where there are several blogs, those of each.
     *
     * @param pages a builder with what the properties say
     */
    void customize(BlogHandler.Builder pages);

    /**
     * Changes how the pages of one of several blogs are to be. Default: as those of all.
     *
     * @param name  of the blog, as in {@code billet.blogs.<name>}
     * @param pages a builder with what the properties say
     */
    default void customize(String name, BlogHandler.Builder pages) {
        customize(pages);
    }
}
