package io.billet.spring;

import io.billet.web.BlogHandler;

/**
 * Says what the properties do not say of the blog's pages, such as where a reader's network address is found. Beans of this type are
 * called in their order, after the properties.
 */
@FunctionalInterface
public interface BlogHandlerCustomizer {

    /**
     * Changes how the pages are to be.
     *
     * @param pages a builder with what the properties say
     */
    void customize(BlogHandler.Builder pages);
}
