package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MarkdownRendererTest {

    private final MarkdownRenderer article = MarkdownRenderer.article();
    private final MarkdownRenderer comment = MarkdownRenderer.comment();

    @Nested
    class Any_text_gives_a_result {

        @Test
        void an_empty_article_is_empty_in_every_respect() {
            RenderedMarkdown empty = article.render("");

            assertThat(empty.html()).isEmpty();
            assertThat(empty.excerpt()).isEmpty();
            assertThat(empty.whole().plainText()).isEmpty();
            assertThat(empty.whole().wordCount()).isZero();
            assertThat(empty.readingTime()).isZero();
            assertThat(empty.hasMembersOnlyPart()).isFalse();
            assertThat(empty.preview()).isEqualTo(empty.whole());
        }

        @Test
        void an_article_of_one_megabyte_is_whole() {
            String paragraph = "Une phrase parmi d’autres, avec un *mot* souligné. ".repeat(20) + "\n\n";
            String markdown = paragraph.repeat(1_048_576 / paragraph.length() + 1);

            RenderedMarkdown rendered = article.render(markdown);

            assertThat(markdown.length()).isGreaterThan(1_048_576);
            assertThat(rendered.html().split("<p>", -1)).hasSize(markdown.split("\n\n").length + 1);
        }

        @Test
        void an_article_with_only_a_code_block_shows_the_code() {
            RenderedMarkdown rendered = article.render("```java\nint a[b < c ? 1 : 2];\n```");

            assertThat(rendered.html())
                    .isEqualToIgnoringNewLines(
                            "<pre><code class=\"language-java\">int a[b &lt; c ? 1 : 2];\n</code></pre>");
        }

        @Test
        void a_power_is_no_other_number_in_plain_text() {
            assertThat(article.render("2^10^ is 1024, the 1^st^ of x^-2^")
                            .whole()
                            .plainText())
                    .isEqualTo("2¹⁰ is 1024, the 1st of x⁻²");
            assertThat(article.render("a\n\n^10^").whole().plainText()).isEqualTo("a\n\n¹⁰");
        }

        @Test
        void a_footnote_that_only_dropped_html_refers_to_is_not_shown() {
            RenderedMarkdown rendered = article.render("x[^1]\n\n[^1]: n <script> [^1] [^2]\n[^2]: m");

            assertThat(rendered.whole().footnotes())
                    .extracting(FootnoteEntry::number)
                    .containsExactly(1);
            assertThat(rendered.html()).doesNotContain("h-ref.1.2", "h-fn.2");
        }

        @Test
        void an_article_in_arabic_keeps_every_letter() {
            String arabic = "مرحبا بكم في المدونة، هذا نص طويل.";

            RenderedMarkdown rendered = article.render("# العنوان\n\n" + arabic);

            assertThat(rendered.html()).contains("<p>" + arabic + "</p>");
            assertThat(rendered.whole().tableOfContents())
                    .extracting(TocEntry::text)
                    .containsExactly("العنوان");
        }

        @Test
        void every_emoji_survives() {
            String emoji = IntStream.rangeClosed(0x1F300, 0x1FAFF)
                    .filter(Character::isDefined)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining(" "));

            assertThat(article.render(emoji).whole().plainText()).isEqualTo(emoji);
            assertThat(article.render("👩‍👩‍👧‍👦 🏳️‍🌈 🇫🇷 👍🏽").whole().plainText())
                    .contains("👩‍👩‍👧‍👦 🏳️‍🌈 🇫🇷 👍🏽");
        }
    }

    @Nested
    class A_members_only_line {

        @Test
        void divides_the_public_from_the_rest() {
            RenderedMarkdown rendered = article.render("public\n\n<!--members-only-->\n\nsecret");

            assertThat(rendered.hasMembersOnlyPart()).isTrue();
            assertThat(rendered.preview().html()).contains("public").doesNotContain("secret");
            assertThat(rendered.preview().plainText()).doesNotContain("secret");
            assertThat(rendered.excerpt()).isEqualTo("public");
            assertThat(rendered.html()).contains("public", "secret").doesNotContain("members-only");
        }

        /** An overlooked mark would publish what is for members, so it divides wherever it does not show. */
        @Test
        void divides_wherever_it_would_vanish_from_the_page() {
            for (String markdown : List.of(
                    "public <!--members-only--> secret",
                    "public\n<!-- Members-Only -->secret",
                    "<!--\nmembers-only\n-->\n\nsecret",
                    "<!-- a comment left open\n<!--members-only-->\n\nsecret",
                    "<!--members-only--> <!-- and why -->\n\nsecret",
                    "\u200b<!--members-only-->\nsecret",
                    "<div>\n<!--members-only-->\nsecret\n</div>",
                    "<details>\n<summary>public</summary>\n<!--members-only-->\nsecret\n</details>",
                    "<title>\n<!--members-only-->\n</title>\n\nsecret",
                    "# public *a <!--members-only--> secret*",
                    "|public|b|\n|-|-|\n|c|d <!--members-only--> secret|\n|secret|e|",
                    "|public <!--members-only-->|secret|\n|-|-|\n|secret|b|",
                    "- public\n- a <!--members-only--> secret\n- secret",
                    "![public <!--members-only-->](/a.png) secret",
                    "public[^1]\n\n[^1]: note\n\n    <!--members-only-->\n\n    secret\n\nsecret",
                    "public[^1]\n\n[^1]: note <!--members-only--> secret\n\n    <b>secret</b>\n\nsecret",
                    "public[^1]\n\n[^1]: <div>\n    <!--members-only-->\n    secret\n    </div>\n\nsecret")) {
                RenderedMarkdown rendered = article.render(markdown);

                assertThat(rendered.hasMembersOnlyPart()).as(markdown).isTrue();
                assertThat(rendered.preview().toString()).as(markdown).doesNotContain("secret");
                assertThat(rendered.excerpt()).as(markdown).doesNotContain("secret");
                assertThat(rendered.html()).as(markdown).contains("secret").doesNotContain("embers-");
                assertThat(article.policy().violations(rendered.preview().html()))
                        .as(markdown)
                        .isEmpty();
            }
        }

        @Test
        void in_a_footnote_ends_the_note_for_all_and_leaves_the_notes_before_it_whole() {
            RenderedMarkdown rendered = article.render(
                    "a[^1] b[^2]\n\n[^1]: first\n\n[^2]: second\n\n    <!--members-only-->\n\n    secret");

            assertThat(rendered.preview().html()).contains("first", "second").doesNotContain("secret");
            assertThat(rendered.preview().footnotes()).hasSize(2);
            assertThat(rendered.whole().footnotes().get(1).html()).contains("second", "secret");
        }

        @Test
        void in_a_code_block_is_code() {
            RenderedMarkdown rendered = article.render("```\n<!--members-only-->\n```\n\nall public");

            assertThat(rendered.hasMembersOnlyPart()).isFalse();
            assertThat(rendered.preview().html()).contains("all public", "members-only");
        }
    }

    @Nested
    class What_a_stranger_writes {

        @Test
        void is_shown_as_text_when_it_is_html() {
            assertThat(comment.render("<script>alert(1)</script>").html())
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script");
        }

        @Test
        void gets_links_that_search_engines_ignore() {
            assertThat(comment.render("[x](https://example.org/)").html())
                    .contains("href=\"https://example.org/\"", "rel=\"nofollow ugc noopener\"");
        }

        @Test
        void has_no_heading_ids_and_no_images() {
            assertThat(comment.render("# location\n\n![a](https://example.org/a.png)")
                            .html())
                    .doesNotContain("id=", "<img");
        }
    }

    @Nested
    class A_fingerprint {

        @Test
        void is_the_same_for_the_same_options() {
            assertThat(MarkdownRenderer.builder().build().fingerprint()).isEqualTo(article.fingerprint());
        }

        @Test
        void changes_with_every_option() {
            assertThat(MarkdownRenderer.builder()
                            .disable(MarkdownFeature.TABLES)
                            .build()
                            .fingerprint())
                    .isNotEqualTo(article.fingerprint())
                    .isNotEqualTo(comment.fingerprint());
        }
    }

    @Test
    void a_text_over_the_limit_is_refused_with_the_limit_named() {
        MarkdownRenderer small = MarkdownRenderer.builder()
                .limits(MarkdownLimits.article().withCharacters(10))
                .build();

        assertThatThrownBy(() -> small.render("01234567890"))
                .isInstanceOfSatisfying(MarkdownLimitException.class, e -> {
                    assertThat(e.limit()).isEqualTo(MarkdownLimitException.Limit.CHARACTERS);
                    assertThat(e.bound()).isEqualTo(10);
                    assertThat(e).hasMessageContaining("10 characters");
                });
    }
}
