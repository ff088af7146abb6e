package io.billet.engine.internal.article;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.engine.spi.ArticleNotice;
import io.billet.renderer.MarkdownLimitException;
import io.billet.renderer.MissedMark;
import io.billet.renderer.RenderedMarkdown;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what an author may have meant otherwise. */
public final class ReviewArticle {

    private static final Logger log = LoggerFactory.getLogger(ReviewArticle.class);

    private final RenderCache renderCache;

    public ReviewArticle(RenderCache renderCache) {
        this.renderCache = renderCache;
    }

    public Set<ArticleNotice> review(Article article) {
        Set<ArticleNotice> notices = EnumSet.noneOf(ArticleNotice.class);
        boolean forEveryone = article.audience() instanceof Audience.Everyone;
        RenderedMarkdown rendered = renderCache.page(article);
        boolean hasLine = rendered.hasMembersOnlyPart();
        if (!forEveryone && !hasLine) {
            notices.add(ArticleNotice.NO_PUBLIC_PART);
        }
        if (forEveryone && hasLine) {
            notices.add(ArticleNotice.LINE_HIDES_NOTHING);
        }
        if (rendered.missedMarks().stream().anyMatch(missed -> !forEveryone || namesMembers(missed))) {
            notices.add(ArticleNotice.MISSED_LINE);
        }
        return notices;
    }

    /** {@code <!--more-->} is no mistake in an article for everyone. */
    private static boolean namesMembers(MissedMark missed) {
        return missed.text().toLowerCase(Locale.ROOT).contains("member");
    }

    /** For what is stored already, so it never fails. What is logged names the article and nothing of its text. */
    Set<ArticleNotice> reviewAndLog(Article article) {
        Set<ArticleNotice> notices;
        try {
            notices = review(article);
        } catch (MarkdownLimitException e) {
            // Its text was stored under other limits: reading it will say so.
            return Set.of();
        }
        for (ArticleNotice notice : notices) {
            log.warn(
                    "Article {} ({}) {}",
                    article.id(),
                    article.slug(),
                    switch (notice) {
                        case NO_PUBLIC_PART ->
                            "is not for everyone and has no <!--members-only--> line: others see its title and summary only";
                        case MISSED_LINE -> "has something that looks like a <!--members-only--> line and is none";
                        case LINE_HIDES_NOTHING ->
                            "has a <!--members-only--> line but is for everyone: the line hides nothing";
                    });
        }
        return notices;
    }
}
