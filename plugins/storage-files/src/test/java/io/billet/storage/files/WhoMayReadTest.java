package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleSummary;
import io.billet.core.Audience;
import io.billet.core.InvalidValueException;
import io.billet.core.Label;
import io.billet.core.PublicationState;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is shown that its author did not publish, in whatever words they said so. */
class WhoMayReadTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<String> YES = List.of(
            "true",
            "True",
            "TRUE",
            "tRuE",
            "yes",
            "Yes",
            "YES",
            "y",
            "Y",
            "on",
            "On",
            "ON",
            "t",
            "T",
            "1",
            "\"true\"",
            "'True'",
            "\"yes\"",
            "'on'",
            "\" true \"",
            "'1'",
            "!!str true");
    private static final List<String> NO = List.of(
            "false",
            "False",
            "FALSE",
            "no",
            "No",
            "NO",
            "n",
            "N",
            "off",
            "Off",
            "OFF",
            "f",
            "0",
            "\"false\"",
            "'no'",
            "'OFF'",
            "\"0\"",
            "' No '");
    private static final List<String> ODD = List.of(
            "",
            "~",
            "null",
            "Null",
            "''",
            "\"\"",
            "' '",
            "maybe",
            "2",
            "-1",
            "1.5",
            "0x1",
            "[]",
            "[true]",
            "[false]",
            "{}",
            "{a: true}",
            "\n  true: x",
            "\n  - no",
            "2026-11-22",
            "tru",
            "wahr",
            "'''true'''",
            "💤");

    @TempDir
    Path root;

    private FilesStorage storage;
    private int files;

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

    /** Writes an article that would be public but for one field. */
    private Path yaml(String field) throws IOException {
        return write("a" + files++ + ".md", "---\ntitle: T\ndate: 2020-01-02\n" + field + "\n---\nText\n");
    }

    private Path toml(String field) throws IOException {
        return write("a" + files++ + ".md", "+++\ntitle = 'T'\ndate = 2020-01-02\n" + field + "\n+++\nText\n");
    }

    private Path jbake(String field) throws IOException {
        return write("a" + files++ + ".md", "title=T\ndate=2020-01-02\n" + field + "\n~~~~~~\nText\n");
    }

    /** What anybody sees of a file: its title in lists is enough. */
    private Optional<ArticleSummary> listed(Path file) {
        Slug slug = Slug.of(file.getFileName().toString().replace(".md", ""));
        return storage.articles().list(ArticleQuery.published(NOW), Optional.empty(), 1_000).stream()
                .filter(each -> each.slug().equals(slug))
                .filter(each -> ArticleAccess.of(each, Reader.ANONYMOUS, NOW) != ArticleAccess.NONE)
                .findFirst();
    }

    private Optional<Article> article(Path file) {
        return storage.articles()
                .findBySlug(Slug.of(file.getFileName().toString().replace(".md", "")));
    }

    private ArticleAccess anonymous(Path file) {
        ArticleAccess bySlug = article(file)
                .map(article -> ArticleAccess.of(article, Reader.ANONYMOUS, NOW))
                .orElse(ArticleAccess.NONE);
        assertThat(listed(file).isPresent()).isEqualTo(bySlug != ArticleAccess.NONE);
        return bySlug;
    }

    private void assertHidden(List<String> headers, Writer writer) throws IOException {
        List<String> shown = new ArrayList<>();
        for (String header : headers) {
            if (anonymous(writer.write(header)) != ArticleAccess.NONE) {
                shown.add(header);
            }
        }
        assertThat(shown).as("shown, but not public").isEmpty();
    }

    private void assertPublic(List<String> headers, Writer writer) throws IOException {
        List<String> notShown = new ArrayList<>();
        for (String header : headers) {
            if (anonymous(writer.write(header)) != ArticleAccess.WHOLE) {
                notShown.add(header);
            }
        }
        assertThat(notShown).as("public, but not shown").isEmpty();
    }

    private interface Writer {
        Path write(String header) throws IOException;
    }

    private static List<String> each(List<String> names, String sign, List<String> values) {
        return names.stream()
                .flatMap(name -> values.stream().map(value -> name + sign + value))
                .toList();
    }

    @Nested
    class Yes_and_no {

        @Test
        void a_draft_is_one_in_every_spelling_of_yes() throws IOException {
            assertHidden(each(List.of("draft"), ": ", YES), WhoMayReadTest.this::yaml);
            assertHidden(
                    each(List.of("draft"), " = ", List.of("true", "'true'", "\"True\"", "1", "'yes'", "True", "on")),
                    WhoMayReadTest.this::toml);
            assertHidden(
                    each(List.of("draft"), "=", List.of("true", "True", "yes", "1", "on", "Y", "")),
                    WhoMayReadTest.this::jbake);
        }

        @Test
        void what_is_not_published_is_not_in_every_spelling_of_no() throws IOException {
            assertHidden(each(List.of("published", "publish", "public"), ": ", NO), WhoMayReadTest.this::yaml);
            assertHidden(
                    each(List.of("published"), " = ", List.of("false", "'false'", "0", "\"no\"", "False", "off")),
                    WhoMayReadTest.this::toml);
            assertHidden(
                    each(List.of("published"), "=", List.of("false", "FALSE", "no", "0", "n")),
                    WhoMayReadTest.this::jbake);
        }

        @Test
        void what_is_no_draft_and_what_is_published_is_public_in_every_spelling() throws IOException {
            assertPublic(each(List.of("draft", "private"), ": ", NO), WhoMayReadTest.this::yaml);
            assertPublic(each(List.of("published", "publish", "public"), ": ", YES), WhoMayReadTest.this::yaml);
            assertPublic(List.of("draft = false", "published = true", "private = 'no'"), WhoMayReadTest.this::toml);
            assertPublic(List.of("draft=false", "published=yes", "status=published"), WhoMayReadTest.this::jbake);
        }

        @Test
        void what_is_neither_yes_nor_no_is_not_public() throws IOException {
            assertHidden(
                    each(
                            List.of("draft", "published", "private", "public", "members_only", "paid", "hidden"),
                            ": ",
                            ODD),
                    WhoMayReadTest.this::yaml);
            assertHidden(
                    each(
                            List.of("draft", "published"),
                            " = ",
                            List.of("[]", "[true]", "{ a = 1 }", "''", "2", "1.5", "'x'", "2026-11-22")),
                    WhoMayReadTest.this::toml);
        }

        @Test
        void the_name_of_the_field_may_be_spelt_in_any_way() throws IOException {
            assertHidden(
                    List.of(
                            "Draft: true",
                            "DRAFT: yes",
                            "isDraft: true",
                            "is_draft: on",
                            "is-draft: 1",
                            "\"draft\": y",
                            "' draft ': true",
                            "Published: no",
                            "PUBLISHED: FALSE",
                            "isPublished: false",
                            "is-public: off",
                            "Private: true",
                            "is private: true",
                            "post_status: draft",
                            "postStatus: private",
                            "pageVisibility: private",
                            "Status: Draft",
                            "Password: x",
                            "dg-publish: false"),
                    WhoMayReadTest.this::yaml);
            assertHidden(List.of("Draft = true", "is_draft = true", "\"is draft\" = true"), WhoMayReadTest.this::toml);
        }

        @Test
        void of_several_fields_the_strictest_counts_in_any_order() throws IOException {
            assertHidden(
                    List.of(
                            "draft: false\npublished: false",
                            "published: true\ndraft: true",
                            "draft: true\npublished: true",
                            "draft: false\nDraft: true",
                            "Draft: true\ndraft: false",
                            "is_draft: true\ndraft: no",
                            "status: published\ndraft: yes",
                            "status: draft\npublished: true",
                            "visibility: public\nprivate: true",
                            "audience: everyone\nvisibility: private",
                            "status: scheduled\ndraft: true",
                            "published: true\npassword: secret"),
                    WhoMayReadTest.this::yaml);
        }
    }

    @Nested
    class Words {

        @Test
        void a_status_that_is_not_published_is_not_public() throws IOException {
            assertHidden(
                    each(
                            List.of("status", "state", "publication-status", "publishStatus", "workflow_state"),
                            ": ",
                            List.of(
                                    "draft",
                                    "Draft",
                                    "private",
                                    "pending",
                                    "trash",
                                    "auto-draft",
                                    "inherit",
                                    "future",
                                    "pending review",
                                    "hidden",
                                    "skip",
                                    "unlisted",
                                    "archived",
                                    "sent",
                                    "queued",
                                    "idea",
                                    "unknown word",
                                    "true",
                                    "false",
                                    "1",
                                    "[published]",
                                    "{a: published}",
                                    "",
                                    "null",
                                    "veröffentlicht")),
                    WhoMayReadTest.this::yaml);
        }

        @Test
        void a_status_that_is_published_is_public() throws IOException {
            assertPublic(
                    each(
                            List.of("status", "state"),
                            ": ",
                            List.of(
                                    "published",
                                    "Published",
                                    "publish",
                                    "PUBLIC",
                                    "live",
                                    "published-date",
                                    "'published'")),
                    WhoMayReadTest.this::yaml);
        }

        @Test
        void a_visibility_that_is_not_public_is_not() throws IOException {
            assertHidden(
                    each(
                            List.of("visibility", "audience", "access", "Visibility"),
                            ": ",
                            List.of(
                                    "private",
                                    "Private",
                                    "hidden",
                                    "unlisted",
                                    "draft",
                                    "nobody",
                                    "internal",
                                    "password",
                                    "premium",
                                    "membres",
                                    "everyon",
                                    "everyone!",
                                    "true",
                                    "false",
                                    "1",
                                    "{a: b}",
                                    "{public: true}",
                                    "",
                                    "~",
                                    "[]",
                                    "[private]",
                                    "[gold, private]",
                                    "'private, gold'",
                                    "tiers",
                                    "scheduled",
                                    "live")),
                    WhoMayReadTest.this::yaml);
        }

        @Test
        void a_visibility_that_is_public_is() throws IOException {
            assertPublic(
                    each(
                            List.of("visibility", "audience", "access"),
                            ": ",
                            List.of("public", "Public", "everyone", "EVERYONE", "all", "'public'")),
                    WhoMayReadTest.this::yaml);
        }

        @Test
        void members_and_those_who_paid_are_told_apart_from_everybody() throws IOException {
            Audience paid = Audience.labelled(Label.of("paid"));
            assertAudience(
                    Audience.MEMBERS,
                    List.of(
                            "visibility: members",
                            "audience: Members",
                            "access: members-only",
                            "members_only: true",
                            "membersOnly: yes",
                            "Members-Only: 1",
                            "access: subscribers",
                            "gated: true"));
            assertAudience(
                    paid,
                    List.of(
                            "visibility: paid",
                            "paid: true",
                            "premium: on",
                            "paywall: yes",
                            "visibility: paid-members",
                            "visibility: members\npaid: true",
                            "paid: true\nvisibility: public"));
            assertAudience(
                    Audience.labelled(Label.of("gold")),
                    List.of(
                            "visibility: tiers\ntiers: [gold]",
                            "tiers: [{name: Gold, slug: gold}]\nvisibility: tiers",
                            "tier: gold",
                            "audience: [gold]",
                            "audience: {labels: [gold]}",
                            "audience: [gold, silver]\ntiers: [gold]",
                            "visibility: members\naudience: [gold]"));
            assertAudience(
                    Audience.labelled(Label.of("gold"), Label.of("silver")),
                    List.of("audience: [gold, silver]", "audience: gold, silver"));
        }

        private void assertAudience(Audience audience, List<String> headers) throws IOException {
            for (String header : headers) {
                Path file = yaml(header);
                assertThat(article(file)).as(header).hasValueSatisfying(article -> {
                    assertThat(article.audience()).as(header).isEqualTo(audience);
                    assertThat(article.state().kind()).as(header).isEqualTo(PublicationState.Kind.PUBLISHED);
                });
                assertThat(anonymous(file)).as(header).isEqualTo(ArticleAccess.PREVIEW);
            }
        }

        @Test
        void labels_that_no_reader_can_bear_at_once_hide_an_article() throws IOException {
            assertHidden(
                    List.of("audience: [gold]\ntiers: [silver]", "tiers: [silver]\npaid: true"),
                    WhoMayReadTest.this::yaml);
        }

        @Test
        void passwords_rights_and_secrets_hide_an_article() throws IOException {
            assertHidden(
                    List.of(
                            "password: secret",
                            "password: 0",
                            "password: no",
                            "password: [a]",
                            "Password: ' '",
                            "post_password: x",
                            "passphrase: x",
                            "private: true",
                            "hidden: true",
                            "unlisted: true",
                            "protected: yes",
                            "secret: 1",
                            "acl: [admin]",
                            "permissions: {read: admin}",
                            "access: {site.login: true}",
                            "login: true",
                            "restricted: true",
                            "encrypted: true",
                            "protect: logged_in",
                            "eleventyExcludeFromCollections: true",
                            "permalink: false",
                            "headless: true",
                            "render: false",
                            "visible: false",
                            "listed: no",
                            "type: draft",
                            "layout: Draft",
                            "hide: true",
                            "archived: true",
                            "trash: 1",
                            "deleted: yes"),
                    WhoMayReadTest.this::yaml);
        }

        @Test
        void what_only_looks_like_it_does_not() throws IOException {
            assertPublic(
                    List.of(
                            "password:",
                            "password: ''",
                            "hide: [navigation, toc]",
                            "type: post",
                            "layout: post",
                            "url: ''",
                            "robots: noindex",
                            "sitemap: false",
                            "noindex: true",
                            "hide_title: true",
                            "cover: {hidden: true}",
                            "menu: {main: {private: true}}",
                            "comments: false",
                            "featured: false",
                            "searchHidden: true",
                            "tags: [draft, private]",
                            "title2: draft",
                            "build: {render: always, list: always}",
                            "params: {toc: false}",
                            "expiryDate:",
                            "weight: 0",
                            "math: false",
                            "excludes: draft",
                            "isolated: true"),
                    WhoMayReadTest.this::yaml);
        }
    }

    @Nested
    class Fields_inside_others {

        @Test
        void count_where_generators_keep_the_fields_of_themes() throws IOException {
            assertHidden(
                    List.of(
                            "extra: {draft: true}",
                            "params: {private: yes}",
                            "params:\n  members_only: maybe",
                            "params: {password: x}",
                            "base: &b {draft: true}\n<<: *b",
                            "base: &b {published: no}\n<<: [*b]"),
                    WhoMayReadTest.this::yaml);
            assertHidden(
                    List.of(
                            "extra = { draft = true }",
                            "[extra]\nprivate = true",
                            "[extra]\npassword = 'x'",
                            "[params]\nvisibility = 'private'",
                            "params.draft = true",
                            "[ extra ]  # c\nhidden = 1",
                            "[taxonomies]\ntags = ['a']\n[extra]\ndraft = true",
                            "[a]\nb = 1\n\n[extra]\nunlisted = true",
                            "[[a]]\nb = 1\n[[a]]\nb = 2\n[extra]\nstatus = 'draft'",
                            "[access]\nlogin = true",
                            "[extra.access]\nlogin = true"),
                    WhoMayReadTest.this::toml);
        }

        @Test
        void what_hugo_builds_no_page_of_is_not_public() throws IOException {
            assertHidden(
                    List.of(
                            "build: {render: never}",
                            "_build: {render: never}",
                            "build:\n  render: false",
                            "_build:\n  list: never",
                            "build: {list: false}",
                            "build: {render: link}",
                            "build: {list: local}",
                            "build: {render: sometimes}",
                            "build: never",
                            "Build: {Render: Never}"),
                    WhoMayReadTest.this::yaml);
            assertHidden(
                    List.of(
                            "[build]\nrender = 'never'",
                            "[_build]\nlist = 'never'",
                            "_build = { render = 'never' }",
                            "build.render = 'never'",
                            "[build]\n render = false"),
                    WhoMayReadTest.this::toml);
            assertPublic(
                    List.of(
                            "[build]\nrender = 'always'\npublishResources = false",
                            "[cover]\nhidden = true",
                            "[[resources]]\ndraft = true"),
                    WhoMayReadTest.this::toml);
        }
    }

    @Nested
    class Times {

        @Test
        void what_has_ended_is_not_public() throws IOException {
            assertHidden(
                    List.of(
                            "expiryDate: 2021-01-01",
                            "expirydate: 2021-01-01",
                            "unpublishDate: 2021-01-01T00:00:00Z",
                            "unpublish_date: 2021-01-01 10:00",
                            "expires: 2021-01-01",
                            "expire-date: 2021-01-01",
                            "expiryDate: soon",
                            "expiryDate: [2099-01-01]",
                            "expiryDate: 2099-01-01\nexpires: 2021-01-01",
                            "unpublish: true",
                            "expiryDate: 2026-13-45",
                            "expiryDate: false"),
                    WhoMayReadTest.this::yaml);
            assertHidden(
                    List.of("expiryDate = 2021-01-01", "expiryDate = '2021-01-01'", "[params]\nexpires = 2021-01-01"),
                    WhoMayReadTest.this::toml);
            assertPublic(List.of("expiryDate: 2099-01-01", "unpublish: false"), WhoMayReadTest.this::yaml);
        }

        @Test
        void what_has_not_begun_is_not_public() throws IOException {
            assertHidden(
                    List.of(
                            "publishDate: 2099-01-01",
                            "PublishDate: 2099-01-01",
                            "publish_date: 2099-01-01",
                            "pubDate: 2099-01-01",
                            "published_at: 2099-01-01",
                            "publishedAt: 2099-01-01",
                            "publishDate: 2019-01-01\npublished_at: 2099-01-01",
                            "Date: 2099-01-01",
                            "embargo: 2099-01-01",
                            "embargo: true",
                            "publishDate: later"),
                    WhoMayReadTest.this::yaml);
        }
    }

    @Nested
    class Places {

        @Test
        void a_folder_of_drafts_holds_drafts_whatever_they_say_of_themselves() throws IOException {
            assertHidden(
                    List.of(
                            "_drafts",
                            "source/_drafts",
                            "blog/_drafts/deep",
                            "_Drafts",
                            "drafts",
                            "Drafts",
                            "_private",
                            "posts/_trash"),
                    folder -> write(
                            folder + "/a" + files++ + ".md",
                            "---\ndate: 2020-01-02\npublished: true\nstatus: published\ndraft: false\n---\n"));
            assertPublic(
                    List.of("posts/drafting", "_posts", "privacy"),
                    folder -> write(folder + "/a" + files++ + ".md", "---\ndate: 2020-01-02\n---\n"));
            assertThat(article(write("drafts/index.md", "---\ndate: 2020-01-02\n---\n")
                            .getParent()))
                    .map(Article::state)
                    .contains(new PublicationState.Published(Instant.parse("2020-01-02T00:00:00Z")));
        }

        @Test
        void front_matter_in_a_form_that_is_not_read_does_not_open_what_it_closes() throws IOException {
            assertHidden(
                    List.of(
                            "\n---\ntitle: T\ndraft: true\n---\nText",
                            "\n\n+++\ndraft = true\n+++\n",
                            "\ufeff\n---\ndraft: yes\n---\n",
                            "{\n  \"title\": \"T\",\n  \"draft\": true\n}\nText",
                            "{\"title\": \"T\", \"draft\": true}\n",
                            "title: T\npublished: false\n---\nText",
                            "-----\ntitle: T\npublished: false\n-----\nText",
                            ";;;\n\"published\": false\n;;;\n",
                            "---yaml\ndraft: true\n---\n",
                            "---toml\ndraft = true\n---\n",
                            "Title: T\nStatus: draft\n\nText",
                            "<!--\n.. title: T\n.. status: draft\n-->\nText",
                            "Title: T\rStatus: draft",
                            "---\rdraft: true\r---\rText",
                            "draft: true\n---\nText"),
                    text -> write("2020-01-02-a" + files++ + ".md", text).resolveSibling("a" + (files - 1) + ".md"));
            assertPublic(
                    List.of(
                            "Text",
                            "\n---\n\nA rule, and a text\n\n---\n",
                            "Note: this\n---\n",
                            "Text.\n\ndraft: true\n",
                            "{{< youtube x >}}\n",
                            "The draft: a story\n",
                            "---\n---\nText"),
                    text -> write("2020-01-02-a" + files++ + ".md", text).resolveSibling("a" + (files - 1) + ".md"));
        }
    }

    @Nested
    class Sections_above {

        private static final String PUBLIC = "+++\ndate = 2020-01-02\ndraft = false\n+++\nText";

        private Path article(String folder) throws IOException {
            return write(folder + "/a" + files++ + ".md", PUBLIC);
        }

        @Test
        void that_are_drafts_make_drafts_of_all_that_lies_below() throws IOException {
            Path beside = article("a");
            Path below = article("a/b/c");
            Path elsewhere = article("d");
            assertThat(anonymous(beside)).isEqualTo(ArticleAccess.WHOLE);
            for (String header : List.of(
                    "+++\ndraft = true\n+++\n",
                    "---\nDraft: yes\n---\n",
                    "---\npublished: off\n---\n",
                    "---\nprivate: true\n---\n",
                    "---\npassword: x\n---\n",
                    "---\ndraft: maybe\n---\n",
                    "+++\n[extra]\nstatus = 'draft'\n+++\n",
                    "+++\nbroken\n+++\n",
                    "---\ntitle: [\n---\n",
                    "---\ncascade: {draft: true}\n---\n",
                    "---\ncascade:\n  build:\n    render: never\n---\n",
                    "---\ncascade:\n  - _target: {path: /x/**}\n    private: true\n---\n",
                    "+++\n[cascade]\ndraft = true\n+++\n",
                    "+++\n[cascade._build]\nrender = 'never'\n+++\n",
                    "+++\n[[cascade]]\n[cascade.params]\npassword = 'x'\n+++\n",
                    "---\ncascade: {expiryDate: 2020-01-01, params: {unlisted: true}}\n---\n")) {
                Path section = write("a/_index.md", header);
                assertThat(anonymous(beside)).as(header).isEqualTo(ArticleAccess.NONE);
                assertThat(anonymous(below)).as(header).isEqualTo(ArticleAccess.NONE);
                assertThat(anonymous(elsewhere)).as(header).isEqualTo(ArticleAccess.WHOLE);
                Files.delete(section);
                assertThat(anonymous(beside)).as(header).isEqualTo(ArticleAccess.WHOLE);
            }
            write("_index.markdown", "+++\ndraft = true\n+++\n");
            assertThat(anonymous(elsewhere)).isEqualTo(ArticleAccess.NONE);
        }

        @Test
        void that_say_something_of_their_own_page_do_not() throws IOException {
            Path beside = article("a");
            for (String header : List.of(
                    "+++\nrender = false\n+++\n",
                    "---\nbuild: {render: never}\n---\n",
                    "---\nhidden: true\n---\n",
                    "---\nvisibility: members\n---\n",
                    "---\ndraft: false\n---\n",
                    "",
                    "Text",
                    "---\ncascade: {type: docs}\n---\n",
                    "+++\n[cascade]\ntype = 'blog'\n+++\n",
                    "---\ncascade: [{target: {kind: section}, build: {render: never}}]\n---\n")) {
                write("a/_index.md", header);
                assertThat(anonymous(beside)).as(header).isEqualTo(ArticleAccess.WHOLE);
            }
        }

        @Test
        void in_a_language_are_for_files_in_that_language() throws IOException {
            write("a/_index.fr.md", "+++\ndraft = true\n+++\n");
            Path english = article("a");
            write("a/b" + files + ".fr.md", PUBLIC);

            assertThat(anonymous(english)).isEqualTo(ArticleAccess.WHOLE);
            assertThat(storage.articles().list(ArticleQuery.published(NOW), Optional.empty(), 10))
                    .hasSize(1);
        }

        @Test
        void are_reported_if_they_are_not_understood_and_named_if_they_forbid() throws IOException {
            Path file = article("a");
            write("a/_index.md", "+++\ntitle = 'x'\ndraft = 'perhaps'\n+++\n");

            assertThat(storage.doubtfulFiles())
                    .extracting(BrokenFile::toString)
                    .singleElement()
                    .asString()
                    .startsWith(Path.of("a", "_index.md") + ":3: the field draft ");
            Article draft = WhoMayReadTest.this.article(file).orElseThrow();
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> storage.articles().update(draft.publish(NOW)))
                    .withMessageContaining("draft of " + Path.of("a", "_index.md"));
        }
    }

    @Nested
    class Changes {

        @Test
        void by_hand_from_public_to_private_take_an_article_away_from_its_readers() throws IOException {
            for (String field : List.of(
                    "draft: True",
                    "published: no",
                    "status: private",
                    "private: true",
                    "password: x",
                    "visibility: hidden",
                    "expiryDate: 2021-01-01",
                    "date: [")) {
                Path file = yaml("aliases: [/old" + files + "/]");
                Slug former = Slug.of("old" + (files - 1));
                assertThat(anonymous(file)).isEqualTo(ArticleAccess.WHOLE);
                assertThat(storage.articles().findByAlias(Alias.of(former))).isPresent();
                Files.writeString(file, Files.readString(file).replace("title: T", "title: T\n" + field));

                assertThat(anonymous(file)).as(field).isEqualTo(ArticleAccess.NONE);
                assertThat(storage.articles()
                                .findByAlias(Alias.of(former))
                                .map(article -> ArticleAccess.of(article, Reader.ANONYMOUS, NOW)))
                        .as(field)
                        .isNotEqualTo(Optional.of(ArticleAccess.WHOLE))
                        .isNotEqualTo(Optional.of(ArticleAccess.PREVIEW));
            }
        }

        @Test
        void of_the_title_leave_a_hidden_article_hidden() throws IOException {
            for (String field : List.of(
                    "Draft: yes",
                    "published: off",
                    "status: pending",
                    "private: true",
                    "password: x",
                    "visibility: premium",
                    "expiryDate: 2021-01-01",
                    "audience: [gold]\ntiers: [silver]",
                    "params: {draft: true}")) {
                Path file = yaml(field);
                Article before = article(file).orElseThrow();
                storage.articles().update(before.edit(NOW, edit -> edit.title("New")));

                assertThat(Files.readString(file)).contains("\n" + field + "\n").contains("title: \"New\"");
                assertThat(anonymous(file)).as(field).isEqualTo(ArticleAccess.NONE);
            }
            Path unread = write("2020-01-02-a" + files + ".md", "Title: T\nStatus: draft\n\nText");
            Article draft = storage.articles().findBySlug(Slug.of("a" + files)).orElseThrow();
            storage.articles().update(draft.edit(NOW, edit -> edit.title("New")));
            assertThat(Files.readString(unread)).startsWith("---\n").contains("draft: true");
        }

        @Test
        void that_publish_write_over_what_says_draft() throws IOException {
            for (String field : List.of(
                    "Draft: yes",
                    "is_draft: true",
                    "published: off",
                    "status: pending",
                    "state: idea",
                    "draft: true\nPublished: no",
                    "expiryDate: 2021-01-01",
                    "archived: true",
                    "status: trash",
                    "[extra]")) {
                Path file = field.equals("[extra]") ? toml("[extra]\ndraft = true") : yaml(field);
                Article hidden = article(file).orElseThrow();
                Article published = storage.articles().update(hidden.publish(NOW));

                assertThat(article(file)).as(field).contains(published);
                assertThat(anonymous(file)).as(field).isEqualTo(ArticleAccess.WHOLE);
            }
        }

        @Test
        void that_publish_leave_a_time_to_come_at_which_it_ends() throws IOException {
            Path file = yaml("draft: true\nexpiryDate: 2099-01-01");
            storage.articles().update(article(file).orElseThrow().publish(NOW));

            assertThat(Files.readString(file)).contains("\nexpiryDate: 2099-01-01\n");
        }

        @Test
        void that_publish_are_refused_where_the_author_shut_readers_out() throws IOException {
            for (String field : List.of(
                    "private: true",
                    "password: x",
                    "visibility: private",
                    "params: {draft: true}",
                    "audience: premium",
                    "build: {render: never}",
                    "permalink: false")) {
                Path file = yaml(field);
                String before = Files.readString(file);
                Article hidden = article(file).orElseThrow();

                assertThatExceptionOfType(InvalidValueException.class)
                        .as(field)
                        .isThrownBy(() -> storage.articles().update(hidden.publish(NOW)))
                        .withMessageContaining(
                                field.startsWith("params") ? "params.draft" : field.replaceAll(":.*", ""));
                assertThat(file).hasContent(before);
            }
        }

        @Test
        void of_the_audience_take_the_place_of_all_that_was_said_of_it() throws IOException {
            for (String field : List.of(
                    "visibility: paid",
                    "members_only: true\nvisibility: paid",
                    "tiers: [gold]\nAccess: tiers",
                    "audience: [private-club]")) {
                Path file = yaml(field);
                for (Audience audience : List.of(
                        Audience.MEMBERS,
                        Audience.labelled(Label.of("draft"), Label.of("gold")),
                        Audience.labelled(Label.of("members")),
                        Audience.EVERYONE,
                        Audience.labelled(Label.of("one")))) {
                    Article changed = storage.articles()
                            .update(article(file).orElseThrow().edit(NOW, edit -> edit.audience(audience)));
                    assertThat(changed.audience()).isEqualTo(audience);
                    assertThat(article(file)).as(field).contains(changed);
                }
            }
            Path jbake = jbake("status=published");
            for (Audience audience : List.of(Audience.labelled(Label.of("gold")), Audience.MEMBERS)) {
                Article changed = storage.articles()
                        .update(article(jbake).orElseThrow().edit(NOW, edit -> edit.audience(audience)));
                assertThat(article(jbake)).contains(changed);
            }
        }

        @Test
        void of_the_audience_alone_do_not_publish_a_private_article() throws IOException {
            Path file = yaml("visibility: private");
            Article changed = storage.articles()
                    .update(article(file).orElseThrow().edit(NOW, edit -> edit.audience(Audience.MEMBERS)));

            assertThat(changed.state().kind()).isEqualTo(PublicationState.Kind.DRAFT);
            assertThat(article(file)).contains(changed);
            assertThat(anonymous(file)).isEqualTo(ArticleAccess.NONE);
        }

        @Test
        void that_schedule_are_read_back_and_a_draft_by_hand_stays_one() throws IOException {
            Path file = yaml("draft: true");
            Article scheduled = storage.articles()
                    .update(article(file).orElseThrow().schedule(Instant.parse("2099-01-01T00:00:00Z"), NOW));
            assertThat(article(file)).contains(scheduled);
            assertThat(scheduled.state().kind()).isEqualTo(PublicationState.Kind.SCHEDULED);
            assertThat(Files.readString(file)).contains("draft: true", "status: \"scheduled\"");

            Path foreign = yaml("draft: true\nstatus: scheduled");
            assertThat(article(foreign).orElseThrow().state().kind()).isEqualTo(PublicationState.Kind.DRAFT);
        }

        @Test
        void that_publish_take_a_file_out_of_the_folder_of_drafts() throws IOException {
            write("_drafts/plain.md", "---\ntitle: T\n---\nText");
            Article draft = storage.articles().findBySlug(Slug.of("plain")).orElseThrow();
            Article published = storage.articles().update(draft.publish(NOW));

            assertThat(storage.articles().find(draft.id())).contains(published);
            assertThat(root.resolve("2026-11-22-plain.md")).exists();
            try (Stream<Path> left = Files.list(root.resolve("_drafts"))) {
                assertThat(left).isEmpty();
            }
        }
    }
}
