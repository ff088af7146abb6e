package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Slug;
import io.billet.storage.api.Bounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rules of what is named by a slug and has no version; tags and authors have the same ones.
 *
 * @param <T> what the store keeps
 */
abstract class NamedRules<T> extends StoreRules {

    NamedRules(BlogStorageContract contract) {
        super(contract);
    }

    abstract T bare(String slug);

    abstract T full(String slug);

    abstract T renamed(String slug, String name);

    abstract Slug slugOf(T named);

    /** An article that bears them. */
    abstract Article borne(String slug, String... names);

    /** What the list says of a name that nobody has described. */
    abstract T undescribed(Slug slug);

    abstract void put(T named);

    abstract Optional<T> find(Slug slug);

    abstract List<T> findAll(Collection<Slug> slugs);

    abstract Listing<T, Slug> listing();

    abstract void delete(Slug slug);

    @RuleTest(check = "insert or replace the whole row; a part that is absent now must not survive from before")
    void any_01_what_is_put_replaces_what_was_there_as_a_whole() {
        put(full("europe"));
        put(bare("europe"));

        assertThat(find(Slug.of("europe"))).contains(bare("europe"));
        assertThat(listing().all(5)).containsExactly(bare("europe"));
    }

    @RuleTest(check = "use one upsert statement, or insert again as update when the insert meets a rival's row")
    void any_01_many_threads_may_put_one_slug_at_once() {
        for (int round = 0; round < fewerRounds(); round++) {
            String slug = "shared-" + round;
            Race.of(16, i -> {
                        put(renamed(slug, "Name " + i));
                        return i;
                    })
                    .allSucceeded("putting one slug");

            assertThat(find(Slug.of(slug))).as("what was put at last").isPresent();
        }
        assertThat(listing().all(1_000))
                .extracting(this::slugOf)
                .as("slugs of the rows there are")
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, fewerRounds())
                        .mapToObj(round -> Slug.of("shared-" + round))
                        .toList());
    }

    @RuleTest(check = "compare what is written with what is read, component by component")
    void any_02_everything_is_read_back_as_it_was_written() {
        put(full("日本語"));
        put(bare("zoë"));

        assertThat(find(Slug.of("日本語"))).contains(full("日本語"));
        assertThat(find(Slug.of("zoë"))).contains(bare("zoë"));
        assertThat(find(Slug.of("zoe")))
                .as("found by a slug without its accent")
                .isEmpty();
        assertThat(findAll(List.of(Slug.of("日本語")))).containsExactly(full("日本語"));
        assertThat(listing().all(1)).containsExactlyInAnyOrder(full("日本語"), bare("zoë"));
    }

    @RuleTest(check = "put the answer in the order of the question; IN (...) answers in any order")
    void any_03_several_are_found_in_the_order_asked_for_each_once() {
        for (String slug : List.of("a", "b", "c", "d")) {
            put(bare(slug));
        }

        assertThat(findAll(slugs("d", "unknown", "a", "d", "c", "a"))).containsExactly(bare("d"), bare("a"), bare("c"));
        assertThat(findAll(List.of())).isEmpty();
        List<Slug> many = IntStream.range(0, Bounds.MOST_AT_ONCE - 1)
                .mapToObj(i -> Slug.of("many-" + i))
                .toList();
        List<Slug> most = new ArrayList<>(many);
        most.add(Slug.of("b"));
        assertThat(findAll(most)).as("one of a thousand").containsExactly(bare("b"));
    }

    @RuleTest(check = "ORDER BY slug with a binary collation; in Java, compare code points (SlugOrder), not chars")
    void any_04_the_list_is_in_the_order_of_code_points() {
        List<String> inOrder =
                List.of("0", "10", "2", "a", "a-b", "a0", "ab", "b", "zz", "à", "é", "ñ", "привет", "日本", "ａ", "𐐨");
        List<String> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(3));
        shuffled.forEach(slug -> put(bare(slug)));

        for (int size : List.of(1, 3, 16, 17)) {
            assertThat(listing().all(size))
                    .as("pages of %s", size)
                    .extracting(named -> slugOf(named).value())
                    .containsExactlyElementsOf(inOrder);
        }
    }

    @RuleTest(check = "ask for slugs greater than the last one, not for an offset")
    void any_04_writes_between_pages_neither_hide_nor_repeat_what_stays() {
        List<String> stay = new ArrayList<>();
        for (int i = 10; i < 30; i++) {
            put(bare("stays-" + i));
            put(bare("stays-" + i + "-goes"));
            stay.add("stays-" + i);
        }
        List<String> met = listing()
                .all(3, page -> {
                    page.stream()
                            .map(this::slugOf)
                            .filter(slug -> slug.value().endsWith("-goes"))
                            .forEach(this::delete);
                    put(bare("a-" + slugOf(page.get(0))));
                })
                .stream()
                .map(named -> slugOf(named).value())
                .toList();

        assertThat(met.stream().filter(stay::contains)).containsExactlyElementsOf(stay);
        assertThat(met).doesNotHaveDuplicates();
    }

    @RuleTest(check = "does the last part end where the list ends: with the last slug, and with nothing after it?")
    void any_04_the_list_ends_where_its_names_end_and_goes_on_after_any_slug() {
        listing().assertIs(List.of());
        List<T> inOrder = new ArrayList<>();
        for (String slug : List.of("a", "ab", "b", "é", "ａ", "𐐨")) {
            inOrder.add(bare(slug));
        }
        put(bare("aa"));
        inOrder.forEach(this::put);
        delete(Slug.of("aa"));

        listing().assertIs(inOrder);
        listing().assertGoesOnAfter(Slug.of("0"), inOrder);
        listing().assertGoesOnAfter(Slug.of("aa"), inOrder.subList(1, 6));
        listing().assertGoesOnAfter(Slug.of("a0"), inOrder.subList(1, 6));
        listing().assertGoesOnAfter(Slug.of("日本"), inOrder.subList(4, 6));
        listing().assertGoesOnAfter(Slug.of("𐐨-z"), List.of());
    }

    @RuleTest(check = "a DELETE that meets no row is no failure")
    void any_05_deleting_removes_what_is_there_and_may_be_repeated() {
        put(bare("kept"));
        put(bare("gone"));
        delete(Slug.of("gone"));
        delete(Slug.of("gone"));
        delete(Slug.of("never"));

        assertThat(find(Slug.of("gone"))).isEmpty();
        assertThat(findAll(slugs("gone", "kept"))).containsExactly(bare("kept"));
        assertThat(listing().all(5)).containsExactly(bare("kept"));
    }

    @RuleTest(check = "merge what is described with what articles bear, each once, in the order of code points")
    void any_06_the_list_also_names_what_articles_bear_and_nobody_has_described() {
        Article first = storage().articles().create(borne("first", "ａ", "b", "𐐨"));
        Article second = storage().articles().create(borne("second", "b", "é", "a"));
        put(full("é"));
        put(bare("c"));
        List<T> all = List.of(
                undescribed(Slug.of("a")),
                undescribed(Slug.of("b")),
                bare("c"),
                full("é"),
                undescribed(Slug.of("ａ")),
                undescribed(Slug.of("𐐨")));

        listing().assertIs(all);
        listing().assertGoesOnAfter(Slug.of("bb"), all.subList(2, 6));
        listing().assertGoesOnAfter(Slug.of("日本"), all.subList(4, 6));
        assertThat(find(Slug.of("b"))).isEmpty();
        assertThat(findAll(slugs("b", "é", "a"))).containsExactly(full("é"));

        second = storage()
                .articles()
                .update(second.edit(Samples.NOON, edit -> edit.tags().authors()));
        listing().assertIs(List.of(all.get(1), all.get(2), all.get(3), all.get(4), all.get(5)));
        storage().articles().delete(first.id(), first.version());
        listing().assertIs(all.subList(2, 4));
        storage().articles().delete(second.id(), second.version());
        delete(Slug.of("é"));
        listing().assertIs(all.subList(2, 3));
    }

    static List<Slug> slugs(String... values) {
        return Arrays.stream(values).map(Slug::of).toList();
    }
}
