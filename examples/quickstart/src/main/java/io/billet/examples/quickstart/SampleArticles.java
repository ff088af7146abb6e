package io.billet.examples.quickstart;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.Audience;
import io.billet.core.Author;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.Articles;
import io.billet.engine.Blog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What the quickstart has to read. Publishing twice, or going on after a kill in between, gives each article once. */
final class SampleArticles {

    private static final Slug ENERGY = Slug.of("energie");
    private static final Slug REDACTION = Slug.of("la-redaction");

    private SampleArticles() {}

    static void publishOnce(Blog blog) {
        Articles articles = blog.articles();
        articles.describe(Tag.named(ENERGY, "Énergie"));
        articles.describe(Author.named(REDACTION, "La rédaction"));
        publishOnce(
                articles,
                Slug.of("bienvenue"),
                edit -> edit.title("Bienvenue dans votre application")
                        .markdown(text("welcome.fr.md"))
                        .authors(REDACTION));
        publishOnce(
                articles,
                Slug.of("anvers-branche-ses-navires"),
                edit -> edit.title("Anvers branche ses navires : 1,3 Md€ pour éteindre les moteurs à quai")
                        .summary(
                                "Un navire à quai n’a plus besoin de faire tourner ses moteurs, pourvu qu’il trouve une prise.")
                        .markdown(text("article.fr.md"))
                        .tags(ENERGY)
                        .authors(REDACTION)
                        .audience(Audience.MEMBERS));
    }

    private static void publishOnce(Articles articles, Slug slug, Consumer<ArticleEdit> content) {
        try {
            articles.draft(content.andThen(edit -> edit.slug(slug)));
        } catch (AlreadyExistsException e) {
            // From an earlier start.
        }
        Article article = articles.findBySlug(slug).orElseThrow();
        if (article.state().kind() == PublicationState.Kind.DRAFT) {
            articles.publish(article.id(), article.version());
        }
    }

    private static String text(String name) {
        try (InputStream in = SampleArticles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the example lacks its resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
