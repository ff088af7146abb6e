package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.HostIdentity;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.core.TranslationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind, mark, key, attributes, first publication and aliases in the words of Hugo, Jekyll and Zola. */
class ArticleModelInFilesTest {

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

    private Path yaml(String name, String fields) throws IOException {
        return write(name, "---\ntitle: Title\ndate: 2026-11-20\n" + fields + "\n---\nText");
    }

    private Article article(String slug) {
        return storage.articles().findBySlug(Slug.of(slug)).orElseThrow();
    }

    private Article edited(String slug, java.util.function.Consumer<io.billet.core.ArticleEdit> changes) {
        Article stored = storage.articles().update(article(slug).edit(NOON, changes));
        assertThat(storage.articles().find(stored.id())).contains(stored);
        return stored;
    }

    @Nested
    class A_page {

        @ParameterizedTest
        @CsvSource({
            "type: page, PAGE",
            "layout: page, PAGE",
            "layout: Page, PAGE",
            "type: post, POST",
            "layout: post, POST",
            "x: page, POST",
            "'type: [page]', POST"
        })
        void is_called_so_by_hugo_and_jekyll(String field, ArticleKind kind) throws IOException {
            yaml("a.md", field);
            assertThat(article("a").kind()).isEqualTo(kind);
        }

        @Test
        void is_written_in_the_field_that_is_there() throws IOException {
            Path jekyll = yaml("a.md", "layout: post");
            Path hugo = yaml("b.md", "x: y");
            edited("a", edit -> edit.kind(ArticleKind.PAGE));
            edited("b", edit -> edit.kind(ArticleKind.PAGE));
            assertThat(Files.readString(jekyll)).contains("layout: \"page\"").doesNotContain("type:");
            assertThat(Files.readString(hugo)).contains("type: \"page\"");

            edited("a", edit -> edit.kind(ArticleKind.POST));
            assertThat(Files.readString(jekyll)).contains("layout: \"post\"");
        }
    }

    @Nested
    class A_mark {

        @ParameterizedTest
        @CsvSource({"true, true", "yes, true", "1, true", "false, false", "no, false", "/a.jpg, false", "'', false"})
        void is_featured_and_yes(String value, boolean featured) throws IOException {
            yaml("a.md", "featured: " + value);
            assertThat(article("a").featured()).isEqualTo(featured);
        }

        @Test
        void is_written_and_taken_away() throws IOException {
            Path file = yaml("a.md", "x: y");
            edited("a", edit -> edit.featured(true));
            assertThat(Files.readString(file)).contains("featured: true");
            edited("a", edit -> edit.featured(false));
            assertThat(Files.readString(file)).contains("featured: false");
        }
    }

    @Nested
    class A_translation {

        @Test
        void bears_hugos_key_or_its_path_without_the_language_in_its_name() throws IOException {
            yaml("a.md", "translationKey: Über uns");
            yaml("posts/b.fr.md", "x: y");
            yaml("posts/b.de.md", "x: y");
            yaml("posts/c.fr.md", "translationKey: mine");
            yaml("d.md", "x: y");
            assertThat(article("a").translationKey()).contains(TranslationKey.of("Über uns"));
            assertThat(article("b-fr").translationKey()).contains(TranslationKey.of("posts/b"));
            assertThat(article("b-de").translationKey()).contains(TranslationKey.of("posts/b"));
            assertThat(article("c-fr").translationKey()).contains(TranslationKey.of("mine"));
            assertThat(article("d").translationKey()).isEmpty();
        }

        @Test
        void whose_key_is_none_to_anybody_is_an_article_all_the_same() throws IOException {
            yaml("a.md", "translationKey: " + "x".repeat(TranslationKey.MAX_LENGTH + 1));
            yaml("b.md", "translationKey: [x]");
            assertThat(article("a").translationKey()).isEmpty();
            assertThat(article("b").translationKey()).isEmpty();
            assertThat(storage.brokenFiles()).isEmpty();
        }

