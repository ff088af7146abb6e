package io.billet.engine.internal.article;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.ArticleId;
import io.billet.core.IdGenerator;
import io.billet.core.LanguageTag;
import io.billet.storage.api.ArticleStore;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A new draft, under a slug that nobody else has. */
public final class DraftArticle {

    private static final int NUMBERS_IN_ORDER = 10;
    private static final int NUMBERS_AT_RANDOM = 40;

    private final ArticleStore articles;
    private final RenderCache renderCache;
    private final LanguageTag language;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param language of a draft that does not say its own */
    public DraftArticle(
            ArticleStore articles,
            RenderCache renderCache,
            LanguageTag language,
            IdGenerator ids,
            InstantSource clock,
            RandomGenerator random) {
        this.articles = articles;
        this.renderCache = renderCache;
        this.language = language;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    public Article draft(Consumer<ArticleEdit> content) {
        Content said = new Content(content);
        Article draft = Article.draft(new ArticleId(ids.next()), clock.instant(), said);
        renderCache.check(draft);
        return said.saysSlug ? articles.create(draft) : createUnderAFreeSlug(draft);
    }

    /** What the author says, on top of the blog's language, and whether a slug is part of it. */
    private final class Content implements Consumer<ArticleEdit> {

        private final Consumer<ArticleEdit> ofAuthor;
        private boolean saysSlug;

        Content(Consumer<ArticleEdit> ofAuthor) {
            this.ofAuthor = ofAuthor;
        }

        @Override
        public void accept(ArticleEdit edit) {
            edit.language(language);
            ofAuthor.accept(edit);
            saysSlug = edit.slug().isPresent();
        }
    }

    private Article createUnderAFreeSlug(Article draft) {
        Article candidate = draft;
        for (int attempt = 1; ; attempt++) {
            try {
                return articles.create(candidate);
            } catch (AlreadyExistsException e) {
                if (!e.field().equals("slug") || attempt == NUMBERS_IN_ORDER + NUMBERS_AT_RANDOM) {
                    throw e;
                }
                candidate = draft.underSlug(draft.slug().numbered(numberAfter(attempt)));
            }
        }
    }

    /** 2, 3, 4 as a person would; where many share a title, far apart, so that a thousandth try is not needed. */
    private int numberAfter(int attempt) {
        return attempt < NUMBERS_IN_ORDER ? attempt + 1 : 11 + random.nextInt(1_000_000);
    }
}
