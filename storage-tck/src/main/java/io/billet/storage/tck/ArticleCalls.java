package io.billet.storage.tck;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.core.StagedEdit;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.Capability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random calls about articles, tags and authors; their few ids, slugs and times make them meet. */
final class ArticleCalls {

    private static final List<Slug> SLUGS = List.of(
            Slug.of("a"), Slug.of("b"), Slug.of("é"), Slug.of("e"), Slug.of("日本語"), Slug.of("𐐨"), Slug.of("ａ"));
    private static final List<Instant> TIMES = List.of(
            Samples.NOON,
            Samples.NOON.plusNanos(1_000),
            Samples.NOON.plusSeconds(1),
            Instant.parse("1969-12-31T23:59:59.999999Z"));

    private ArticleCalls() {}

    static List<Arbitrary<Call>> with(Set<Capability> capabilities) {
        if (!capabilities.contains(Capability.ARTICLES)) {
            return List.of();
        }
        List<Arbitrary<Call>> calls = new ArrayList<>(List.of(
                creations(),
                creations(),
                updates(),
                updates(),
                stateChanges(),
                deletions(),
                lookups(),
                lists(),
                named()));
        if (capabilities.contains(Capability.REVISIONS)) {
            calls.add(ids().map(id -> new Call(
                    "revisions of " + id,
                    storage -> Listing.ofRevisions(storage, id).all(2).stream()
                            .map(each -> storage.revisions().find(id, each.version()))
                            .toList())));
            calls.add(Combinators.combine(ids(), Arbitraries.integers().between(1, 3))
                    .as((id, keep) -> new Call(
                            "keep " + keep + " revisions of " + id,
                            storage -> storage.revisions().prune(id, keep))));
        }
        if (capabilities.contains(Capability.STAGED_EDITS)) {
            calls.add(stagedEdits());
        }
        return calls;
    }

    static Arbitrary<ArticleId> ids() {
        return Arbitraries.integers().between(0, 4).map(ArticleCalls::id);
    }

    static ArticleId id(int number) {
        // Two of them differ in the sign bit, which UUID.compareTo gets wrong.
        return new ArticleId(new UUID(number % 2 == 0 ? number : Long.MIN_VALUE + number, number));
    }

    private static Arbitrary<Slug> slugs() {
        return Arbitraries.of(SLUGS);
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.of(TIMES);
    }

    private static Arbitrary<Call> creations() {
        return Combinators.combine(
                        ids(), slugs(), times(), slugs().list().uniqueElements().ofMaxSize(2))
                .as((id, slug, at, tags) -> new Call(
                        "create article " + id + " " + slug + " at " + at + " tagged " + tags,
                        storage -> storage.articles()
                                .create(Article.draft(
                                        id,
                                        at,
                                        edit -> edit.slug(slug)
                                                .title("Title " + slug)
                                                .tags(tags)))));
    }

