package io.billet.engine.internal.feed;

import io.billet.core.ArticleAccess;
import io.billet.engine.ArticleFilter;
import io.billet.engine.Feed;
import io.billet.engine.internal.article.ReadArticles.Listing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The feeds written last, each good as long as the list that it was written from is the same. Thread-safe. */
final class WrittenFeeds {

    /** Of a whole blog's feed for strangers and for members, and of a few tags. */
    private static final int MOST = 8;

    private record Key(ArticleFilter selection, List<ArticleAccess> access) {}

    private record Written(Listing from, Feed feed) {}

    private final Map<Key, Written> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Written> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Feed> find(ArticleFilter selection, Listing listing) {
        return Optional.ofNullable(kept.get(new Key(selection, listing.access())))
                .filter(written -> written.from().equals(listing))
                .map(Written::feed);
    }

    synchronized void keep(ArticleFilter selection, Listing listing, Feed feed) {
        kept.put(new Key(selection, listing.access()), new Written(listing, feed));
    }
}
