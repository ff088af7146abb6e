package io.billet.engine;

import io.billet.core.Reader;
import io.billet.engine.internal.feed.RssFeed;

/**
 * The blog for feed readers.
 *
 * <p>Thread-safe. Any method may throw {@link io.billet.storage.api.StorageException}.
 */
public final class Feeds {

    private final RssFeed rss;

    Feeds(RssFeed rss) {
        this.rss = rss;
    }

    /**
     * Writes the latest 20 articles as RSS 2.0, with the text in {@code content:encoded}. What the reader may not see is
     * not in it.
     *
     * @param selection which articles
     * @param reader    who asks; feed readers usually are anonymous
     * @return the feed
     */
    public Feed rss(ArticleFilter selection, Reader reader) {
        return rss.write(selection, reader);
    }
}
