package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Audience;
import io.billet.core.Discussion;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.BlogStorageProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an author sees of the storage: files. */
class FilesOnDiskTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path root;

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

    @Nested
    class What_generators_write {

        @Test
        void hugo() throws IOException {
            write("posts/titre/index.md", """
                    ---
                    title: "L’Europe résiste"
                    date: 2026-11-22T09:00:00+01:00
                    lastmod: 2026-11-23
                    description: En bref.
                    tags: [europe, Mistral AI]
                    authors:
                      - Zoë Martin
                    aliases: [/anciens/vieux-titre/]
                    images: [a.png]
                    ---

                    Un texte.
                    """);
            Article read = article("titre");

            assertThat(read.title()).isEqualTo("L’Europe résiste");
            assertThat(read.state()).isEqualTo(new PublicationState.Published(Instant.parse("2026-11-22T08:00:00Z")));
            assertThat(read.updatedAt()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
            assertThat(read.summary()).contains("En bref.");
            assertThat(read.tags()).containsExactly(Slug.of("europe"), Slug.of("mistral-ai"));
            assertThat(read.authors()).containsExactly(Slug.of("zoe-martin"));
            assertThat(read.aliases()).containsExactly(Alias.of("anciens/vieux-titre"));
            assertThat(read.markdown()).isEqualTo("\nUn texte.\n");
        }

        @Test
        void jekyll() throws IOException {
            write("_posts/2026-11-22-hello-world.markdown", """
                    ---
                    layout: post
                    title: Hello
                    date: 2026-11-22 10:15:30 +0100
                    categories: news, europe
                    excerpt: Short.
                    published: false
                    lang: fr
                    comments: false
                    ---
                    Text
                    """);
            Article read = article("hello-world");

            assertThat(read.state().kind()).isEqualTo(PublicationState.Kind.DRAFT);
            assertThat(read.createdAt()).isEqualTo(Instant.parse("2026-11-22T09:15:30Z"));
            assertThat(read.tags()).containsExactly(Slug.of("news"), Slug.of("europe"));
            assertThat(read.language()).isEqualTo(LanguageTag.FRENCH);
            assertThat(read.discussion()).isEqualTo(Discussion.OFF);
        }

        @Test
        void jbake_and_ghost() throws IOException {
            write("first-post.md", """
                    ---
                    title: First
                    type: post
                    status: draft
                    date: 2026-11-22
                    author: Zoë
                    visibility: members
                    ---
                    """);

            assertThat(article("first-post").state().kind()).isEqualTo(PublicationState.Kind.DRAFT);
            assertThat(article("first-post").audience()).isEqualTo(Audience.MEMBERS);
            assertThat(article("first-post").authors()).containsExactly(Slug.of("zoe"));
        }

        @Test
        void toml_with_plus_signs() throws IOException {
            write("a.md", """
                    +++
                    # a comment
                    path = "2019/09/26/Rust-1.38.0"
                    title = "A \\"title\\" \\u00e9"   # why not
                    authors = [
                        "The Team", # all of it
                    ]
                    draft = false
                    [extra]
                    title = "not this one"
                    +++
                    Text""");
            Article read = article("rust-1-38-0");

            assertThat(read.title()).isEqualTo("A \"title\" é");
            assertThat(read.authors()).containsExactly(Slug.of("the-team"));
            assertThat(read.state()).isEqualTo(new PublicationState.Published(Instant.parse("2019-09-26T00:00:00Z")));
        }
    }

    @Nested
    class What_an_update_leaves_alone {

        @Test
        void order_comments_spelling_and_unknown_fields_in_yaml() throws IOException {
            Path file = write("2026-11-22-titre.md", """
                    ---
                    # The title as the editor wants it
                    title:   'Old title'
                    weight: 0x10     # unknown
                    date: 2026-11-22
                    menu:
                      main:
                        - a   # deep
                    tags: [ b,a ]
                    ---
                    Text.
                    """);
            Article read = article("titre");
            storage.articles().update(read.edit(NOON, edit -> edit.title("New title")));

            assertThat(Files.readString(file))
                    .startsWith("""
                    ---
                    # The title as the editor wants it
                    title: "New title"
                    weight: 0x10     # unknown
                    date: 2026-11-22
                    menu:
                      main:
                        - a   # deep
                    tags: [ b,a ]
                    """)
                    .endsWith("---\nText.\n")
                    .contains("\nbillet: {id: ");
        }

        @Test
        void tables_and_line_ends_in_toml() throws IOException {
            Path file = write(
                    "a.md",
                    "+++\r\ntitle = 'Old'\r\ndate = 2026-11-22\r\naliases = [\"releases/1.38.0\"]\r\n\r\n[extra]\r\nteam = 'x'\r\n+++\r\nText");
            storage.articles()
                    .update(article("a").edit(NOON, edit -> edit.title("New").tags(Slug.of("t"))));

            String written = Files.readString(file);
            assertThat(written)
                    .startsWith("+++\r\ntitle = \"New\"\r\ndate = 2026-11-22\r\naliases = [\"releases/1.38.0\"]\r\n");
            assertThat(written).endsWith("\r\n\r\n[extra]\r\nteam = 'x'\r\n+++\r\nText");
            assertThat(article("a").tags()).containsExactly(Slug.of("t"));
            assertThat(storage.brokenFiles()).isEmpty();
        }
    }

    @Nested
    class Edits_by_hand {

        @Test
        void are_noticed_without_a_restart() throws IOException {
            Path file = write("a.md", "---\ntitle: One\ndate: 2026-11-22\n---\nText");
            assertThat(article("a").title()).isEqualTo("One");

            Files.writeString(file, "---\ntitle: Two!\ndate: 2026-11-22\n---\nText");
            assertThat(article("a").title()).isEqualTo("Two!");
            Files.delete(file);
            assertThat(storage.articles().findBySlug(Slug.of("a"))).isEmpty();
        }

        @Test
        void make_a_change_stale_that_is_based_on_what_was_there_before() throws IOException {
            Article created = storage.articles().create(draft("a"));
            Path file = onlyFile();
            Files.writeString(file, Files.readString(file).replace("Text of a", "By hand"));

            assertThatExceptionOfType(StaleVersionException.class)
                    .isThrownBy(() -> storage.articles().update(created.edit(NOON, edit -> edit.title("Lost"))));
            assertThatExceptionOfType(StaleVersionException.class)
                    .isThrownBy(() -> storage.articles().delete(created.id(), 1));
            Article read = storage.articles().find(created.id()).orElseThrow();
            assertThat(read.markdown()).isEqualTo("By hand");
            Article written = storage.articles().update(read.edit(NOON, edit -> edit.title("Kept")));
            assertThat(storage.articles().find(created.id())).contains(written);
            assertThat(Files.readString(file)).contains("By hand", "Kept");
        }

        @Test
        void that_leave_time_and_size_as_they_were_are_not_overwritten() throws IOException {
            FilesStorage slow =
                    FilesStorage.in(root).refreshEvery(Duration.ofHours(1)).open();
            Article created = slow.articles().create(draft("a"));
            Path file = onlyFile();
            var modified = Files.getLastModifiedTime(file);
            Files.writeString(file, Files.readString(file).replace("Text of a", "text of A"));
            Files.setLastModifiedTime(file, modified);

            assertThatExceptionOfType(StaleVersionException.class)
                    .isThrownBy(() -> slow.articles().update(created.edit(NOON, edit -> edit.title("Lost"))));
        }

        @Test
        void by_two_storages_lose_no_update() {
            try (FilesStorage other = FilesStorage.in(root).open()) {
                Article created = storage.articles().create(draft("a"));
                other.articles().update(created.edit(NOON, edit -> edit.title("Other")));

                assertThatExceptionOfType(StaleVersionException.class)
                        .isThrownBy(() -> storage.articles().update(created.edit(NOON, edit -> edit.title("Lost"))));
            }
        }

        @Test
        void a_copy_does_not_take_the_place_of_its_original() throws IOException {
            Article created = storage.articles().create(draft("a"));
            Files.writeString(
                    root.resolve("copy.md"), Files.readString(onlyFile()).replace("Text of a", "Copy"));

            assertThat(storage.articles().find(created.id())).contains(created);
            assertThat(storage.brokenFiles())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.toString()).startsWith("copy.md:1: it has the id of "));
        }
    }

    @Nested
    class Broken_files {

        @Test
        void are_reported_with_path_and_line_and_take_no_other_down() throws IOException {
            write("good.md", "---\ntitle: Good\ndate: 2026-11-22\n---\n");
            write("yaml.md", "---\ntitle: x\ntags: [a\n---\n");
            write("date.md", "---\ntitle: x\n\ndate: tomorrow\n---\n");
            write("long.md", "---\ntitle: x\nlanguage: not a language\n---\n");
            write("open.md", "---\ntitle: x\n");
            write("toml.md", "+++\ntitle = \"x\nb = 1\n+++\n");
            write(
                    "bomb.md",
                    "---\na: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n---\n");
            write("deep.md", "---\na: " + "[".repeat(20_000) + "\n---\n");
            Files.write(root.resolve("latin.md"), new byte[] {'a', (byte) 0xe9, 'b'});

            assertThat(storage.articles().list(ArticleQuery.all(), Optional.empty(), 20))
                    .extracting(summary -> summary.slug().value())
                    .containsExactly("good");
            assertThat(storage.brokenFiles())
                    .extracting(fault -> fault.path() + ":" + fault.line())
                    .containsExactlyInAnyOrder(
                            "yaml.md:4",
                            "date.md:4",
                            "long.md:3",
                            "open.md:1",
                            "toml.md:2",
                            "bomb.md:3",
                            "deep.md:2",
                            "latin.md:1");
        }

        @Test
        void are_read_again_when_they_are_mended() throws IOException {
            Path file = write("a.md", "---\ntitle: [\n---\n");
            assertThat(storage.brokenFiles()).hasSize(1);
            Files.writeString(file, "---\ntitle: Mended\n---\n");

            assertThat(storage.brokenFiles()).isEmpty();
            assertThat(article("a").title()).isEqualTo("Mended");
        }

        @Test
        void two_of_one_slug_leave_the_first() throws IOException {
            write("a/one.md", "---\nslug: same\n---\n");
            write("b/two.md", "---\nslug: same\n---\n");

            assertThat(storage.brokenFiles())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.path()).isEqualTo(Path.of("b/two.md")));
        }
    }

    @Nested
    class Paths {

        @Test
        void a_new_article_gets_a_file_with_date_and_slug_and_follows_its_slug() throws IOException {
            Article created = storage.articles().create(draft("titre"));
            assertThat(root.resolve("2026-11-22-titre.md")).exists();
            storage.articles().update(created.edit(NOON, edit -> edit.slug(Slug.of("autre"))));

            assertThat(onlyFile().getFileName()).hasToString("2026-11-22-autre.md");
        }

        @Test
        void no_name_leads_out_of_the_folder_and_no_link_is_followed() throws IOException {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FilesStorage.in(root).newArticlesIn("../elsewhere"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FilesStorage.in(root).newArticlesIn("/etc"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FilesStorage.in(root).newArticlesIn("posts/.git"));
            Path outside = Files.createTempDirectory("outside");
            Files.writeString(outside.resolve("secret.md"), "---\ntitle: Secret\n---\n");
            Files.createSymbolicLink(root.resolve("linked"), outside);
            Files.createSymbolicLink(root.resolve("linked.md"), outside.resolve("secret.md"));
            write(".git/hidden.md", "---\ntitle: Hidden\n---\n");
            write("evil.md", "---\nslug: ../../evil\n---\n");

            assertThat(storage.articles().list(ArticleQuery.all(), Optional.empty(), 9))
                    .extracting(summary -> summary.slug().value())
                    .containsExactly("evil");
        }

        @Test
        void a_bundle_stays_beside_its_pictures_and_a_deleted_one_leaves_them() throws IOException {
            Path picture = write("titre/picture.png", "not really");
            write("titre/index.md", "---\ntitle: T\ndate: 2026-11-22\n---\n");
            Article renamed =
                    storage.articles().update(article("titre").edit(NOON, edit -> edit.slug(Slug.of("autre"))));
            assertThat(root.resolve("titre/index.md")).exists();
            storage.articles().delete(renamed.id(), renamed.version());

            assertThat(root.resolve("titre/index.md")).doesNotExist();
            assertThat(picture).exists();
        }

        @Test
        void tags_are_small_yaml_files() throws IOException {
            write("_tags/europe.yaml", "name: Europe # ours\ncolour: blue\n");
            assertThat(storage.tags().find(Slug.of("europe"))).contains(Tag.named(Slug.of("europe"), "Europe"));
            storage.tags().put(Tag.named(Slug.of("europe"), "L’Europe"));

            assertThat(Files.readString(root.resolve("_tags/europe.yaml"))).contains("L’Europe", "colour: blue");
        }
    }

    @Test
    void it_is_found_by_its_name_and_says_which_settings_there_are() {
        try (BlogStorage found =
                BlogStorageProvider.named("files").open(Map.of("folder", root.toString(), "language", "fr"))) {
            assertThat(found).isInstanceOf(FilesStorage.class);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FilesStorageProvider().open(Map.of("foldr", "x")))
                .withMessageContaining("[foldr]")
                .withMessageContaining("folder");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FilesStorageProvider().open(Map.of()))
                .withMessageContaining("'folder'");
    }

    private static Article draft(String slug) {
        return Article.draft(
                new ArticleId(UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8))),
                NOON,
                edit -> edit.slug(Slug.of(slug)).title("About " + slug).markdown("Text of " + slug));
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            List<Path> articles =
                    files.filter(file -> file.toString().endsWith(".md")).toList();
            assertThat(articles).hasSize(1);
            return articles.get(0);
        }
    }
}