        @Test
        void may_say_another_key_than_its_place_and_none() throws IOException {
            Path file = yaml("b.fr.md", "x: y");
            assertThat(edited("b-fr", edit -> edit.title("Other")).translationKey())
                    .contains(TranslationKey.of("b"));
            assertThat(Files.readString(file)).doesNotContain("translationKey");
            edited("b-fr", edit -> edit.translationKey(TranslationKey.of("mine")));
            assertThat(Files.readString(file)).contains("translationKey: \"mine\"");
            edited("b-fr", io.billet.core.ArticleEdit::noTranslationKey);
            assertThat(article("b-fr").translationKey()).isEmpty();
        }
    }

    @Nested
    class Attributes {

        @Test
        void are_hugos_params_and_zolas_extra_as_flat_text() throws IOException {
            yaml(
                    "a.md",
                    "params:\n  rating: 5\n  film: Playtime\n  good: true\n  deep: {a: b}\n  list: [a]\n  none:\n  draft: false");
            write(
                    "b.md",
                    "+++\ntitle = 'B'\ndate = 2026-11-20\n[extra]\nteam = 'Core'\nrelease = true\nlist = ['a']\n+++\n");
            write("c.md", "+++\ntitle = 'C'\ndate = 2026-11-20\nextra = {z = 'last', a = 1.5}\n+++\n");
            assertThat(article("a").attributes().entrySet())
                    .containsExactly(
                            Map.entry("rating", "5"), Map.entry("film", "Playtime"), Map.entry("good", "true"));
            assertThat(article("b").attributes().entrySet())
                    .containsExactly(Map.entry("team", "Core"), Map.entry("release", "true"));
            assertThat(article("c").attributes().entrySet())
                    .containsExactly(Map.entry("z", "last"), Map.entry("a", "1.5"));
        }

        @Test
        void that_are_too_many_or_too_long_are_left_out_and_not_the_article() throws IOException {
            StringBuilder many = new StringBuilder("params:\n  long: " + "x".repeat(2_100) + "\n");
            for (int i = 0; i < 60; i++) {
                many.append("  k").append(i).append(": v\n");
            }
            yaml("a.md", many.toString());
            assertThat(article("a").attributes()).hasSize(50).containsKey("k0").doesNotContainKey("long");
            assertThat(storage.brokenFiles()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "---\ntitle: Title\ndate: 2026-11-20\nparams: {rating: 5, deep: {a: b, n: null, l: [null, 1]}, gone: x}\n---\nText",
                    "+++\ntitle = 'T'\ndate = 2026-11-20\n\n[extra]\n# why\nrating = 5\ngone = 'x'\ndeep = ['a']\n[extra.more]\nx = 1\n+++\nText",
                    "+++\ntitle = 'T'\ndate = 2026-11-20\nextra = {rating = 5, gone = 'x', deep = ['a']}\n+++\nText",
                    "title=T\ndate=2026-11-20\nparams={\"rating\": 5, \"gone\": \"x\"}\n~~~~~~\nText",
                    "---\ntitle: Title\ndate: 2026-11-20\n---\nText",
                    "+++\ntitle = 'T'\ndate = 2026-11-20\n+++\nText"
                })
        void are_written_in_their_order_beside_what_is_none(String content) throws IOException {
            Path file = write("a.md", content);
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("z", "a \"b\" \\ 'c': {d}, #e");
            if (article("a").attributes().containsKey("rating")) {
                attributes.put("rating", "5");
            }
            attributes.put("no", "");
            attributes.put("ein Name", "zwei\nZeilen");
            Article stored = edited("a", edit -> edit.attributes(attributes));

            assertThat(article("a").attributes().entrySet()).containsExactlyElementsOf(attributes.entrySet());
            assertThat(stored.attributes()).isEqualTo(attributes);
            String written = Files.readString(file);
            assertThat(written).doesNotContain("gone");
            if (content.contains("rating")) {
                assertThat(written).containsPattern("rating\"? ?[:=] ?5");
            }
            if (content.contains("deep")) {
                assertThat(written).contains("deep");
            }
            edited("a", edit -> edit.attributes(Map.of()));
            assertThat(article("a").attributes()).isEmpty();
        }
    }

    @Nested
    class The_first_publication {

