package io.billet.engine;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.ArticleId;
import java.time.Instant;
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
        ArticleId id = new ArticleId(blog.ids().next());
        Instant now = blog.now();
        boolean[] slugWasSaid = new boolean[1];
        Article draft = Article.draft(id, now, edit -> {
            edit.language(blog.site().language());
            content.accept(edit);
            slugWasSaid[0] = edit.slug().isPresent();
        });
        blog.renderCache().check(draft);
        return slugWasSaid[0] ? blog.storage().articles().create(draft) : createUnderAFreeSlug(draft);
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
                candidate = draft.underSlug(draft.slug().numbered(numberAfter(attempt)));
            }
        }
    }

    /** 2, 3, 4 as a person would; where many share a title, far apart, so that a thousandth try is not needed. */
    private int numberAfter(int attempt) {
        return attempt < NUMBERS_IN_ORDER ? attempt + 1 : 11 + blog.random().nextInt(1_000_000);
    }
}
