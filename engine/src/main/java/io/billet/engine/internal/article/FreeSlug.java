package io.billet.engine.internal.article;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.Slug;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Finds a slug that nobody else has for an article whose title makes it: with a number, if the plain one is taken. */
public final class FreeSlug {

    private static final int NUMBERS_IN_ORDER = 10;
    private static final int NUMBERS_AT_RANDOM = 40;

    private final RandomGenerator random;

    public FreeSlug(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param article under the slug that its title makes
     * @param storing stores it, and fails if its slug is taken
     */
    Article store(Article article, UnaryOperator<Article> storing) {
        Article candidate = article;
        for (int attempt = 1; ; attempt++) {
            try {
                return storing.apply(candidate);
            } catch (AlreadyExistsException e) {
                if (!e.field().equals("slug") || attempt == NUMBERS_IN_ORDER + NUMBERS_AT_RANDOM) {
                    throw e;
                }
                candidate = under(article, article.slug().numbered(numberAfter(attempt)));
            }
        }
    }

    /** Not {@link Article#underSlug}: what is imported may have been public elsewhere, under an address of which nobody asks here. */
    private static Article under(Article article, Slug slug) {
        return article.toBuilder()
                .slug(slug)
                .aliases(article.aliases().stream()
                        .filter(alias -> !alias.equals(Alias.of(slug)))
                        .toList())
                .build();
    }

    /** 2, 3, 4 as a person would; where many share a title, far apart, so that a thousandth try is not needed. */
    private int numberAfter(int attempt) {
        return attempt < NUMBERS_IN_ORDER ? attempt + 1 : 11 + random.nextInt(1_000_000);
    }
}