        @Test
        void is_the_date_and_is_written_down_when_that_does_not_say_it() throws IOException {
            Path file = yaml("a.md", "x: y");
            Instant date = Instant.parse("2026-11-20T00:00:00Z");
            assertThat(article("a").firstPublishedAt()).contains(date);

            Article draft = storage.articles().update(article("a").unpublish(NOON));
            assertThat(Files.readString(file)).contains("first_published: \"2026-11-20T00:00:00Z\"");
            assertThat(storage.articles().find(draft.id())).contains(draft);
            Article again = storage.articles().update(draft.publish(NOON));
            assertThat(Files.readString(file)).doesNotContain("first_published");
            assertThat(storage.articles().find(again.id())).contains(again);
            assertThat(again.publishedAt()).contains(date);
            Article archived = storage.articles().update(again.archive(NOON));
            Article later = storage.articles().update(archived.publish(NOON, NOON));
            assertThat(Files.readString(file)).contains("first_published");
            assertThat(storage.articles().find(later.id())).contains(later);
        }
    }

    @Nested
    class Who_changed_it {

        @Test
        void stands_beside_the_seal_and_is_nobody_after_an_edit_by_hand() throws IOException {
            Path file = yaml("a.md", "x: y");
            Optional<HostIdentity> zoe = Optional.of(HostIdentity.of("zoë: \"7\""));
            storage.articles()
                    .update(article("a").edit(NOON, edit -> edit.markdown("b")).changedBy(zoe));
            assertThat(article("a").updatedBy()).isEqualTo(zoe);
            assertThat(Files.readString(file)).containsPattern("billet: \\{.*by: ");

            Files.writeString(file, Files.readString(file) + "by hand");
            assertThat(article("a").updatedBy()).isEmpty();
        }
    }

    @Nested
    class A_draft {

        @Test
        void is_renamed_with_its_title_if_the_storage_named_it() throws IOException {
            Article untitled = storage.articles()
                    .create(Article.draft(new ArticleId(UUID.randomUUID()), NOON, edit -> edit.title("Working title")));
            Article titled = storage.articles().update(untitled.edit(NOON, edit -> edit.title("Title")));
            assertThat(titled.slug()).isEqualTo(Slug.of("title"));
            assertThat(root.resolve("2026-11-22-title.md")).exists();
            assertThat(root.resolve("2026-11-22-working-title.md")).doesNotExist();

            Path named = write("by-hand.md", "---\ntitle: By hand\ndraft: true\n---\nText");
            Article followed = edited("by-hand", edit -> edit.title("Other"));
            assertThat(followed.slug()).isEqualTo(Slug.of("other"));
            assertThat(named).exists();
            assertThat(storage.articles().findByAlias(Alias.of("by-hand"))).isEmpty();
        }

        @Test
        void may_have_no_title_and_keeps_none() throws IOException {
            Article untitled = storage.articles()
                    .create(Article.draft(
                            new ArticleId(UUID.randomUUID()), NOON, edit -> edit.slug(Slug.of("untitled"))));
            assertThat(storage.articles().find(untitled.id())).contains(untitled);
            write("b.md", "---\ntitle: ''\ndraft: true\n---\nText");
            write("c.md", "---\ntitle: ''\ndate: 2026-11-20\n---\nText");
            write("d.md", "---\ndraft: true\n---\nText");
            assertThat(article("b").title()).isEmpty();
            assertThat(article("c").title()).isEqualTo("c");
            assertThat(article("d").title()).isEqualTo("d");
        }
    }

    @Nested
    class An_alias {

