package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.Capability;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rules of tags. */
@Needs(Capability.ARTICLES)
@RulesOf("TAG")
abstract class TagRules extends NamedRules<Tag> {

    TagRules(BlogStorageContract contract) {
        super(contract);
    }

    @RuleTest(check = "no foreign key may bind an article to its tags: it names them, stored or not")
    void any_05_articles_keep_naming_a_tag_that_is_deleted() {
        put(bare("europe"));
        Article article = storage()
                .articles()
                .create(samples.draft("names-it").edit(Samples.NOON, edit -> edit.tags(Slug.of("europe"))));
        delete(Slug.of("europe"));

        assertThat(storage().articles().find(article.id())).contains(article);
        assertThat(storage().articles().list(ArticleQuery.all().tagged(Slug.of("europe")), Optional.empty(), 2))
                .hasSize(1);
    }

    @Override
    Article borne(String slug, String... names) {
        return samples.draft(slug).edit(Samples.NOON, edit -> edit.tags(slugs(names)));
    }

    @Override
    Tag undescribed(Slug slug) {
        return Tag.named(slug, slug.value());
    }

    @Override
    Tag bare(String slug) {
        return samples.tag(slug);
    }

    @Override
    Tag full(String slug) {
        return samples.fullTag(slug);
    }

    @Override
    Tag renamed(String slug, String name) {
        return Tag.named(Slug.of(slug), name);
    }

    @Override
    Slug slugOf(Tag named) {
        return named.slug();
    }

    @Override
    void put(Tag named) {
        storage().tags().put(named);
    }

    @Override
    Optional<Tag> find(Slug slug) {
        return storage().tags().find(slug);
    }

    @Override
    List<Tag> findAll(Collection<Slug> slugs) {
        return storage().tags().findAll(slugs);
    }

    @Override
    Listing<Tag, Slug> listing() {
        return Listing.ofTags(storage());
    }

    @Override
    void delete(Slug slug) {
        storage().tags().delete(slug);
    }
}
