package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sites have one name for several articles; each has an address, and is known by it. */
class AddressesTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path root;

    private FilesStorage storage;

    @BeforeEach
    void open() {
        storage = open(LanguageTag.ENGLISH);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private FilesStorage open(LanguageTag language) {
        return FilesStorage.in(root)
                .refreshEvery(Duration.ZERO)
                .defaultLanguage(language)
                .open();
    }

    private Path write(String name, String header) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "---\n" + header + "\n---\nText of " + name);
    }

    private Article article(String slug) {
        return storage.articles().findBySlug(Slug.of(slug)).orElseThrow();
    }

    private Article former(String slug) {
        return storage.articles().findByAlias(Alias.of(slug)).orElseThrow();
    }

    /** The texts, by slug: they tell which file it is. */
    private Map<String, String> addresses() {
        return addresses(storage);
    }

    private static Map<String, String> addresses(FilesStorage storage) {
        return storage.articles().list(ArticleQuery.all(), Optional.empty(), 1_000).stream()
                .map(summary -> storage.articles().find(summary.id()).orElseThrow())
                .collect(Collectors.toMap(
                        article -> article.slug().value(),
                        article -> article.markdown().replace("Text of ", "").strip(),
                        (a, b) -> a + b,
                        TreeMap::new));
    }

    private void move(String from, String to) throws IOException {
        Files.createDirectories(root.resolve(to).getParent());
        Files.move(root.resolve(from), root.resolve(to));
    }

    @Nested
    class Dated_paths_that_end_alike {

        @Test
        void leave_the_name_to_the_earliest_and_give_the_others_their_day() throws IOException {
            write("a@9.md", "path: 2022/05/19/update\naliases: [2022/05/19/update.html]");
            write("b@1.md", "path: 2024/12/09/update\naliases: [2024/12/09/update.html]");
            write("c@5.md", "path: 2023/01/02/update\naliases: [2023/01/02/update.html]");

            assertThat(storage.brokenFiles()).isEmpty();
            assertThat(addresses())
                    .isEqualTo(
                            Map.of("update", "a@9.md", "update-2024-12-09", "b@1.md", "update-2023-01-02", "c@5.md"));
            assertThat(former("2024-12-09-update").slug()).isEqualTo(Slug.of("update-2024-12-09"));
            assertThat(article("update").aliases()).containsExactly(Alias.of("2022/05/19/update.html"));
        }

        @Test
        void are_told_by_their_names_and_by_their_fields() throws IOException {
            write("2020-01-01-x.md", "title: T");
            write("2020-01-02-x.md", "title: T");
            write("posts/x.md", "date: 2021-01-01");
            write("news/x/index.md", "date: 2021-01-01");
            write("news/x2.md", "url: /old/x.html\ndate: 2019-01-01");

            assertThat(addresses())
                    .isEqualTo(Map.of(
                            "x",
                            "news/x2.md",
                            "x-2020-01-01",
                            "2020-01-01-x.md",
                            "x-2020-01-02",
                            "2020-01-02-x.md",
                            "x-2021-01-01",
                            "news/x/index.md",
                            "posts-x",
                            "posts/x.md"));
        }

        @Test
        void have_the_same_addresses_and_identities_in_whatever_order_they_come() throws IOException {
            Map<String, String> files = new TreeMap<>();
            for (int i = 0; i < 24; i++) {
                String folder = List.of("", "a/", "fr/", "b/c/").get(i % 4);
                files.put(
                        folder + (i % 3 == 0 ? "x" : "y") + i % 5 + (i % 2 == 0 ? ".de" : "") + ".md",
                        i % 5 == 0 ? "aliases: [/x/, /y0/]" : "date: 2020-01-" + (10 + i % 7));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                write(file.getKey(), file.getValue());
            }
            Map<String, String> expected = addresses();
            Map<Slug, ArticleId> ids = ids(storage);
            assertThat(expected).hasSizeGreaterThan(15);
            for (int round = 0; round < 3; round++) {
                List<String> order = new ArrayList<>(files.keySet());
                Collections.shuffle(order, new Random(round));
                for (String name : order) {
                    Files.delete(root.resolve(name));
                }
                assertThat(addresses()).isEmpty();
                for (String name : order) {
                    write(name, files.get(name));
                    assertThat(storage.brokenFiles()).isEmpty();
                }
                assertThat(addresses()).isEqualTo(expected);
                assertThat(ids(storage)).isEqualTo(ids);
            }
        }

        private Map<Slug, ArticleId> ids(FilesStorage of) {
            return of.articles().list(ArticleQuery.all(), Optional.empty(), 1_000).stream()
                    .collect(Collectors.toMap(summary -> summary.slug(), summary -> summary.id()));
        }

        @Test
        void still_lead_on_when_the_earliest_goes_and_leaves_its_name() throws IOException {
            Path first = write("2020-01-01-x.md", "title: T");
            write("2020-01-02-x.md", "title: T");
            assertThat(article("x-2020-01-02").markdown()).endsWith("2020-01-02-x.md");
            Files.delete(first);

            assertThat(article("x").markdown()).endsWith("2020-01-02-x.md");
            assertThat(former("x-2020-01-02").slug()).isEqualTo(Slug.of("x"));
        }

        @Test
        void are_served_even_if_nothing_else_tells_them_apart() throws IOException {
            write("plugins/index.md", "title: T");
            write("docs/plugins.md", "title: T");
            write("_posts/2018-10-12-dots.md", "title: T");
            write("dots.md", "title: T");
            write("dots/dots.md", "date: 2018-10-12");
            write("docs/Plugins.md", "title: T");

            assertThat(addresses())
                    .isEqualTo(Map.of(
                            "plugins",
                            "plugins/index.md",
                            "docs-plugins",
                            "docs/Plugins.md",
                            "dots",
                            "_posts/2018-10-12-dots.md",
                            "dots-2018-10-12",
                            "dots/dots.md",
                            "dots-2",
                            "dots.md",
                            "plugins-2",
                            "docs/plugins.md"));
        }

        @Test
        void keep_within_the_length_of_a_slug() throws IOException {
            String longest = "é".repeat(100);
            write("a.md", "slug: " + longest);
            write("b/" + "a".repeat(200) + ".md", "date: 2020-01-01");
            write("c/" + "a".repeat(200) + ".md", "date: 2020-01-02");

            assertThat(storage.brokenFiles()).isEmpty();
            assertThat(addresses()).hasSize(3);
        }
    }

    @Nested
    class Languages {

        @Test
        void are_named_by_places_and_mark_the_slug_of_all_but_the_storages_own() throws IOException {
            write("titre/index.md", "date: 2020-01-01");
            write("titre/index.fr.md", "date: 2020-01-01");
            write("titre/index.zh-CN.md", "date: 2020-01-01");
            write("seul.fr.md", "date: 2020-01-01");
            write("fr/autre.md", "date: 2020-01-01");
            write("en/autre.md", "date: 2020-01-01");
            write("content/pt_BR/depois.md", "date: 2020-01-01");
            write("content/depois.md", "date: 2020-01-01");
            write("vga/index.fa.md", "path: fa/vga-text-mode");
            write("vga/index.md", "path: vga-text-mode");

            assertThat(storage.brokenFiles()).isEmpty();
            assertThat(addresses())
                    .isEqualTo(Map.of(
                            "titre",
                            "titre/index.md",
                            "titre-fr",
                            "titre/index.fr.md",
                            "titre-zh-cn",
                            "titre/index.zh-CN.md",
                            "seul-fr",
                            "seul.fr.md",
                            "autre-fr",
                            "fr/autre.md",
                            "autre",
                            "en/autre.md",
                            "depois-pt-br",
                            "content/pt_BR/depois.md",
                            "depois",
                            "content/depois.md",
                            "vga-text-mode-fa",
                            "vga/index.fa.md",
                            "vga-text-mode",
                            "vga/index.md"));
            assertThat(List.of(
                            "titre-fr",
                            "titre-zh-cn",
                            "seul-fr",
                            "autre-fr",
                            "autre",
                            "depois-pt-br",
                            "vga-text-mode-fa"))
                    .extracting(slug -> article(slug).language().value())
                    .containsExactly("fr", "zh-CN", "fr", "fr", "en", "pt-BR", "fa");
            assertThat(List.of(
                            "fr-titre",
                            "zh-cn-titre",
                            "fr-seul",
                            "fr-autre",
                            "pt-br-content-depois",
                            "fa-vga-text-mode"))
                    .extracting(alias -> former(alias).slug().value())
                    .containsExactly(
                            "titre-fr", "titre-zh-cn", "seul-fr", "autre-fr", "depois-pt-br", "vga-text-mode-fa");
            assertThat(article("titre-fr").aliases()).containsExactly(Alias.of("fr-titre"));
        }

        @Test
        void that_are_the_storages_own_leave_the_plain_name() throws IOException {
            write("titre.fr.md", "date: 2020-01-01");
            write("titre.en.md", "date: 2020-01-01");
            write("fr/deux.md", "date: 2020-01-01");
            try (FilesStorage french = open(LanguageTag.of("fr-CH"))) {
                assertThat(addresses(french))
                        .isEqualTo(Map.of("titre", "titre.fr.md", "titre-en", "titre.en.md", "deux", "fr/deux.md"));
            }
        }

        @Test
        void give_way_to_what_the_header_says() throws IOException {
            write("x.fr.md", "lang: fr_CA\nslug: le-x");
            write("y.md", "slug: same");
            write("y.fr.md", "slug: same");
            write("z.md", "lang: en\ndate: 2020-01-02");
            write("b/z.md", "lang: de\ndate: 2020-01-03");

            assertThat(storage.brokenFiles()).isEmpty();
            assertThat(addresses())
                    .isEqualTo(Map.of(
                            "le-x", "x.fr.md", "same", "y.md", "same-fr", "y.fr.md", "z", "z.md", "z-de", "b/z.md"));
            assertThat(article("le-x").language().value()).isEqualTo("fr-CA");
        }

        @Test
        void are_not_seen_where_a_name_only_looks_like_one() throws IOException {
            write("crates.io.md", "date: 2020-01-01");
            write("Rust-1.43.1.md", "date: 2020-01-01");
            write("node.js.md", "date: 2020-01-01");
            write("asp.net.md", "date: 2020-01-01");
            write("x.min.md", "date: 2020-01-01");
            write("it/hiring.md", "date: 2020-01-01");
            write("posts/fr/index.md", "date: 2020-01-01");
            write("posts/go/channels.md", "date: 2020-01-01");
            write("os/paging.md", "date: 2020-01-01");

            assertThat(addresses())
                    .containsOnlyKeys(
                            "crates-io",
                            "rust-1-43-1",
                            "node-js",
                            "asp-net",
                            "x-min",
                            "hiring",
                            "fr",
                            "channels",
                            "paging");
        }

        @Test
        void are_seen_in_such_a_name_where_the_same_is_there_in_another() throws IOException {
            write("it/uno.md", "date: 2020-01-01");
            write("en/uno.md", "date: 2020-01-01");
            write("posts/it/due.md", "date: 2020-01-01");
            write("posts/due.md", "date: 2020-01-01");
            write("page.is.md", "date: 2020-01-01");
            assertThat(article("page-is").language()).isEqualTo(LanguageTag.ENGLISH);
            write("page.md", "date: 2020-01-01");

            assertThat(addresses()).containsOnlyKeys("uno-it", "uno", "due-it", "due", "page-is", "page");
            assertThat(article("page-is").language().value()).isEqualTo("is");
        }
    }

    @Nested
    class What_leads_on {

        @Test
        void gives_way_to_what_somebody_bears() throws IOException {
            write("a.md", "date: 2019-01-01\naliases: [/b/, /c/, /old/]");
            write("b.md", "date: 2020-01-01\nredirect_from: /c/");
            write("d.md", "date: 2021-01-01\nformer_slugs: [a, was-d]");

            assertThat(storage.brokenFiles()).isEmpty();
            assertThat(addresses()).containsOnlyKeys("a", "b", "d");
            assertThat(former("c").slug()).isEqualTo(Slug.of("a"));
            assertThat(former("old").slug()).isEqualTo(Slug.of("a"));
            assertThat(former("was-d").slug()).isEqualTo(Slug.of("d"));
        }

        @Test
        void may_be_more_than_an_article_can_have() throws IOException {
            List<String> many = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                many.add("/n" + i + "/");
            }
            write("b.md", "aliases: [" + String.join(", ", many) + "]");

            assertThat(storage.brokenFiles()).isEmpty();
            assertThat(article("b").aliases()).hasSize(Article.MAX_ALIASES);
        }
    }

    @Nested
    class A_change {

        @Test
        void writes_down_the_name_that_a_file_has_among_others() throws IOException {
            write("2020-01-01-x.md", "title: T");
            Path second = write("2020-01-02-x.md", "title: T\naliases: [/x/, /y/]");
            Path french = write("fr/x.md", "date: 2020-01-03\naliases: [/y/, /z/]");
            for (String slug : List.of("x", "x-2020-01-02", "x-fr")) {
                Article before = article(slug);
                Article changed = storage.articles().update(before.edit(NOON, edit -> edit.title("New")));
                assertThat(storage.articles().find(before.id())).as(slug).contains(changed);
                assertThat(changed.aliases()).isEqualTo(before.aliases());
            }
            assertThat(Files.readString(second)).contains("aliases: [/x/, /y/]", "slug: \"x-2020-01-02\"");
            assertThat(Files.readString(french)).contains("aliases: [/y/, /z/]", "former_slugs: [\"fr-x\"]");
            Article renamed = storage.articles().update(article("x-fr").edit(NOON, edit -> edit.slug(Slug.of("le-x"))));
            assertThat(article("le-x")).isEqualTo(renamed);
            assertThat(former("x-fr").slug()).isEqualTo(Slug.of("le-x"));
            assertThat(former("fr-x").slug()).isEqualTo(Slug.of("le-x"));
            assertThat(storage.brokenFiles()).isEmpty();
        }

        @Test
        void may_take_an_alias_back_as_the_slug() throws IOException {
            Path file = write("a.md", "date: 2020-01-01\naliases: [/b/, /c/]");
            Article changed = storage.articles().update(article("a").edit(NOON, edit -> edit.slug(Slug.of("b"))));

            assertThat(article("b")).isEqualTo(changed);
            assertThat(Files.exists(file) ? Files.readString(file) : Files.readString(root.resolve("b.md")))
                    .contains("aliases: [/b/, /c/]");
        }
    }

    @Nested
    class Identity {

        @Test
        void stays_where_a_file_is_moved_and_keeps_its_address() throws IOException {
            write("posts/2020-01-01-x.md", "title: T");
            ArticleId id = article("x").id();
            List<String> places = List.of(
                    "posts/2020-01-01-x.md",
                    "archive/2020-01-01-x.md",
                    "archive/2020-02-01-x.md",
                    "archive/deep/2020-02-01-x/index.md",
                    "en/2020-02-01-x.markdown",
                    "x.md");
            for (int i = 1; i < places.size(); i++) {
                move(places.get(i - 1), places.get(i));
                assertThat(article("x").id()).as(places.get(i)).isEqualTo(id);
                try (FilesStorage again = open(LanguageTag.ENGLISH)) {
                    assertThat(again.articles()
                                    .findBySlug(Slug.of("x"))
                                    .orElseThrow()
                                    .id())
                            .isEqualTo(id);
                }
            }
        }

        @Test
        void stays_where_a_path_in_the_header_is_the_address() throws IOException {
            write("a@1.md", "path: 2020/01/01/x");
            write("b@1.md", "path: 2021/01/01/x");
            Map<String, String> before = addresses();
            ArticleId first = article("x").id();
            ArticleId second = article("x-2021-01-01").id();
            move("a@1.md", "z/q@7.md");
            move("b@1.md", "a.md");
            assertThat(article("x").id()).isEqualTo(first);
            assertThat(article("x-2021-01-01").id()).isEqualTo(second);
            assertThat(addresses().keySet()).isEqualTo(before.keySet());
            Files.delete(root.resolve("z/q@7.md"));

            assertThat(article("x").id()).isEqualTo(second);
        }

        @Test
        void stays_with_what_the_front_matter_says_of_it() throws IOException {
            UUID uuid = UUID.fromString("0189a6e4-53d9-7c3c-8b4c-2f4d5a6b7c8d");
            for (String field : List.of("uuid", "guid", "id")) {
                write("a.md", field + ": " + uuid);
                assertThat(article("a").id()).isEqualTo(new ArticleId(uuid));
                move("a.md", "other-name.md");
                assertThat(article("other-name").id()).isEqualTo(new ArticleId(uuid));
                Files.delete(root.resolve("other-name.md"));
            }
            write("b.md", "id: 17");
            write("c.md", "id: 17");
            assertThat(addresses()).containsOnlyKeys("b", "c");
        }

        @Test
        void stays_with_the_slug_that_it_had_if_that_is_written_down() throws IOException {
            write("a.md", "title: T");
            ArticleId id = article("a").id();
            Files.delete(root.resolve("a.md"));
            write("b.md", "former_slugs: [a]");
            assertThat(article("b").id()).isEqualTo(id);
            assertThat(former("a").id()).isEqualTo(id);
            Files.delete(root.resolve("b.md"));
            write("c.md", "former_slugs: [a, b]");
            assertThat(article("c").id()).isEqualTo(id);
        }

        @Test
        void stays_with_a_file_that_the_storage_has_written_wherever_it_is_moved() throws IOException {
            write("a.md", "title: T");
            Article changed = storage.articles().update(article("a").edit(NOON, edit -> edit.title("New")));
            move("a.md", "fr/z.md");

            assertThat(article("z-fr").id()).isEqualTo(changed.id());
            write("a.md", "title: Another");
            assertThat(article("a").id()).isNotEqualTo(changed.id());
            assertThat(article("z-fr").id()).isEqualTo(changed.id());
            assertThat(storage.brokenFiles()).isEmpty();
        }

        @Test
        void is_never_that_of_another_that_has_the_address_now() throws IOException {
            write("a.md", "title: T");
            Article renamed = storage.articles()
                    .update(article("a")
                            .edit(NOON, edit -> edit.slug(Slug.of("b")).title("B")));
            Article freed = renamed.toBuilder().aliases(List.of()).build();
            storage.articles().update(freed);
            write("a.md", "title: Another");

            assertThat(article("a").title()).isEqualTo("Another");
            assertThat(article("a").id()).isNotEqualTo(renamed.id());
            assertThat(article("b").id()).isEqualTo(renamed.id());
        }
    }
}