    /** The last number says which version the update claims to be based on: mostly the right one. */
    private static Arbitrary<Call> updates() {
        Arbitrary<Integer> behind =
                Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.just(0)), Tuple.of(1, Arbitraries.just(1)));
        return Combinators.combine(
                        ids(), slugs(), slugs().list().uniqueElements().ofMaxSize(3), behind)
                .as((id, slug, tags, back) -> new Call(
                        "update article " + id + " to " + slug + " tagged " + tags + ", " + back + " versions behind",
                        storage -> changed(storage.articles().find(id), back, slug, tags)
                                .map(storage.articles()::update)));
    }

    private static Optional<Article> changed(Optional<Article> stored, int back, Slug slug, List<Slug> tags) {
        return stored.map(article -> article.edit(
                        Samples.NOON.plusSeconds(5),
                        edit -> edit.slug(slug)
                                .tags(tags)
                                .authors(tags)
                                .featured(!tags.isEmpty())
                                .kind(tags.isEmpty() ? ArticleKind.POST : ArticleKind.PAGE)
                                .attributes(tags.isEmpty() ? Map.of() : Map.of("slug", slug.value()))
                                .markdown(tags.isEmpty() ? article.markdown() : "Text " + slug)
                                .language(tags.size() > 1 ? LanguageTag.FRENCH : article.language()))
                .withVersion(Math.max(0, article.version() - back)));
    }

    private static Arbitrary<Call> stateChanges() {
        return Combinators.combine(ids(), times(), Arbitraries.of(PublicationState.Kind.class))
                .as((id, at, kind) -> new Call(
                        "make article " + id + " " + kind + " at " + at,
                        storage -> storage.articles()
                                .find(id)
                                .map(article -> inState(article, kind, at))
                                .map(storage.articles()::update)));
    }

    private static Article inState(Article article, PublicationState.Kind kind, Instant at) {
        Article draft = article.state().kind() == PublicationState.Kind.DRAFT
                ? article
                : article.state().kind() == PublicationState.Kind.ARCHIVED
                        ? article.publish(at).unpublish(at)
                        : article.unpublish(at);
        return switch (kind) {
            case DRAFT -> draft;
            case SCHEDULED -> draft.schedule(at, at.minusSeconds(1));
            case PUBLISHED -> draft.publish(at);
            case ARCHIVED -> draft.archive(at);
        };
    }

    private static Arbitrary<Call> deletions() {
        return Combinators.combine(ids(), Arbitraries.longs().between(0, 4))
                .as((id, version) -> new Call("delete article " + id + " version " + version, storage -> {
                    storage.articles().delete(id, version);
                    return "deleted";
                }));
    }

    private static Arbitrary<Call> lookups() {
        return Combinators.combine(ids(), slugs(), times())
                .as((id, slug, now) -> new Call(
                        "find article " + id + ", " + slug + ", due at " + now,
                        storage -> List.of(
                                storage.articles().find(id),
                                storage.articles().findBySlug(slug),
                                storage.articles().findByAlias(Alias.of(slug)),
                                storage.articles().summaries(List.of(id(1), id, id(2))),
                                storage.articles().due(now, 3))));
    }

    private static Arbitrary<Call> lists() {
        Arbitrary<ArticleQuery> queries = Combinators.combine(
                        Combinators.combine(
                                        Arbitraries.of(PublicationState.Kind.class)
                                                .optional(0.4),
                                        Arbitraries.of(ArticleKind.class).optional(0.4))
                                .as(StateAndKind::new),
                        slugs().optional(0.4),
                        slugs().optional(0.2),
                        Arbitraries.of(LanguageTag.ENGLISH, LanguageTag.FRENCH).optional(0.2),
                        times().optional(0.3),
                        times().optional(0.3),
                        Arbitraries.of(ArticleQuery.Order.class))
                .as(ArticleCalls::query);
        return Combinators.combine(queries, Arbitraries.integers().between(1, 4))
                .as((query, size) -> new Call(
                        "list " + query + " by " + size,
                        storage -> List.of(
                                Listing.of(storage, query).all(size),
                                storage.articles().count(List.of(query), size),
                                storage.articles().count(List.of(query, ArticleQuery.all()), 1_000))));
    }

    private static Arbitrary<Call> stagedEdits() {
        return Combinators.combine(ids(), slugs(), Arbitraries.longs().between(0, 3), Arbitraries.of(true, false))
                .as((id, slug, version, discards) -> new Call(
                        (discards ? "discard" : "stage") + " an edit of " + id + ", version " + version + ", " + slug,
                        storage -> {
                            if (discards) {
                                storage.stagedEdits().discard(id, version);
                            } else {
                                storage.stagedEdits().put(staged(id, slug).withVersion(version));
                            }
                            return List.of(
                                    storage.stagedEdits().find(id),
                                    Listing.ofStagedEdits(storage).all(2));
                        }));
    }

    private static StagedEdit staged(ArticleId id, Slug slug) {
        Article article =
                Article.draft(id, Samples.NOON, edit -> edit.slug(slug).title("Staged " + slug));
        return StagedEdit.of(article.withVersion(1), Samples.NOON, edit -> edit.tags(slug));
    }

    private record StateAndKind(Optional<PublicationState.Kind> state, Optional<ArticleKind> kind) {}

    /** By last change no more can be asked for than state and kind. */
    private static ArticleQuery query(
            StateAndKind wanted,
            Optional<Slug> tag,
            Optional<Slug> author,
            Optional<LanguageTag> language,
            Optional<Instant> since,
            Optional<Instant> before,
            ArticleQuery.Order order) {
        return order.isByChange()
                ? new ArticleQuery(
                        wanted.state(),
                        wanted.kind(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        order)
                : new ArticleQuery(wanted.state(), wanted.kind(), tag, author, language, since, before, order);
    }

    private static Arbitrary<Call> named() {
        Samples samples = new Samples();
        return Combinators.combine(slugs(), Arbitraries.integers().between(0, 5))
                .as((slug, what) -> new Call("tags and authors, " + slug + " " + what, storage -> {
                    switch (what) {
                        case 0 -> storage.tags().put(samples.fullTag(slug.value()));
                        case 1 -> storage.tags().put(samples.tag(slug.value()));
                        case 2 -> storage.tags().delete(slug);
                        case 3 -> storage.authors().put(samples.fullAuthor(slug.value()));
                        case 4 -> storage.authors().put(samples.author(slug.value()));
                        default -> storage.authors().delete(slug);
                    }
                    return List.of(
                            storage.tags().find(slug),
                            storage.tags().findAll(SLUGS),
                            storage.authors().findAll(SLUGS),
                            Listing.ofTags(storage).all(2),
                            Listing.ofAuthors(storage).all(2));
                }));
    }
}
