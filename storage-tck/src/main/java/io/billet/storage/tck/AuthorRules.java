package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Author;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.Capability;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rules of authors. */
@Needs(Capability.ARTICLES)
@RulesOf("AUT")
abstract class AuthorRules extends NamedRules<Author> {

    AuthorRules(BlogStorageContract contract) {
        super(contract);
    }

    @RuleTest(check = "no foreign key may bind an article to its authors: it names them, stored or not")
    void any_05_articles_keep_naming_a_author_that_is_deleted() {
        put(bare("europe"));
        Article article = storage()
                .articles()
                .create(samples.draft("names-it").edit(Samples.NOON, edit -> edit.authors(Slug.of("europe"))));
        delete(Slug.of("europe"));

        assertThat(storage().articles().find(article.id())).contains(article);
        assertThat(storage().articles().list(ArticleQuery.all().by(Slug.of("europe")), Optional.empty(), 2))
                .hasSize(1);
    }

    @Override
    Article borne(String slug, String... names) {
        return samples.draft(slug).edit(Samples.NOON, edit -> edit.authors(slugs(names)));
    }

    @Override
    Author undescribed(Slug slug) {
        return Author.named(slug, slug.value());
    }

    @Override
    Author bare(String slug) {
        return samples.author(slug);
    }

    @Override
    Author full(String slug) {
        return samples.fullAuthor(slug);
    }

    @Override
    Author renamed(String slug, String name) {
        return Author.named(Slug.of(slug), name);
    }

    @Override
    Slug slugOf(Author named) {
        return named.slug();
    }

    @Override
    void put(Author named) {
        storage().authors().put(named);
    }

    @Override
    Optional<Author> find(Slug slug) {
        return storage().authors().find(slug);
    }

    @Override
    List<Author> findAll(Collection<Slug> slugs) {
        return storage().authors().findAll(slugs);
    }

    @Override
    Listing<Author, Slug> listing() {
        return Listing.ofAuthors(storage());
    }

    @Override
    void delete(Slug slug) {
        storage().authors().delete(slug);
    }
}
