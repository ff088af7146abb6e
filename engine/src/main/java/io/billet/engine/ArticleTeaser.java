package io.billet.engine;

import io.billet.core.ArticleAccess;
import io.billet.core.ArticleSummary;
import io.billet.core.Author;
import io.billet.core.Tag;
import java.time.Duration;
import java.util.List;

/**
 * An article as it stands in a list, for one reader.
 *
 * <p>Immutable and thread-safe.
 *
 * @param article     without its text
 * @param access      what the reader may see of it: the whole or a preview
 * @param teaser      the author's summary, or the beginning of the public text; plain text; empty if there is neither, as
 *                    of a preview where the author has drawn no {@code <!--members-only-->} line
 * @param readingTime for the whole text; in whole minutes
 * @param authors     its authors, in order
 * @param tags        its tags, in order
 */
public record ArticleTeaser(
        ArticleSummary article,
        ArticleAccess access,
        String teaser,
        Duration readingTime,
        List<Author> authors,
        List<Tag> tags) {}