        @Test
        void is_a_path_as_hugo_zola_and_jekyll_write_it() throws IOException {
            yaml(
                    "a.md",
                    "aliases: [/2020/05/a/, a.html, 'https://old.example/x/y', '/caf%C3%A9/b', /?p=12, '/q#part', /]");
            write("b.md", "+++\ntitle = 'B'\ndate = 2026-11-20\naliases = ['2020/05/b']\n+++\n");
            yaml("c.md", "redirect_from:\n  - /2020/c.html\n  - /old-c");
            yaml("d.md", "redirect_from: /just/one");
            yaml("e.md", "former_slugs: [old-e]");
            assertThat(article("a").aliases())
                    .extracting(Alias::value)
                    .containsExactly("2020/05/a", "a.html", "x/y", "café/b", "q");
            assertThat(article("b").aliases()).containsExactly(Alias.of("2020/05/b"));
            assertThat(article("c").aliases()).containsExactly(Alias.of("2020/c.html"), Alias.of("old-c"));
            assertThat(article("d").aliases()).containsExactly(Alias.of("just/one"));
            assertThat(article("e").aliases()).containsExactly(Alias.of("old-e"));
            for (String slug : List.of("a", "b", "c", "d", "e")) {
                for (Alias alias : article(slug).aliases()) {
                    assertThat(storage.articles().findByAlias(alias)).contains(article(slug));
                }
            }
        }

        @Test
        void that_collides_is_dropped_and_not_the_article() throws IOException {
            Article first = storage.articles()
                    .create(Article.draft(
                                    new ArticleId(UUID.randomUUID()),
                                    NOON,
                                    edit -> edit.title("First")
                                            .slug(Slug.of("first"))
                                            .aliases(Alias.of("shared"), Alias.of("2020/shared"), Alias.of("own")))
                            .publish(NOON));
            // As a merge of two branches brings them together.
            yaml("second.md", "slug: shared");
            yaml("third.md", "aliases: [/2020/shared/, /third-before]\nslug: third");

            assertThat(storage.brokenFiles()).isEmpty();
            assertThat(article("shared").title()).isEqualTo("Title");
            assertThat(article("first").aliases()).containsExactly(Alias.of("2020/shared"), Alias.of("own"));
            assertThat(article("first").id()).isEqualTo(first.id());
            assertThat(article("third").aliases()).containsExactly(Alias.of("third-before"));
            Article changed = edited("first", edit -> edit.markdown("Changed"));
            assertThat(changed.aliases()).containsExactly(Alias.of("2020/shared"), Alias.of("own"));
        }

        @Test
        void of_a_sealed_file_gives_way_to_the_slug_of_another() throws IOException {
            Article one = storage.articles()
                    .create(Article.draft(
                            new ArticleId(UUID.randomUUID()),
                            NOON,
                            edit -> edit.title("One").aliases(Alias.of("was-one"))));
            Path copy = Files.list(root)
                    .filter(file -> file.toString().endsWith("one.md"))
                    .findFirst()
                    .orElseThrow();
            String other = Files.readString(copy)
                    .replace(one.id().toString(), UUID.randomUUID().toString())
                    .replace("slug: \"one\"", "slug: \"was-one\"")
                    .replace("aliases: [\"/was-one\"]", "aliases: [\"/one\"]");
            write("other.md", other);

            assertThat(storage.brokenFiles()).isEmpty();
            assertThat(article("one").aliases()).isEmpty();
            assertThat(article("was-one").aliases()).isEmpty();
        }

        @Test
        void is_written_as_generators_read_it() throws IOException {
            Path file = yaml("a.md", "x: y");
            Path jekyll = yaml("b.md", "redirect_from: /b.html");
            edited("a", edit -> edit.aliases(Alias.of("2020/05/a, b 100%"), Alias.of("old")));
            assertThat(Files.readString(file)).contains("aliases: [\"/2020/05/a%2C b 100%25\", \"/old\"]");
            edited("a", edit -> edit.aliases(Alias.of("old")));
            assertThat(Files.readString(file)).contains("aliases: [\"/old\"]");
            edited("a", edit -> edit.aliases());
            assertThat(Files.readString(file)).doesNotContain("aliases");

            edited("b", edit -> edit.slug(Slug.of("c")));
            Path renamed = root.resolve("c.md");
            assertThat(jekyll).doesNotExist();
            assertThat(Files.readString(renamed))
                    .contains("redirect_from: /b.html", "former_slugs: [\"b\"]")
                    .doesNotContain("aliases");
            edited("c", edit -> edit.aliases(Alias.of("x/y")));
            assertThat(Files.readString(renamed))
                    .contains("redirect_from: [\"/x/y\"]")
                    .doesNotContain("former_slugs");
        }

