package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.Author;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as other programs, other systems and ill-meaning people write them. */
class ForeignFilesTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path root;

    @TempDir
    Path outside;

    private FilesStorage storage;

    @BeforeEach
    void open() {
        storage = FilesStorage.in(root).refreshEvery(Duration.ZERO).open();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private Path write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Article article(String slug) {
        return storage.articles().findBySlug(Slug.of(slug)).orElseThrow();
    }

    private Article retitled(String slug) {
        return storage.articles().update(article(slug).edit(NOON, edit -> edit.title("New")));
    }

    private List<String> broken() {
        return storage.brokenFiles().stream()
                .map(fault -> fault.path() + ":" + fault.line())
                .sorted()
                .toList();
    }

    @Nested
    class Of_generators {

        @Test
        void jbake_ends_its_header_with_six_tildes() throws IOException {
            Path file = write("first.md", """
                    title=Weekly Links #2
                    date=2013-02-01
                    type=post
                    tags=weekly links, java
                    status=published
                    custom={"a": 1}
                    ~~~~~~
                    Text with ~~~~~~
                    """);
            Article read = article("first");
            assertThat(read.title()).isEqualTo("Weekly Links #2");
            assertThat(read.tags()).containsExactly(Slug.of("weekly-links"), Slug.of("java"));
            assertThat(read.state()).isEqualTo(new PublicationState.Published(Instant.parse("2013-02-01T00:00:00Z")));
            assertThat(read.markdown()).isEqualTo("Text with ~~~~~~\n");

            Article written = storage.articles()
                    .update(read.edit(NOON, edit -> edit.title("A \"new\" one").tags(Slug.of("a"), Slug.of("b"))));
            assertThat(article("first")).isEqualTo(written);
            assertThat(Files.readString(file)).startsWith("""
                            title=A "new" one
                            date=2013-02-01
                            type=post
                            tags=a, b
                            status=published
                            custom={"a": 1}
                            """).endsWith("~~~~~~\nText with ~~~~~~\n");
            assertThat(storage.brokenFiles()).isEmpty();
        }

        @Test
        void hexo_may_do_without_the_first_fence() throws IOException {
            Path file = write("a.md", "title: 'A: b'\ndate: 2020-01-02\ntags:\n- x\n---\nText\n---\n");
            write("heading.md", "Note: this\n---\nText");
            write("broken.md", "title: a: b\nx: [\n---\nText");
            write("hidden.md", "title: T\ndate: 2020-01-02\npublished: false\n---\nText");

            Article read = article("a");
            assertThat(read.title()).isEqualTo("A: b");
            assertThat(read.markdown()).isEqualTo("Text\n---\n");
            assertThat(article("heading").markdown()).startsWith("Note: this");
            assertThat(article("hidden").publishedAt()).isEmpty();
            assertThat(broken()).containsExactly("broken.md:1");
            Article written = retitled("a");
            assertThat(article("a")).isEqualTo(written);
            assertThat(Files.readString(file)).startsWith("title: \"New\"\ndate: 2020-01-02\ntags:\n- x\n");
        }

        @Test
        void jekyll_may_end_a_header_as_yaml_ends_a_document() throws IOException {
            Path file = write("a.md", "---\ntitle: A\ndraft: true\n...\nText\n---\n");

            assertThat(article("a").markdown()).isEqualTo("Text\n---\n");
            retitled("a");
            assertThat(Files.readString(file)).contains("\n...\nText\n---\n");
        }

        @Test
        void what_others_would_read_as_fields_behind_the_end_of_a_document_hides() throws IOException {
            write("a.md", "---\ntitle: A\ndate: 2020-01-02\n...\ndraft: true\n---\nText");
            write("b.md", "---\ntitle: B\ndate: 2020-01-02\n...\nText\n\ndraft: true\n");

            assertThat(article("a").publishedAt()).isEmpty();
            assertThat(storage.doubtfulFiles())
                    .extracting(BrokenFile::toString)
                    .singleElement()
                    .asString()
                    .startsWith("a.md:5: ");
            assertThat(article("b").publishedAt()).isPresent();
        }

        @Test
        void what_only_begins_like_a_header_costs_no_more_than_its_length() throws IOException {
            int many = 1_900_000;
            write("blank.md", "\r\n".repeat(many / 2) + "Text");
            write("spaces.md", "a" + " ".repeat(many) + "\n---\nText");
            write("tabs.md", "a" + "\t".repeat(many) + "\n---\nText");
            write("rule.md", "\n---\na" + " -".repeat(many / 2) + "\n---\nText");
            write("lines.md", "title: " + "a".repeat(30_000) + "\n" + "a\n".repeat(many / 2) + "Text");

            assertThat(broken()).isEmpty();
            for (String slug : List.of("blank", "spaces", "tabs", "rule", "lines")) {
                assertThat(article(slug).markdown())
                        .hasSizeGreaterThan(many / 2)
                        .endsWith("Text");
            }
        }

        @Test
        void hugo_and_zola_pass_over_blank_lines_before_a_header() throws IOException {
            Path file = write("a.md", "\ufeff\n \r\n---\ntitle: Old\nlang: not a language\n---\nText");
            write("toml.md", "\n\n+++\n# c\ntitle = 'B'\n+++\nText");
            write("rule.md", "\n---\n\nText\n\n---\n");

            assertThat(article("toml").title()).isEqualTo("B");
            assertThat(article("rule").markdown()).isEqualTo("\n---\n\nText\n\n---\n");
            assertThat(broken()).containsExactly("a.md:5");
            Files.writeString(file, Files.readString(file).replace("not a language", "fr"));
            Article written = retitled("a");
            assertThat(article("a")).isEqualTo(written);
            assertThat(Files.readString(file)).startsWith("\ufeff\n \r\n---\ntitle: \"New\"\nlang: fr\n");
        }

        @Test
        void a_block_of_code_between_tildes_is_no_header() throws IOException {
            write("code.md", "Look:\n~~~~~~\na = 1\n~~~~~~\n");
            write("code2.md", "a = 1 is a sum.\n\n# Not so\n~~~~~~\nx\n~~~~~~\n");

            assertThat(article("code").markdown()).startsWith("Look:");
            assertThat(article("code2").markdown()).startsWith("a = 1");
        }

        @Test
        void hugo_hides_an_article_until_its_publish_date() throws IOException {
            write("embargo.md", """
                    +++
                    title = 'Later'
                    date = 2026-11-22 08:00:00
                    publishDate = 2027-01-01T00:00:00Z
                    expiryDate = 2028-01-01
                    draft = false
                    aliases = ['/a/b/', '/c.html']
                    +++
                    """);
            Article read = article("embargo");

            assertThat(read.state()).isEqualTo(new PublicationState.Published(Instant.parse("2027-01-01T00:00:00Z")));
            assertThat(read.aliases()).containsExactly(Alias.of("a/b"), Alias.of("c.html"));
        }

        @Test
        void zola_keeps_tags_in_a_table() throws IOException {
            Path file = write("zola.md", """
                    +++
                    title = \"\"\"
                    One \\
                       line\"\"\"
                    date = 2026-11-22
                    extra = { a = [1, 2.5], b = { c = true } }

                    [extra]
                    "quoted key" = '''raw'''

                    [taxonomies]
                    # what it is about
                    tags = ["one", "two words"]
                    other = ["x"]

                    [more]
                    tags = ["not these"]
                    +++
                    Text
                    """);
            assertThat(article("zola").title()).isEqualTo("One line");
            assertThat(article("zola").tags()).containsExactly(Slug.of("one"), Slug.of("two-words"));
            storage.articles().update(article("zola").edit(NOON, edit -> edit.tags(Slug.of("three"))));

            assertThat(article("zola").tags()).containsExactly(Slug.of("three"));
            assertThat(Files.readString(file)).contains("""
                    [extra]
                    "quoted key" = '''raw'''

                    [taxonomies]
                    tags = ["three"]
                    other = ["x"]

                    [more]
                    tags = ["not these"]
                    +++
                    """);
        }

        @Test
        void tags_that_differ_in_a_sign_stay_apart() throws IOException {
            write("a.md", "---\ntags: [C, C++, 'C#', F*, .NET, net, '#news']\nauthor: A+\n---\n");

            assertThat(article("a").tags())
                    .extracting(Slug::value)
                    .containsExactly("c", "c-plus-plus", "c-sharp", "f-star", "dot-net", "net", "news");
            assertThat(article("a").authors()).containsExactly(Slug.of("a-plus"));
        }

        @Test
        void a_draft_without_any_date_can_be_changed_and_keeps_its_time() throws IOException {
            write("undated.md", "---\ntitle: Old\n---\nText");
            Article before = article("undated");
            Article written = retitled("undated");

            assertThat(written.createdAt()).isEqualTo(before.createdAt());
            assertThat(article("undated")).isEqualTo(written);
        }
    }

    @Nested
    class Dates_and_languages {

        @Test
        void a_day_or_an_hour_that_does_not_exist_is_refused_and_not_taken_for_another() throws IOException {
            List<String> wrong = List.of(
                    "date: 2020-02-30",
                    "date: 2021-02-29",
                    "date: 2020-04-31T10:00:00Z",
                    "date: 2020-13-01",
                    "date: 2020-00-10",
                    "date: 2020-01-00",
                    "date: 2020-01-02 24:00",
                    "date: 2020-01-02 23:60",
                    "date: 2020-01-02 10:00:61",
                    "date: 2020-01-02T10:00:00+19:00",
                    "date: 2020/02/30",
                    "publishDate: 2020-02-30",
                    "lastmod: 2019-02-29",
                    "created: 2020-06-31",
                    "path: 2020/02/30/x",
                    "date: 2020-1/2",
                    "date: yesterday",
                    "date: 2020-01");
            for (int i = 0; i < wrong.size(); i++) {
                write("a" + i + ".md", "---\ntitle: T\n" + wrong.get(i) + "\n---\n");
            }
            write("2020-02-30-name.md", "Text");
            write("2020-02-30-bundle/index.md", "Text");
            write("2020-02-30-mended.md", "---\ndate: 2020-02-29\n---\n");

            assertThat(broken())
                    .hasSize(wrong.size() + 2)
                    .filteredOn(fault -> fault.endsWith(".md:3"))
                    .hasSize(wrong.size());
            assertThat(article("mended").publishedAt()).contains(Instant.parse("2020-02-29T00:00:00Z"));
        }

        @Test
        void times_are_read_as_toml_yaml_hexo_and_jekyll_write_them() throws IOException {
            Map<String, String> times = Map.ofEntries(
                    Map.entry("2020-02-29", "2020-02-29T00:00:00Z"),
                    Map.entry("2020/2/9", "2020-02-09T00:00:00Z"),
                    Map.entry("2020-1-2 3:04", "2020-01-02T03:04:00Z"),
                    Map.entry("2020-01-02T03:04:05", "2020-01-02T03:04:05Z"),
                    Map.entry("2020-01-02t03:04:05z", "2020-01-02T03:04:05Z"),
                    Map.entry("2020-01-02 03:04:05.1234567891", "2020-01-02T03:04:05.123456Z"),
                    Map.entry("2020-01-02 03:04:05 +0100", "2020-01-02T02:04:05Z"),
                    Map.entry("2020-01-02 03:04:05.10 -5", "2020-01-02T08:04:05.100Z"),
                    Map.entry("2020-01-02T03:04:05-05:30", "2020-01-02T08:34:05Z"),
                    Map.entry("2020-01-02 03:04 UTC", "2020-01-02T03:04:00Z"),
                    Map.entry("'2013/7/13 20:46:25'", "2013-07-13T20:46:25Z"));
            int number = 0;
            for (Map.Entry<String, String> time : times.entrySet()) {
                write("t" + ++number + ".md", "---\ndate: " + time.getKey() + "\n---\n");
                assertThat(article("t" + number).publishedAt())
                        .as(time.getKey())
                        .contains(Instant.parse(time.getValue()));
            }
        }

        @Test
        void a_language_is_read_as_locales_and_people_name_it() throws IOException {
            Map<String, String> languages = Map.ofEntries(
                    Map.entry("en_US", "en-US"),
                    Map.entry("fr_FR", "fr-FR"),
                    Map.entry("zh_Hans_CN", "zh-Hans-CN"),
                    Map.entry("zh_CN_Hans", "zh-Hans-CN"),
                    Map.entry("zh_TW_#Hant", "zh-Hant-TW"),
                    Map.entry("zh__#Hans", "zh-Hans"),
                    Map.entry("pt_BR.UTF-8", "pt-BR"),
                    Map.entry("de_DE@euro", "de-DE"),
                    Map.entry("de_DE.UTF-8@euro", "de-DE"),
                    Map.entry("sr_RS@latin", "sr-Latn-RS"),
                    Map.entry("ca_ES@valencia", "ca-ES-valencia"),
                    Map.entry("EN", "en"),
                    Map.entry("es_419", "es-419"),
                    Map.entry("zh-cn", "zh-CN"),
                    Map.entry("fr-fr", "fr-FR"),
                    Map.entry("English", "en"),
                    Map.entry("français", "fr"),
                    Map.entry("Deutsch", "de"),
                    Map.entry("日本語", "ja"),
                    Map.entry("' it '", "it"),
                    Map.entry("de-DE-u-co-phonebk", "de-DE-u-co-phonebk"));
            int number = 0;
            for (Map.Entry<String, String> language : languages.entrySet()) {
                for (String field : List.of("lang", "language", "locale")) {
                    write("l" + ++number + ".md", "---\n" + field + ": " + language.getKey() + "\n---\n");
                    assertThat(article("l" + number).language().value())
                            .as(language.getKey())
                            .isEqualTo(language.getValue());
                }
            }
            write("none.md", "---\ntitle: T\nlang: not a language\n---\n");
            assertThat(broken()).containsExactly("none.md:3");
        }
    }

    @Nested
    class Of_other_systems {

        @Test
        void line_ends_and_a_byte_order_mark_stay() throws IOException {
            Path file = write(
                    "a.md",
                    "\ufeff---\r\ntitle: Old # c\r\ndate: 2026-11-22\r\nx: |\r\n  1\r\n  2\r\n---\r\nA\r\nB\r\n");
            retitled("a");

            String written = Files.readString(file);
            assertThat(written)
                    .startsWith("\ufeff---\r\ntitle: \"New\"\r\ndate: 2026-11-22\r\nx: |\r\n  1\r\n  2\r\n")
                    .endsWith("---\r\nA\r\nB\r\n");
            assertThat(written.replace("\r\n", "")).doesNotContain("\n");
            Path bare = write("b.md", "\ufeffOnly text");
            assertThat(article("b").markdown()).isEqualTo("Only text");
            retitled("b");
            assertThat(Files.readString(bare)).startsWith("\ufeff---\n").endsWith("---\nOnly text");
        }

        @Test
        void names_may_be_decomposed_or_have_spaces_or_differ_in_case_only() throws IOException {
            write("cafe\u0301.md", "---\ntitle: NFD\n---\n");
            write("with some spaces.md", "---\ntitle: Spaces\n---\n");
            write("Case.md", "---\ntitle: Upper\n---\n");
            write("case.md", "---\ntitle: Lower\n---\n");

            assertThat(article("cafe").title()).isEqualTo("NFD");
            assertThat(article("with-some-spaces").title()).isEqualTo("Spaces");
            assertThat(article("case").title()).isIn("Upper", "Lower");
            assertThat(storage.brokenFiles())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.reason()).startsWith("its slug case is that of "));
        }

        @Test
        void a_rewritten_file_keeps_its_permissions() throws IOException {
            Path file = write("a.md", "---\ntitle: Old\ndate: 2026-11-22\n---\n");
            var permissions = PosixFilePermissions.fromString("rw-rw-r-x");
            Files.setPosixFilePermissions(file, permissions);
            retitled("a");

            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions);
        }

        @Test
        void a_folder_may_be_named_like_a_file() throws IOException {
            write("x.md/index.md", "---\ntitle: Inside\n---\n");
            Files.createDirectory(root.resolve("empty.md"));

            assertThat(article("x").title()).isEqualTo("Inside");
            assertThat(storage.brokenFiles()).isEmpty();
        }
    }

    @Nested
    class Of_ill_meaning_people {

        @Test
        void aliases_nesting_and_sizes_are_bounded() throws IOException {
            write("scalars.md", "---\ns: &s " + "x".repeat(30_000) + "\ntags:\n" + "- *s\n".repeat(5_000) + "---\n");
            write("lists.md", "---\na: &a [x,y]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: T\ntags: *c\n---\n");
            write("many.md", "---\ntitle: x\ntags: [" + "a,".repeat(20_000) + "]\n---\n");
            write("huge.md", "---\ntitle: " + "x".repeat(70_000) + "\n---\n");
            write("long.md", "---\nx: 1\ntitle: " + "x".repeat(60_000) + "\n---\n");
            write("twice.md", "---\ntitle: a\ntitle: b\n---\n");
            write("twice-toml.md", "+++\ntitle = 'a'\ntitle = 'b'\n+++\n");
            write("deep-toml.md", "+++\na = " + "[".repeat(10_000) + "\n+++\n");
            write("open-toml.md", "+++\na = '''\n+++\n");
            write("null.md", "---\ntags: [null, a]\naudience: [null]\n---\n");
            Files.write(root.resolve("big.md"), new byte[ArticleFile.MAX_OCTETS + 1]);
            Files.write(root.resolve("octets.md"), new byte[] {'-', '-', '-', '\n', 'a', ':', ' ', (byte) 0xff});
            Files.write(root.resolve("zero.md"), new byte[] {'a', 0, 'b'});
            write("good.md", "---\ntitle: Good\n---\n");

            assertThat(article("good").title()).isEqualTo("Good");
            assertThat(article("lists").tags()).isEmpty();
            assertThat(broken())
                    .containsExactly(
                            "big.md:1",
                            "deep-toml.md:2",
                            "huge.md:1",
                            "long.md:3",
                            "many.md:3",
                            "null.md:3",
                            "octets.md:1",
                            "open-toml.md:2",
                            "scalars.md:24",
                            "twice-toml.md:3",
                            "twice.md:3",
                            "zero.md:1");
        }

        @Test
        void whatever_stands_in_a_file_it_is_an_article_or_a_fault() throws IOException {
            List<String> seeds = List.of(
                    "---\ntitle: 'a'\ntags: [a, {name: b}]\ndate: 2026-11-22\nx: &a [1]\ny: *a\n---\nText",
                    "+++\ntitle = \"a\\u00e9\"\ntags = ['a', \"b\"]\nt = { a = 1 }\n[taxonomies]\ntags = ['x']\n+++\nText",
                    "title=a\ntags=a,b\nbillet={\"id\": \"x\"}\n~~~~~~\nText");
            Random random = new Random(20261122);
            String signs = "\n\r\t {}[]&*!|>'\"%@`#,:=-+~.0aé\u0000\ud83d\ude00<?_\\";
            for (int i = 0; i < 30_000; i++) {
                StringBuilder text = new StringBuilder(seeds.get(i % seeds.size()));
                for (int change = random.nextInt(4); change >= 0; change--) {
                    int at = random.nextInt(text.length());
                    int length = random.nextInt(2);
                    int sign = random.nextInt(signs.length());
                    text.replace(at, Math.min(text.length(), at + length), signs.substring(sign, sign + 1));
                }
                byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
                try {
                    assertThat(ArticleContent.of(
                                    new ArticlePath(Path.of("a.md"), NOON),
                                    octets,
                                    new ArticleContent.Reading(LanguageTag.ENGLISH, ZoneOffset.UTC, NOON, false),
                                    Optional.empty()))
                            .isNotNull();
                } catch (MalformedFileException e) {
                    assertThat(e.line()).as(text.toString()).isBetween(1, 20);
                }
            }
        }

        @Test
        void links_lead_nowhere() throws IOException {
            Files.createSymbolicLink(root.resolve("posts"), outside);
            Files.createSymbolicLink(root.resolve("_tags"), outside);
            Files.writeString(outside.resolve("europe.yaml"), "name: Europe\n");
            FilesStorage linked = FilesStorage.in(root).newArticlesIn("posts").open();

            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> linked.articles()
                            .create(Article.draft(new ArticleId(UUID.randomUUID()), NOON, edit -> edit.title("A"))));
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> storage.tags().put(Tag.named(Slug.of("europe"), "Mine")));
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> storage.tags().delete(Slug.of("europe")));
            assertThat(storage.tags().find(Slug.of("europe"))).isEmpty();
            assertThat(outside).isDirectoryContaining(file -> file.endsWith("europe.yaml"));
            assertThat(Files.readString(outside.resolve("europe.yaml"))).isEqualTo("name: Europe\n");
            try (var files = Files.list(outside)) {
                assertThat(files).hasSize(1);
            }
        }

        @Test
        void a_link_in_place_of_the_unfinished_file_is_not_written_through() throws IOException {
            Path victim = Files.writeString(outside.resolve("victim"), "intact");
            Files.createSymbolicLink(root.resolve(".billet.tmp"), victim);
            storage.articles().create(Article.draft(new ArticleId(UUID.randomUUID()), NOON, edit -> edit.title("A")));

            assertThat(victim).hasContent("intact");
            assertThat(root.resolve("2026-11-22-a.md")).isRegularFile();
            assertThat(Files.exists(root.resolve(".billet.tmp"), LinkOption.NOFOLLOW_LINKS))
                    .isFalse();
        }
    }

    @Nested
    class Tags_and_authors {

        @Test
        void keep_the_form_of_their_files() throws IOException {
            Path file = write("_tags/europe.yaml", "# ours\r\nname: Europe\r\ncolour: blue");
            storage.tags().put(Tag.named(Slug.of("europe"), "L’Europe"));
            assertThat(Files.readString(file)).isEqualTo("# ours\r\nname: \"L’Europe\"\r\ncolour: blue");

            Path document = write("_authors/zoe.yaml", "---\nname: Zoe\n");
            storage.authors().put(Author.named(Slug.of("zoe"), "Zoë"));
            assertThat(Files.readString(document)).isEqualTo("---\nname: \"Zoë\"\n");
            assertThat(storage.authors().find(Slug.of("zoe"))).contains(Author.named(Slug.of("zoe"), "Zoë"));
        }

        @Test
        void that_are_broken_are_told_with_their_line_and_not_written_over() throws IOException {
            Path file = write("_tags/europe.yaml", "name: Europe\ncolour: [blue\n");
            write("_tags/No Slug.yaml", "name: x\n");
            Files.write(root.resolve("_tags/latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
            write("_tags/good.yaml", "name: Good\n");

            assertThat(storage.tags().list(Optional.empty(), 9)).containsExactly(Tag.named(Slug.of("good"), "Good"));
            assertThat(broken()).containsExactly("_tags/No Slug.yaml:1", "_tags/europe.yaml:3", "_tags/latin.yaml:1");
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> storage.tags().put(Tag.named(Slug.of("europe"), "Mine")))
                    .withMessageContaining("_tags/europe.yaml:3");
            assertThat(Files.readString(file)).isEqualTo("name: Europe\ncolour: [blue\n");
        }
    }

    @Nested
    class Edits_within_a_tick_of_the_clock {

        @Test
        void are_seen_in_lists_although_size_and_time_are_the_same() throws IOException {
            FaultyFileSystem system = new FaultyFileSystem(root.getFileSystem(), new Faults());
            system.stopClock(FileTime.from(Disk.now()));
            FilesStorage slow = FilesStorage.in(system.path(root))
                    .refreshEvery(Duration.ZERO)
                    .open();
            Path file = write("a.md", "---\ntitle: One\n---\n");
            assertThat(titles(slow)).contains("One");
            Files.writeString(file, "---\ntitle: Two\n---\n");

            assertThat(titles(slow)).contains("Two");
        }

        @Test
        void are_seen_in_tags_too() throws IOException {
            FaultyFileSystem system = new FaultyFileSystem(root.getFileSystem(), new Faults());
            system.stopClock(FileTime.from(Disk.now()));
            FilesStorage slow = FilesStorage.in(system.path(root)).open();
            write("_tags/a.yaml", "name: One");
            assertThat(slow.tags().find(Slug.of("a"))).contains(Tag.named(Slug.of("a"), "One"));
            write("_tags/a.yaml", "name: Two");

            assertThat(slow.tags().find(Slug.of("a"))).contains(Tag.named(Slug.of("a"), "Two"));
        }

        @Test
        void are_seen_in_an_article_however_seldom_the_folder_is_looked_at() throws IOException {
            Path file = write("a.md", "---\ntitle: One\n---\n");
            FilesStorage slow =
                    FilesStorage.in(root).refreshEvery(Duration.ofHours(1)).open();
            assertThat(slow.articles().findBySlug(Slug.of("a")).orElseThrow().title())
                    .isEqualTo("One");
            Files.writeString(file, "---\ntitle: Two\n---\n");

            assertThat(slow.articles().findBySlug(Slug.of("a")).orElseThrow().title())
                    .isEqualTo("Two");
            assertThat(titles(slow)).containsExactly("Two");
        }

        @Test
        void that_set_the_time_back_are_seen_too() throws IOException {
            Path file = write("a.md", "---\ntitle: One\n---\n");
            var old = FileTime.from(NOON.minusSeconds(1_000_000));
            Files.setLastModifiedTime(file, old);
            assertThat(article("a").title()).isEqualTo("One");
            Files.writeString(file, "---\ntitle: Two\n---\n");
            Files.setLastModifiedTime(file, old);

            assertThat(titles(storage)).containsExactly("Two");
        }

        @Test
        void of_a_file_put_in_place_of_another_are_seen() throws IOException {
            Path file = write("a.md", "---\ntitle: One\n---\n");
            FileTime time = Files.getLastModifiedTime(file);
            assertThat(titles(storage)).containsExactly("One");
            Path other = write(".a.md.swp", "---\ntitle: Two\n---\n");
            Files.setLastModifiedTime(other, time);
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);

            assertThat(titles(storage)).containsExactly("Two");
        }

        private List<String> titles(FilesStorage of) {
            return of.articles().list(ArticleQuery.all(), Optional.empty(), 9).stream()
                    .map(ArticleSummary::title)
                    .toList();
        }
    }
}
