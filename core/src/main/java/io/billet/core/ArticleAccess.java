package io.billet.core;

import java.time.Instant;
import java.util.List;

/**
 * The one rule of who may see what of an article. Page, feed, JSON, search, excerpt, metadata, mail and comments all ask
 * it; none decides by itself.
 *
 * <pre>{@code
 * switch (ArticleAccess.of(article, reader, now)) {
 *     case WHOLE -> show(rendered.whole());
 *     case PREVIEW -> show(rendered.hasMembersOnlyPart() ? rendered.preview() : nothing);
 *     case NONE -> answerNotFound();
 * }
 * }</pre>
 */
public enum ArticleAccess {
    /** All of it. */
    WHOLE,
    /** Title, summary and the text up to the members-only line; nothing of the text where there is no such line. */
    PREVIEW,
    /** Nothing; not even that it exists. */
    NONE;

    /**
     * Returns what the reader may see; a pure function.
     *
     * @param article an article
     * @param reader  who asks
     * @param now     the time; what is published later than that is not yet to be seen
     */
    public static ArticleAccess of(Article article, Reader reader, Instant now) {
        return of(article.state(), article.audience(), reader, now);
    }

    /**
     * Returns what the reader may see of the article; the same answer as for the article itself.
     *
     * @param article an article without its text
     * @param reader  who asks
     * @param now     the time
     */
    public static ArticleAccess of(ArticleSummary article, Reader reader, Instant now) {
        return of(article.state(), article.audience(), reader, now);
    }

    private static ArticleAccess of(PublicationState state, Audience audience, Reader reader, Instant now) {
        boolean published =
                state instanceof PublicationState.Published since && !since.at().isAfter(now);
        if (!published) {
            return NONE;
        }
        return belongs(reader, audience) ? WHOLE : PREVIEW;
    }

    private static boolean belongs(Reader reader, Audience audience) {
        if (audience instanceof Audience.Everyone) {
            return true;
        }
        if (reader instanceof Reader.Member member) {
            return bearsOne(member.labels(), audience);
        }
        return reader instanceof Reader.HostUser host && bearsOne(host.labels(), audience);
    }

    private static boolean bearsOne(List<Label> labels, Audience audience) {
        return !(audience instanceof Audience.Labelled labelled)
                || labels.stream().anyMatch(labelled.labels()::contains);
    }
}