        @Test
        void joins_those_that_the_storage_has_written() throws IOException {
            Path file = yaml("2026-11-20-a.md", "x: y");
            edited("a", edit -> edit.slug(Slug.of("b")));
            edited("b", edit -> edit.slug(Slug.of("c")));
            assertThat(file).doesNotExist();
            assertThat(Files.readString(root.resolve("2026-11-20-c.md")))
                    .contains("aliases: [\"/a\", \"/b\"]")
                    .doesNotContain("former_slugs");
        }

        @Test
        void ends_with_a_name_that_leads_on_as_before_if_nobody_bears_it() throws IOException {
            yaml("a.md", "aliases: [/posts/Old-Name/, /x/b.html]");
            yaml("b.md", "x: y");
            assertThat(storage.articles().findByAlias(Alias.of("old-name"))).contains(article("a"));
            assertThat(storage.articles().findByAlias(Alias.of("b"))).isEmpty();
        }
    }

    @Test
    void everything_at_once_is_read_back() {
        List<Alias> aliases = new ArrayList<>();
        for (int i = 0; i < Article.MAX_ALIASES; i++) {
            aliases.add(Alias.of("2020/%" + i + "/Straße, 日本 " + i + ".html"));
        }
        Article article = Article.builder()
                .id(new ArticleId(UUID.randomUUID()))
                .kind(ArticleKind.PAGE)
                .slug(Slug.of("all"))
                .title("All")
                .language(LanguageTag.FRENCH)
                .translationKey(Optional.of(TranslationKey.of(" # key: 'x' ")))
                .featured(true)
                .attributes(Map.of("true", "false", "1", "2", "a.b", "c"))
                .state(new PublicationState.Archived())
                .firstPublishedAt(Optional.of(NOON.minusSeconds(1)))
                .aliases(aliases)
                .createdAt(NOON)
                .updatedBy(Optional.of(HostIdentity.of("7")))
                .build();
        storage.articles().create(article);
        try (FilesStorage again = FilesStorage.in(root).open()) {
            assertThat(again.articles().find(article.id())).contains(article.withVersion(1));
        }
    }

    @Nested
    class Without_a_date {

        @Test
        void an_article_is_a_draft_and_a_post() throws IOException {
            write("about.md", "---\ntitle: About\n---\nText");

            assertThat(article("about").state()).isEqualTo(new PublicationState.Draft());
            assertThat(article("about").kind()).isEqualTo(ArticleKind.POST);
        }

        @Test
        void it_is_a_public_page_where_that_is_wanted_and_nothing_keeps_it_from_its_readers() throws IOException {
            Path file = write("about.md", "---\ntitle: About\n---\nText");
            write("wip.md", "---\ntitle: Later\ndraft: true\n---\nText");
            write("locked.md", "---\ntitle: Locked\npassword: x\n---\nText");
            write("odd.md", "---\ntitle: Odd\nstatus: whatever\n---\nText");
            write("_drafts/idea.md", "---\ntitle: Idea\n---\nText");
            write("2026-11-20-post.md", "---\ntitle: Post\n---\nText");
            storage.close();
            storage = FilesStorage.in(root)
                    .refreshEvery(Duration.ZERO)
                    .undatedPages()
                    .open();

            assertThat(article("about").kind()).isEqualTo(ArticleKind.PAGE);
            assertThat(article("about").state())
                    .isEqualTo(new PublicationState.Published(article("about").createdAt()));
            assertThat(List.of("wip", "locked", "odd", "idea"))
                    .allSatisfy(slug -> assertThat(article(slug).state()).isEqualTo(new PublicationState.Draft()));
            assertThat(article("post").kind()).isEqualTo(ArticleKind.POST);

            Article changed = edited("about", edit -> edit.title("About us"));

            assertThat(article("about")).isEqualTo(changed);
            assertThat(changed.kind()).isEqualTo(ArticleKind.PAGE);
            assertThat(Files.readString(file)).contains("date: ", "type: ");
        }
    }
}
