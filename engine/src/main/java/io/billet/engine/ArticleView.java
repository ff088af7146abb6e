package io.billet.engine;

import io.billet.core.ArticleAccess;
import io.billet.core.ArticleSummary;
import io.billet.core.Author;
import io.billet.core.Discussion;
import io.billet.core.SearchMetadata;
import io.billet.core.Tag;
import io.billet.renderer.Rendition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An article as one reader may see it. Nothing of what they may not see is in it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param article     without its text
 * @param access      what the reader may see: the whole, or the preview because they do not belong to its audience
 * @param text        what they may see; of a preview nothing, if the author has drawn no {@code <!--members-only-->} line
 * @param description the author's summary, or the beginning of the public text; plain text; empty if there is neither
 * @param readingTime for the whole text; in whole minutes
 * @param authors     its authors, in order
 * @param tags        its tags, in order
 * @param metadata    what it tells search engines
 * @param discussion  whether it takes comments
 * @param previous    the post published before it, if this is a post and there is one
 * @param next        the post published after it
 */
public record ArticleView(
        ArticleSummary article,
        ArticleAccess access,
        Rendition text,
        String description,
        Duration readingTime,
        List<Author> authors,
        List<Tag> tags,
        SearchMetadata metadata,
        Discussion discussion,
        Optional<ArticleLink> previous,
        Optional<ArticleLink> next) {}
