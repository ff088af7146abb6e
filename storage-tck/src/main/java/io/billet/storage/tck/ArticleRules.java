package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleSummary;
import io.billet.core.NotFoundException;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Capability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Rules of storing and changing articles. */
@Needs(Capability.ARTICLES)
abstract class ArticleRules extends StoreRules {

    private static final int THREADS = 64;
    private static final int WINNERS_KEPT = 20;

    ArticleRules(BlogStorageContract contract) {
        super(contract);
    }

    private ArticleStore articles() {
        return storage().articles();
    }

    @RuleTest(check = "create() must store and return article.withVersion(1)")
    void art_01_a_new_article_becomes_version_1() {
        Article draft = samples.draft("new");

        assertThat(articles().create(draft)).isEqualTo(draft.withVersion(1));
        assertThat(articles().find(draft.id())).contains(draft.withVersion(1));
    }

    @RuleTest(check = "check the version before anything is stored")
    void art_01_an_article_of_another_version_is_a_programmers_error() {
        Article draft = samples.draft("stored-already");

        failure(
                IllegalArgumentException.class,
                "create() of an article of version 3",
                () -> articles().create(draft.withVersion(3)));
        assertNothingIsStored();
    }

    @RuleTest(check = "compare what is written with what is read, component by component")
    void art_02_everything_is_read_back_as_it_was_written() {
        Article full = samples.fullArticle("full");
        Article bare = Article.draft(samples.articleId(), Samples.NOON, edit -> edit.title("Bare"));
        articles().create(full);
        articles().create(bare);

        assertThat(articles().find(full.id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(full.withVersion(1));
        assertThat(articles().find(bare.id())).contains(bare.withVersion(1));
    }

    @RuleTest(check = "does the database or format trim, normalise or rewrite text? Line ends and blanks are content")
    void art_02_texts_of_every_form_are_kept_to_the_code_point() {
        List<String> texts = List.of(
                "",
                "\n",
                "\n\nbegins with empty lines",
                "ends with blanks  \n \t",
                "a\r\nb\rc\nd",
                "---\ntitle: no front matter\n---\n",
                "+++\ntitle = 'no front matter'\n+++",
                "\ufeffa byte order mark",
                "e\u0301 is not \u00e9, \u212b is not \u00c5",
                "\u0001\u0008\u000b\u000c\u001b\u007f\u0085\u2028\u2029\ufffe\uffff",
                "' '' \" \\ \\n \\0 %s ? :name ${x} #{x} -- /* */ ; <!-- ]]> &amp;",
                Samples.UNICODE);
        for (int i = 0; i < texts.size(); i++) {
            int number = i;
            Article article = Article.draft(
                    samples.articleId(),
                    Samples.NOON,
                    edit -> edit.title("Text " + number).markdown(texts.get(number)));
            articles().create(article);

            assertThat(articles().find(article.id()).orElseThrow().markdown())
                    .as("text number %s", number)
                    .isEqualTo(texts.get(number));
        }
    }

    @RuleTest(check = "is the order of tags, authors and former slugs stored, or left to the database?")
    void art_02_lists_keep_their_order() {
        List<Slug> slugs = List.of(Slug.of("m"), Slug.of("a"), Slug.of("z"), Slug.of("é"), Slug.of("b"));
        Article created = articles()
                .create(Article.draft(
                        samples.articleId(),
                        Samples.NOON,
                        edit -> edit.title("T").tags(slugs).authors(slugs)));
        List<Slug> others = List.of(Slug.of("z"), Slug.of("a"));
        Article updated = articles()
                .update(created.edit(Samples.NOON, edit -> edit.tags(others).authors(List.of())));

        assertThat(articles().find(created.id())).contains(updated);
        assertThat(updated.tags()).isEqualTo(others);
    }

    @RuleTest(check = "is there one unique index over all slugs, in use and former, that is written with the article?")
    void art_03_of_64_threads_that_create_one_slug_one_wins() {
        List<Article> winners = new ArrayList<>();
        for (int round = 0; round < rounds(); round++) {
            String slug = "wanted-" + round;
            List<Article> drafts = IntStream.range(0, THREADS)
                    .mapToObj(i -> samples.draft(slug))
                    .toList();

            Article winner = Race.of(THREADS, i -> articles().create(drafts.get(i)))
                    .onlyWinner("creating one slug", AlreadyExistsException.class);

            assertThat(articles().findBySlug(Slug.of(slug))).contains(winner);
            if (looksForEachLoser(round)) {
                assertThat(drafts.stream()
                                .filter(each -> articles().find(each.id()).isPresent()))
                        .as("articles stored, of those that wanted one slug")
                        .hasSize(1);
            }
            winners.add(winner);
            if (winners.size() == WINNERS_KEPT || round == rounds() - 1) {
                assertOnlyStored(winners);
                // What is stored would cost more and more, and prove no more.
                winners.forEach(each -> articles().delete(each.id(), each.version()));
                winners.clear();
            }
        }
    }

    private void assertOnlyStored(List<Article> winners) {
        assertThat(Listing.of(storage(), ArticleQuery.all()).all(1_000))
                .extracting(ArticleSummary::id)
                .as("articles stored after some rounds")
                .containsExactlyInAnyOrderElementsOf(
                        winners.stream().map(Article::id).toList());
    }

    @RuleTest(check = "does update() claim the new slug in the same transaction as the article's row?")
    void art_03_of_many_threads_that_rename_to_one_slug_one_wins() {
        List<Article> rivals = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            rivals.add(articles().create(samples.draft("rival-" + i)));
        }
        for (int round = 0; round < fewerRounds(); round++) {
            Slug wanted = Slug.of("crown-" + round);
            Article winner = Race.of(
                            rivals.size(),
                            i -> articles().update(rivals.get(i).edit(Samples.NOON, edit -> edit.slug(wanted))))
                    .onlyWinner("renaming to one slug", AlreadyExistsException.class);

            assertThat(articles().findBySlug(wanted)).contains(winner);
            rivals.replaceAll(rival -> rival.id().equals(winner.id()) ? winner : rival);
            // A rival that was changed though it lost would lose the next round because of its version.
            if (looksForEachLoser(round) || round == fewerRounds() - 1) {
                assertThat(rivals)
                        .allSatisfy(rival -> assertThat(articles().find(rival.id()))
                                .as("a rival after the race")
                                .contains(rival));
            }
        }
    }

    @RuleTest(check = "are aliases in the same unique index as slugs?")
    void art_03_an_alias_is_taken_too() {
        Article first = articles().create(samples.published("old-name", Samples.NOON));
        articles().update(first.edit(Samples.NOON, edit -> edit.slug(Slug.of("new-name"))));

        assertTaken(() -> articles().create(samples.draft("old-name")), "old-name");
        Article second = articles().create(samples.draft("second"));
        assertTaken(
                () -> articles().update(second.edit(Samples.NOON, edit -> edit.slug(Slug.of("old-name")))), "old-name");
        assertAliasTaken(() -> articles().create(withAliases("third", "new-name")), "new-name");
        assertAliasTaken(() -> articles().create(withAliases("third", "old-name")), "old-name");
        assertThat(articles().find(second.id())).contains(second);
        assertThat(articles().findBySlug(Slug.of("third"))).isEmpty();
    }

    @RuleTest(check = "are aliases that are no slugs claimed as well, and to the letter?")
    void art_03_a_path_is_taken_as_a_slug_is() {
        Article first = articles().create(withAliases("first", "2020/05/First Post.html"));
        Article second = articles().create(samples.draft("second"));

        assertAliasTaken(
                () -> articles().create(withAliases("third", "2020/05/First Post.html")), "2020/05/First Post.html");
        assertAliasTaken(
                () -> articles().update(copy(second, Alias.of("free.html"), Alias.of("2020/05/First Post.html"))),
                "2020/05/First Post.html");
        assertAliasTaken(() -> articles().update(copy(second, Alias.of("first"))), "first");
        Article third = articles().create(withAliases("third", "2020/05/first post.html", "2020/05"));

        assertThat(articles().findByAlias(Alias.of("2020/05/First Post.html"))).contains(first);
        assertThat(articles().findByAlias(Alias.of("2020/05/first post.html"))).contains(third);
        assertThat(articles().findByAlias(Alias.of("free.html"))).isEmpty();
        assertThat(articles().find(second.id())).contains(second);
    }

    @RuleTest(check = "is the slug claimed before the aliases?")
    void art_03_of_a_slug_and_an_alias_that_are_taken_the_slug_is_told() {
        articles().create(withAliases("first", "a-first"));
        assertTaken(() -> articles().create(withAliases("first", "a-first")), "first");
    }

    @RuleTest(check = "is a path that an article gives up removed from the unique index?")
    void art_03_a_path_that_was_given_up_is_free() {
        Article first = articles().create(withAliases("first", "2020/05/first", "first.html"));
        Article changed = articles().update(copy(first, Alias.of("first.html")));

        assertThat(articles().findByAlias(Alias.of("2020/05/first"))).isEmpty();
        assertThat(articles().findByAlias(Alias.of("first.html"))).contains(changed);
        Article second = articles().create(withAliases("second", "2020/05/first"));
        assertThat(articles().findByAlias(Alias.of("2020/05/first"))).contains(second);
    }

    @RuleTest(check = "may an article claim a slug that it holds itself?")
    void art_03_an_article_takes_its_former_slug_back() {
        Article first = articles().create(samples.published("old-name", Samples.NOON));
        Article renamed = articles().update(first.edit(Samples.NOON, edit -> edit.slug(Slug.of("new-name"))));
        Article back = articles().update(renamed.edit(Samples.NOON, edit -> edit.slug(Slug.of("old-name"))));

        assertThat(articles().findBySlug(Slug.of("old-name"))).contains(back);
        assertThat(articles().findByAlias(Alias.of("new-name"))).contains(back);
        assertThat(articles().findByAlias(Alias.of("old-name"))).isEmpty();
    }

    @RuleTest(check = "is a slug that an article gives up removed from the unique index?")
    void art_03_a_slug_that_was_given_up_is_free() {
        Article first = articles().create(withAliases("kept", "given-up"));
        articles().update(copy(first));

        Article second = articles().create(samples.draft("given-up"));
        assertThat(articles().findBySlug(Slug.of("given-up"))).contains(second);
        assertThat(articles().findByAlias(Alias.of("given-up"))).isEmpty();
    }

    @RuleTest(check = "is the id the primary key, and is its violation told apart from that of the slug?")
    void art_04_an_id_that_is_stored_cannot_be_created_again() {
        Article stored = articles().create(samples.draft("first"));
        Article again = Article.draft(stored.id(), Samples.NOON, edit -> edit.title("Second"));

        AlreadyExistsException taken = failure(
                AlreadyExistsException.class,
                "create() with an id that is stored",
                () -> articles().create(again));

        assertThat(taken.object() + "." + taken.field()).isEqualTo("Article.id");
        assertThat(articles().find(stored.id())).contains(stored);
        assertThat(articles().findBySlug(again.slug())).isEmpty();
    }

    @RuleTest(check = "is the article's row inserted before its addresses are claimed?")
    void art_04_of_an_id_and_an_address_that_are_both_taken_the_id_is_told() {
        Article stored = articles().create(samples.draft("first"));
        Article other = articles().create(samples.draft("second"));
        Article both = Article.draft(
                stored.id(), Samples.NOON, edit -> edit.title("Both").slug(other.slug()));

        AlreadyExistsException taken = failure(
                AlreadyExistsException.class,
                "create() with an id and a slug that are stored",
                () -> articles().create(both));

        assertThat(taken.object() + "." + taken.field()).isEqualTo("Article.id");
        assertThat(articles().find(stored.id())).contains(stored);
    }

    @RuleTest(check = "UPDATE ... WHERE id = ? AND version = ?: look at the number of rows that were changed")
    void art_05_an_update_is_refused_when_the_version_is_not_the_stored_one() {
        Article first = articles().create(samples.draft("counted"));
        Article second = articles().update(first.edit(Samples.NOON, edit -> edit.title("Two")));
        assertThat(second.version()).as("the version after one update").isEqualTo(2);

        StaleVersionException stale = failure(
                StaleVersionException.class,
                "update() based on version 1 of an article at version 2",
                () -> articles().update(first.edit(Samples.NOON, edit -> edit.title("Lost"))));

        assertThat(List.of(stale.given(), stale.stored()))
                .as("given and stored version")
                .isEqualTo(List.of(1L, 2L));
        assertThat(stale.object() + " " + stale.id()).isEqualTo("Article " + first.id());
        assertThat(articles().find(first.id())).contains(second);
        failure(
                StaleVersionException.class,
                "update() based on a version that is yet to come",
                () -> articles().update(second.withVersion(3)));
    }

    @RuleTest(check = "is the comparison of the version part of the write itself, not a read before it?")
    void art_05_of_many_threads_that_update_one_version_one_wins() {
        Article current = articles().create(samples.draft("contended"));
        for (int round = 0; round < fewerRounds(); round++) {
            Article base = current;
            Article winner = Race.of(16, i -> articles().update(base.edit(Samples.NOON, edit -> edit.title("By " + i))))
                    .onlyWinner("updating one version", StaleVersionException.class);

            assertThat(articles().find(base.id())).contains(winner);
            assertThat(winner.version()).isEqualTo(base.version() + 1);
            current = winner;
        }
    }

    @RuleTest(check = "is the comparison of the version part of the write itself, not a read before it?")
    void art_05_no_update_is_lost_when_all_try_again() {
        Article article = articles().create(samples.draft("log"));
        int each = 5;
        Race.of(8, i -> {
                    for (int n = 0; n < each; n++) {
                        append(article, "[" + i + "." + n + "]");
                    }
                    return i;
                })
                .allSucceeded("appending with compare-and-set until it succeeds");

        String log = articles().find(article.id()).orElseThrow().markdown();
        for (int i = 0; i < 8; i++) {
            for (int n = 0; n < each; n++) {
                assertThat(log).as("the text after all updates").contains("[" + i + "." + n + "]");
            }
        }
    }

    private void append(Article article, String mark) {
        // A rival's success stands behind each failure, and there are 40 successes in all.
        for (int tries = 0; tries < 1_000; tries++) {
            Article now = articles().find(article.id()).orElseThrow();
            try {
                articles().update(now.edit(Samples.NOON, edit -> edit.markdown(now.markdown() + mark)));
                return;
            } catch (StaleVersionException e) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("1000 updates in a row were stale, each based on what find() had just returned");
    }

    @RuleTest(check = "tell 'no such row' apart from 'another version': read the version when no row was changed")
    void art_06_what_is_not_stored_cannot_be_changed_or_deleted() {
        Article never = samples.draft("never").withVersion(1);

        assertNotFound(() -> articles().update(never), never);
        assertNotFound(() -> articles().delete(never.id(), 1), never);
        Article gone = articles().create(samples.draft("gone"));
        articles().delete(gone.id(), 1);
        assertNotFound(() -> articles().update(gone), gone);
        assertNotFound(() -> articles().delete(gone.id(), 1), gone);
    }

    @RuleTest(check = "does a cache or a replica answer before the write has reached it?")
    void art_07_what_was_written_is_seen_at_once_by_every_thread() {
        Article current = articles().create(samples.draft("seen-0"));
        for (int round = 1; round <= fewerRounds(); round++) {
            int number = round;
            Article base = current;
            Article written = articles().update(base.edit(Samples.NOON, edit -> edit.slug(Slug.of("seen-" + number))));
            List<Optional<Article>> seen = Race.of(
                            4,
                            i -> i % 2 == 0
                                    ? articles().find(written.id())
                                    : articles().findBySlug(Slug.of("seen-" + number)))
                    .allSucceeded("reading what was written");

            assertThat(seen).as("what four threads read after a write").containsOnly(Optional.of(written));
            current = written;
        }
    }

    @RuleTest(check = "use a binary collation (or compare octets): e is not é, ss is not ß, i is not ı")
    void art_08_slugs_are_compared_code_point_by_code_point() {
        List<String> similar = List.of(
                "resume", "résumé", "resumé", "strasse", "straße", "kilic", "kılıc", "kılıç", "привет", "日本語", "𐐨",
                "ａ", "a", "ﬁ", "fi", "2", "ａb", "ab", "ß", "ss", "ς", "σ");
        for (String slug : similar) {
            Article stored = articles().create(samples.draft(slug));
            assertThat(articles().findBySlug(Slug.of(slug)))
                    .as("found by %s", slug)
                    .contains(stored);
        }
        assertThat(Listing.of(storage(), ArticleQuery.all()).all(100)).hasSize(similar.size());
    }

    @RuleTest(check = "are aliases compared in a case-sensitive, accent-sensitive, binary collation?")
    void art_08_aliases_are_compared_code_point_by_code_point() {
        List<String> similar = List.of(
                "2020/a.html", "2020/A.html", "2020/á.html", "2020/a\u0301.html", "2020/a-html", "a.html", "ß", "ss");
        for (String alias : similar) {
            articles().create(withAliases("under-" + similar.indexOf(alias), alias));
        }
        for (String alias : similar) {
            assertThat(articles().findByAlias(Alias.of(alias)))
                    .as("found by %s", alias)
                    .hasValueSatisfying(
                            found -> assertThat(found.slug()).isEqualTo(Slug.of("under-" + similar.indexOf(alias))));
        }
        assertThat(articles().findByAlias(Alias.of("2020"))).isEmpty();
        assertThat(articles().findByAlias(Alias.of("2020/_.html"))).isEmpty();
        assertThat(articles().findByAlias(Alias.of("%"))).isEmpty();
    }

    @RuleTest(check = "keep slugs and aliases apart when looking up")
    void art_08_a_slug_and_an_alias_are_found_by_their_own_methods_only() {
        Article first = articles().create(samples.published("old-name", Samples.NOON));
        Article renamed = articles().update(first.edit(Samples.NOON, edit -> edit.slug(Slug.of("new-name"))));

        assertThat(articles().findBySlug(Slug.of("new-name"))).contains(renamed);
        assertThat(articles().findBySlug(Slug.of("old-name"))).isEmpty();
        assertThat(articles().findByAlias(Alias.of("old-name"))).contains(renamed);
        assertThat(articles().findByAlias(Alias.of("new-name"))).isEmpty();
        assertThat(articles().findByAlias(Alias.of("unknown"))).isEmpty();
    }

    @RuleTest(check = "are new columns written by update() as well as by create(), and is a NULL told from nothing?")
    void art_02_what_an_update_changes_is_read_back() {
        Article bare = articles().create(samples.draft("bare"));
        Article full = samples.fullArticle("full").toBuilder()
                .id(bare.id())
                .slug(bare.slug())
                .version(1)
                .build();
        articles().update(full);
        assertStored(full.withVersion(2));

        Article emptied =
                samples.draft("bare").toBuilder().id(bare.id()).version(2).build();
        articles().update(emptied);
        assertStored(emptied.withVersion(3));
    }

    @RuleTest(check = "is the time of the first publication a column of its own?")
    void art_02_the_first_publication_outlives_the_state() {
        Article published = samples.published("once", Samples.NOON);
        articles().create(published);
        Article draft = published.withVersion(1).unpublish(Samples.NOON.plusSeconds(1));
        articles().update(draft);
        assertStored(draft.withVersion(2));
        Article again = draft.withVersion(2).publish(Samples.NOON.plusSeconds(2), Samples.NOON.plusSeconds(3));
        articles().update(again);
        assertStored(again.withVersion(3));
    }

    @RuleTest(check = "may a title be empty?")
    void art_02_a_draft_may_have_no_title() {
        Article untitled =
                Article.draft(samples.articleId(), Samples.NOON, edit -> edit.slug(Slug.of("not-named-yet")));
        articles().create(untitled);
        assertStored(untitled.withVersion(1));
        assertThat(articles().summaryBySlug(Slug.of("not-named-yet")))
                .contains(ArticleSummary.of(untitled.withVersion(1)));
    }

    @RuleTest(check = "are the attributes kept in the order in which they are given?")
    void art_02_attributes_keep_their_order_and_their_letters() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("z", "\\n\n\\\t\r\n\\");
        attributes.put("Z", "");
        attributes.put(" a = \"b\": c ", " {\"x\": [1, '2']} ");
        attributes.put("10", "ten");
        attributes.put("9", "\t=\u2028🎉");
        Article stored = articles()
                .create(samples.draft("with-attributes").edit(Samples.NOON, edit -> edit.attributes(attributes)));

        assertThat(List.copyOf(
                        articles().find(stored.id()).orElseThrow().attributes().entrySet()))
                .isEqualTo(List.copyOf(attributes.entrySet()));
    }

    private void assertStored(Article article) {
        assertThat(articles().find(article.id())).contains(article);
        assertThat(articles().findBySlug(article.slug())).contains(article);
        for (Alias alias : article.aliases()) {
            assertThat(articles().findByAlias(alias)).as("found by %s", alias).contains(article);
        }
    }

    @RuleTest(check = "delete the article, its slugs and its revisions in one transaction")
    void art_14_a_deleted_article_is_gone_and_its_slugs_are_free() {
        Article first = articles().create(withAliases("doomed", "doomed-before", "2020/doomed.html"));
        articles().delete(first.id(), 1);

        assertThat(articles().find(first.id())).isEmpty();
        assertThat(articles().findBySlug(Slug.of("doomed"))).isEmpty();
        assertThat(articles().findByAlias(Alias.of("doomed-before"))).isEmpty();
        assertThat(articles().findByAlias(Alias.of("2020/doomed.html"))).isEmpty();
        assertNothingIsStored();
        articles().create(samples.draft("doomed"));
        articles().create(withAliases("doomed-before", "2020/doomed.html"));
    }

    @RuleTest(check = "DELETE ... WHERE id = ? AND version = ?")
    void art_14_deleting_is_refused_when_the_version_is_not_the_stored_one() {
        Article first = articles().create(samples.draft("kept"));
        Article second = articles().update(first.edit(Samples.NOON, edit -> edit.title("Two")));

        failure(
                StaleVersionException.class,
                "delete() of version 1 of an article at version 2",
                () -> articles().delete(first.id(), 1));
        assertThat(articles().find(first.id())).contains(second);
    }

    @RuleTest(check = "are the checks of the version in update() and delete() part of the write itself?")
    void art_14_of_an_update_and_a_deletion_of_one_version_one_wins() {
        for (int round = 0; round < fewerRounds(); round++) {
            Article article = articles().create(samples.draft("fought-over-" + round));
            Race<String> race = Race.of(2, i -> {
                if (i == 0) {
                    articles().delete(article.id(), 1);
                    return "deleted";
                }
                articles().update(article.edit(Samples.NOON, edit -> edit.title("Saved")));
                return "updated";
            });

            String winner = race.onlyWinner("updating and deleting one version", RuntimeException.class);
            assertThat(race.failures().get(0)).isInstanceOfAny(StaleVersionException.class, NotFoundException.class);
            assertThat(articles().find(article.id()).isPresent())
                    .as("is stored, after it was %s", winner)
                    .isEqualTo(winner.equals("updated"));
        }
    }

    @RuleTest(check = "roll back everything that a failing call has done, slugs and revisions included")
    void art_15_a_call_that_fails_has_changed_nothing() {
        Article first = articles().create(withAliases("first", "first-before"));
        Article second = articles().create(samples.draft("second"));

        assertAliasTaken(() -> articles().create(withAliases("third", "third-before", "second")), "second");
        assertAliasTaken(
                () -> articles()
                        .update(copy(second.underSlug(Slug.of("fresh")), Alias.of("fresher"), Alias.of("first"))),
                "first");
        failure(
                StaleVersionException.class,
                "a stale update with a new slug",
                () -> articles().update(second.underSlug(Slug.of("stale")).withVersion(9)));

        assertThat(articles().find(first.id())).contains(first);
        assertThat(articles().find(second.id())).contains(second);
        for (String free : List.of("third", "third-before", "fresh", "fresher", "stale")) {
            assertThat(articles().findBySlug(Slug.of(free))).as(free).isEmpty();
            assertThat(articles().findByAlias(Alias.of(free))).as(free).isEmpty();
            articles().create(samples.draft(free));
        }
    }

    @RuleTest(check = "which articles count as scheduled, and is the time compared as 'not after now'?")
    void art_12_due_returns_what_is_scheduled_for_now_or_before_the_earliest_first() {
        Instant now = Samples.NOON;
        Article late = articles().create(samples.scheduled("late", now));
        Article early = articles().create(samples.scheduled("early", now.minusSeconds(60)));
        Article middle = articles().create(samples.scheduled("middle", now.minusNanos(1_000)));
        articles().create(samples.scheduled("later", now.plusNanos(1_000)));
        articles().create(samples.published("published", now.minusSeconds(90)));
        articles().create(samples.draft("draft"));

        assertThat(articles().due(now, 10)).containsExactly(early, middle, late);
        assertThat(articles().due(now, 2)).containsExactly(early, middle);
        assertThat(articles().due(now.minusSeconds(61), 10)).isEmpty();
        assertThat(articles().due(now.minusNanos(1), 10))
                .as("due a nanosecond before the last: is a time rounded up?")
                .containsExactly(early, middle);
    }

    @RuleTest(check = "does summaryBySlug() find by the slug in use only, and read the row as it is now?")
    void art_16_the_summary_by_a_slug_is_that_of_the_article_as_it_is() {
        Article first = articles().create(samples.fullArticle("summed-up"));
        assertThat(articles().summaryBySlug(Slug.of("summed-up"))).contains(ArticleSummary.of(first));

        Article renamed = articles().update(first.edit(Samples.NOON, edit -> edit.slug(Slug.of("renamed"))));
        Article changed = articles().update(renamed.edit(Samples.NOON, edit -> edit.title("Another title")));

        assertThat(articles().summaryBySlug(Slug.of("renamed"))).contains(ArticleSummary.of(changed));
        assertThat(articles().summaryBySlug(Slug.of("summed-up"))).isEmpty();
        assertThat(articles().summaryBySlug(Slug.of("unknown"))).isEmpty();
        articles().delete(changed.id(), changed.version());
        assertThat(articles().summaryBySlug(Slug.of("renamed"))).isEmpty();
    }

    @RuleTest(check = "does publishedByTime() leave out what a call has published? Its caller has told of that already")
    void art_17_what_a_call_published_has_not_come_by_time() {
        Instant before = Samples.NOON.minusSeconds(60);
        Instant after = Samples.NOON.plusSeconds(60);
        Article draft = articles().create(samples.draft("called"));
        articles().update(draft.publish(Samples.NOON));
        Article scheduled =
                articles().create(samples.draft("scheduled-for-then").schedule(Samples.NOON, before));
        articles().update(scheduled.publish(Samples.NOON));
        articles().create(samples.draft("created-so").publish(Samples.NOON));

        assertThat(articles().publishedByTime(before, after, 10)).isEmpty();
    }

    private void assertNothingIsStored() {
        assertThat(articles().list(ArticleQuery.all(), Optional.empty(), 10))
                .as("what is stored")
                .isEmpty();
    }

    private static void assertTaken(ThrowingCallable call, String slug) {
        assertTaken("slug", call, slug);
    }

    private static void assertAliasTaken(ThrowingCallable call, String alias) {
        assertTaken("alias", call, alias);
    }

    private static void assertTaken(String field, ThrowingCallable call, String address) {
        AlreadyExistsException taken = failure(
                AlreadyExistsException.class,
                "a call that claims the " + field + " " + address + ", which is taken",
                call);
        assertThat(List.of(taken.object(), taken.field(), taken.value())).isEqualTo(List.of("Article", field, address));
    }

    private static void assertNotFound(ThrowingCallable call, Article article) {
        NotFoundException missing = failure(NotFoundException.class, "a call for an article that is not stored", call);
        assertThat(List.of(missing.object(), missing.id()))
                .isEqualTo(List.of("Article", article.id().toString()));
    }

    private Article withAliases(String slug, String... aliases) {
        return copy(samples.draft(slug), Arrays.stream(aliases).map(Alias::of).toArray(Alias[]::new));
    }

    private static Article copy(Article article, Alias... aliases) {
        return article.toBuilder().aliases(List.of(aliases)).build();
    }
}
