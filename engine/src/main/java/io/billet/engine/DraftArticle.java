package io.billet.engine;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.ArticleId;
import io.billet.core.Slug;
import java.util.function.Consumer;

/** A new draft, under a slug that nobody else has. */
final class DraftArticle {

    private static final int NUMBERS_IN_ORDER = 10;
    private static final int NUMBERS_AT_RANDOM = 40;

    private final BlogContext blog;

    DraftArticle(BlogContext blog) {
        this.blog = blog;
    }

    Article draft(Consumer<ArticleEdit> content) {
        Consumer<ArticleEdit> inTheBlogsLanguage =
                edit -> edit.language(blog.site().language());
        ArticleId id = new ArticleId(blog.ids().next());
        Article draft = Article.draft(id, blog.now(), inTheBlogsLanguage.andThen(content));
        blog.renderings().check(draft);
        boolean slugIsOurChoice = draft.slug().equals(Slug.fromTitle(draft.title(), draft.language()));
        return slugIsOurChoice
                ? createUnderAFreeSlug(draft)
                : blog.storage().articles().create(draft);
    }

    private Article createUnderAFreeSlug(Article draft) {
        Article candidate = draft;
        for (int attempt = 1; ; attempt++) {
            try {
                return blog.storage().articles().create(candidate);
            } catch (AlreadyExistsException e) {
                if (!e.field().equals("slug") || attempt == NUMBERS_IN_ORDER + NUMBERS_AT_RANDOM) {
                    throw e;
                }
                Slug next = draft.slug().numbered(numberAfter(attempt));
                candidate = draft.edit(draft.updatedAt(), edit -> edit.slug(next));
            }
        }
    }

    /** 2, 3, 4 as a person would; where many share a title, far apart, so that a thousandth try is not needed. */
    private int numberAfter(int attempt) {
        return attempt < NUMBERS_IN_ORDER ? attempt + 1 : 11 + blog.random().nextInt(1_000_000);
    }
}
