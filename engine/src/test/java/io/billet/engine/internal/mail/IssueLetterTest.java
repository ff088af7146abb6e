package io.billet.engine.internal.mail;

import static io.billet.engine.internal.mail.Letters.ARABIC;
import static io.billet.engine.internal.mail.Letters.LANGUAGES;
import static io.billet.engine.internal.mail.Letters.PAGE;
import static io.billet.engine.internal.mail.Letters.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.billet.core.ArticleAccess;
import io.billet.core.Audience;
import io.billet.core.IssueText;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.engine.Letterhead;
import io.billet.engine.Site;
import io.billet.engine.spi.OutgoingMail;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssueLetterTest {

    private final Letters letters = new Letters();

    private static Document html(OutgoingMail mail) {
        return Jsoup.parse(mail.html().orElseThrow());
    }

    /** All that a mail says, wherever. */
    private static String all(OutgoingMail mail) {
        return mail.headers() + "\n" + mail.text() + "\n" + mail.html().orElseThrow();
    }

    @Nested
    class It_has {

        private final IssueText text = text("Ce que l’État achète", "Un *premier* [article](/a).");
        private final OutgoingMail mail = letters.whole(text, LanguageTag.FRENCH);

        @Test
        void title_names_date_text_and_a_link_to_the_page_in_both_parts() {
            assertThat(mail.subject()).isEqualTo("Ce que l’État achète");
            assertThat(html(mail).selectFirst("h1 a").attr("href")).isEqualTo(PAGE.toString());
            assertThat(html(mail).text())
                    .contains(
                            "Le Billet",
                            "Ce que l’État achète",
                            "Anne Rivet · 22 novembre 2026 · Lire dans le navigateur",
                            "Un premier article.");
            assertThat(mail.text())
                    .startsWith("Ce que l’État achète\nAnne Rivet\n22 novembre 2026\nLire dans le navigateur\u00a0:\n"
                            + PAGE)
                    .contains("\n\nUn premier article [1].\n\n[1] https://example.org/a\n\n");
        }

        @Test
        void why_it_comes_a_way_out_and_a_way_to_change_it_in_both_parts() {
            OutgoingMail named =
                    letters.to(letters.letter(text, LanguageTag.FRENCH, ArticleAccess.WHOLE), Optional.of("Zoé"));
            for (String said : List.of(named.text(), html(named).text())) {
                assertThat(said)
                        .contains("en raison de votre abonnement à Le Billet (Zoé <zoe@example.org>).")
                        .contains("Me désabonner", "Modifier mon abonnement");
            }
            String leave = "https://example.org/blog/newsletter/unsubscribe?token=leave";
            String change = "https://example.org/blog/newsletter/preferences?token=change";
            assertThat(named.text()).contains("\n" + leave + "\n", "\n" + change + "\n");
            assertThat(html(named).select("a[href]").eachAttr("href")).contains(leave, change);
        }

        @Test
        void the_authors_summary_beside_the_subject_or_else_the_beginning() {
            assertThat(html(mail).body().child(0).text()).startsWith("Un premier article.");
            IssueArticle summed = new IssueArticle(PAGE, Optional.of("En bref."), List.of(), Optional.empty());
            OutgoingMail other = letters.to(
                    letters.issues.letter(
                            Letters.issue(text, new Audience.Everyone()),
                            text,
                            summed,
                            LanguageTag.FRENCH,
                            ArticleAccess.WHOLE),
                    Optional.empty());
            Element preheader = html(other).body().child(0);
            assertThat(preheader.text()).startsWith("En bref.").doesNotContain("premier");
            assertThat(preheader.attr("style")).startsWith("display:none");
            assertThat(other.text()).contains("\n\nEn bref.\n\n");
        }

        @Test
        void a_postal_address_if_the_blog_has_one() {
            Letterhead letterhead = Letterhead.PLAIN.postal("Le Billet, 1 rue des <Écoles>, Paris");
            OutgoingMail posted = Letters.on(letterhead).whole(text, LanguageTag.FRENCH);
            assertThat(html(posted).text()).endsWith("Le Billet, 1 rue des <Écoles>, Paris");
            assertThat(posted.text()).endsWith("\n\nLe Billet, 1 rue des <Écoles>, Paris\n");
        }

        @Test
        void its_own_colours_where_mail_is_shown_dark() {
            assertThat(html(mail).select("meta[name=color-scheme]").attr("content"))
                    .isEqualTo("light dark");
            assertThat(html(mail).selectFirst("style").data()).contains("@media (prefers-color-scheme:dark)");
        }
    }

    @Nested
    class The_header {

        private final OutgoingMail mail = letters.whole("Un.");

        @Test
        void is_that_of_a_list_and_not_that_of_an_automatic_answer() {
            assertThat(mail.headers())
                    .containsEntry("Message-ID", "<" + Letters.DELIVERY + "@example.org>")
                    .containsEntry("List-Id", "\"Le Billet\" <blog.example.org>")
                    .containsEntry("List-Unsubscribe", "<https://example.org/blog/newsletter/unsubscribe?token=leave>")
                    .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
                    .containsEntry("Content-Language", "fr")
                    .doesNotContainKeys("Auto-Submitted", "Reply-To", "Feedback-ID");
        }

        @Test
        void offers_one_click_under_https_alone() {
            Letters plain = new Letters(site -> Site.of("B", URI.create("http://example.org"), site.language()));
            assertThat(plain.whole("Un.").headers())
                    .containsKey("List-Unsubscribe")
                    .doesNotContainKey("List-Unsubscribe-Post");
        }

        @Test
        void names_where_answers_go_and_who_counts_complaints_if_the_blog_says_so() {
            Letterhead letterhead = Letterhead.PLAIN
                    .answeredAt(io.billet.core.EmailAddress.of("anne@example.org"))
                    .countedAs("lebillet");
            assertThat(Letters.on(letterhead).whole("Un.").headers())
                    .containsEntry("Reply-To", "<anne@example.org>")
                    .containsEntry(
                            "Feedback-ID", "01900000-0000-7000-8000-000000000001:blog.example.org:issue:lebillet");
        }

        @Test
        void is_the_same_however_often_it_is_composed() {
            assertThat(letters.whole("Un.")).isEqualTo(letters.whole("Un."));
        }
    }

    @Nested
    class Its_language {

        static Stream<LanguageTag> languages() {
            return LANGUAGES.stream();
        }

        @ParameterizedTest
        @MethodSource("languages")
        void is_the_subscribers_around_an_article_in_its_own(LanguageTag frame) {
            Document page = html(letters.whole(text("Premier", "Un *mot*."), frame));
            assertThat(page.selectFirst("html").attr("lang")).isEqualTo(frame.value());
            assertThat(page.selectFirst("html").attr("dir")).isEqualTo(frame.equals(ARABIC) ? "rtl" : "ltr");
            assertThat(page.selectFirst(".b-text").attr("lang")).isEqualTo("fr");
            assertThat(page.selectFirst(".b-text").attr("dir")).isEqualTo("ltr");
            assertThat(page.selectFirst("h1").attr("lang")).isEqualTo("fr");
            assertThat(page.text()).contains(letters.messages.message(frame, "mail.footer.unsubscribe"));
        }

        @Test
        void of_an_arabic_article_runs_from_the_right_in_a_french_frame() {
            IssueText arabic = new IssueText(ARABIC, "مقال", "نص.\n\n> اقتباس");
            Document page = html(letters.whole(arabic, LanguageTag.FRENCH));
            assertThat(page.selectFirst("html").attr("dir")).isEqualTo("ltr");
            assertThat(page.selectFirst(".b-text").attr("dir")).isEqualTo("rtl");
            assertThat(page.selectFirst("blockquote").attr("style")).contains("border-right");
            assertThat(page.text()).contains("Me désabonner");
        }

        @Test
        void is_english_where_the_blog_has_no_words_in_the_subscribers() {
            Document page = html(letters.whole(text("Premier", "Un."), LanguageTag.of("tlh")));
            assertThat(page.selectFirst("html").attr("lang")).isEqualTo("en");
            assertThat(page.text()).contains("Unsubscribe");
        }
    }

    @Nested
    class The_public_preview {

        private static final String CANARY = "kanarie";

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Public.\n\n<!--members-only-->\n\nkanarie",
                    "Public [ref].\n\n<!--members-only-->\n\n[ref]: https://example.org/kanarie",
                    "Public[^1].\n\n<!--members-only-->\n\nx\n\n[^1]: kanarie",
                    "[TOC]\n\n# Public\n\n<!-- Members-Only -->\n\n# kanarie",
                    "Public HTML.\n\n<!--members-only-->\n\n*[HTML]: kanarie",
                    "- Public\n- <!--members-only-->kanarie",
                    "> Public <!--members-only--> ![kanarie](/kanarie.png)",
                    "Public <!--members-only--> [a](/kanarie \"kanarie\")",
                    "Public\n\n<details><!--members-only--><summary>kanarie</summary></details>",
                    "<!--members-only-->kanarie",
                    "kanarie, with no mark at all",
                    "---\nsecret: kanarie\n---\nPublic\n\n<!--members-only-->\n\nkanarie"
                })
        void has_not_a_word_of_what_is_for_members(String markdown) {
            OutgoingMail mail = letters.preview(markdown);
            assertThat(all(letters.whole(markdown)).toLowerCase(java.util.Locale.ROOT))
                    .contains(CANARY);
            assertThat(all(mail).toLowerCase(java.util.Locale.ROOT)).doesNotContain(CANARY);
            assertThat(MailHtmlCheck.faults(mail.html().orElseThrow())).isEmpty();
        }

        @Test
        void ends_with_a_link_to_read_on_and_says_for_whom_the_rest_is() {
            OutgoingMail mail = letters.preview("Public.\n\n<!--members-only-->\n\nkanarie");
            assertThat(html(mail).selectFirst(".b-box").text())
                    .isEqualTo("La suite de cet article est réservée aux membres. Lire la suite");
            assertThat(html(mail).selectFirst(".b-box a").attr("href")).isEqualTo(PAGE.toString());
            assertThat(mail.text())
                    .contains("Public.\n\nLa suite de cet article est réservée aux membres.\n\nLire la suite\u00a0:\n"
                            + PAGE);
            assertThat(html(letters.whole("Public.")).select(".b-box")).isEmpty();
        }

        @Test
        void of_an_article_for_some_members_says_so() {
            IssueText text = text("Premier", "Public.\n\n<!--members-only-->\n\nkanarie");
            Audience friends = new Audience.Labelled(List.of(Label.of("friends")));
            OutgoingMail mail = letters.to(
                    letters.issues.letter(
                            Letters.issue(text, friends),
                            text,
                            Letters.article(),
                            LanguageTag.FRENCH,
                            ArticleAccess.PREVIEW),
                    Optional.empty());
            assertThat(mail.text()).contains("s’adresse à un cercle de membres").doesNotContain("kanarie");
        }

        @Test
        void speaks_of_accounts_where_a_subscription_opens_nothing() {
            Letters accounts = Letters.on(Letterhead.PLAIN.withoutMembership());
            OutgoingMail mail = accounts.preview("Public.\n\n<!--members-only-->\n\nkanarie");
            assertThat(all(mail)).contains("connectés à leur compte").doesNotContain("membre", "kanarie");
        }

        @Test
        void is_the_least_that_anybody_gets() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> letters.letter(text("T", "x"), LanguageTag.FRENCH, ArticleAccess.NONE));
        }
    }

    @Nested
    class A_place_in_the_text {

        private final OutgoingMail mail = letters.whole("[TOC]\n\n# Un\n\nA [b](#un) [c](#nulle-part)[^1].\n\n"
                + "<a id=\"la\"></a><p id=\"ici\">x</p>\n\n[^1]: Note.");

        @Test
        void is_linked_to_on_the_page() {
            assertThat(html(mail).select(".b-text a").eachAttr("href"))
                    .containsExactly(PAGE + "#h-un", PAGE + "#h-un", PAGE + "#nulle-part", PAGE + "#h-fn.1");
        }

        @Test
        void has_no_name_and_a_note_no_way_back() {
            assertThat(html(mail).select("[id]")).isEmpty();
            assertThat(mail.html().orElseThrow()).contains("Note.").doesNotContain("↩");
        }
    }

    @Nested
    class What_is_longer_than_Gmail_shows {

        private static final int GMAIL = 102 * 1_024;

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Un paragraphe qui se répète, avec un [lien](/a) et *plus*.\n\n",
                    "- un point de la liste\n",
                    "> une citation\n\n",
                    "## Un titre\n\nIl dit.\n\n",
                    "字字字字字字字字字字字字字字字字\n\n"
                })
        void ends_between_two_blocks_and_leads_to_the_page(String block) {
            OutgoingMail mail = letters.whole("Début.\n\n" + block.repeat(4_000));
            String html = mail.html().orElseThrow();
            assertThat(html.getBytes(StandardCharsets.UTF_8).length).isBetween(80_000, GMAIL);
            assertThat(MailHtmlCheck.faults(html)).isEmpty();
            assertThat(html(mail).selectFirst(".b-box").text())
                    .isEqualTo("Cet article est plus long que ce qu’un courriel peut afficher. Lire la suite");
            assertThat(html(mail).text()).contains("Me désabonner");
            assertThat(html(mail).select(".b-text > :last-child").get(0).normalName())
                    .doesNotStartWith("h");
            assertThat(html(mail).select(".b-text + .b-box"))
                    .as("all that was open in the article is closed before")
                    .hasSize(1);
            assertThat(mail.text())
                    .as("the text part is whole")
                    .hasSizeGreaterThan(50_000)
                    .doesNotContain("plus long");
        }

        @Test
        void is_only_a_link_where_it_is_one_block() {
            OutgoingMail mail = letters.whole("```\n" + "une ligne de code\n".repeat(9_000) + "```\n\nFin.");
            assertThat(mail.html().orElseThrow().length()).isLessThan(20_000);
            assertThat(html(mail).selectFirst(".b-box").text()).contains("plus long");
        }

        @Test
        void is_as_long_as_it_says_at_the_very_border() {
            for (int paragraphs = 1_300; paragraphs < 1_800; paragraphs += 7) {
                String html = letters.whole("é".repeat(20) + "\n\n").html().orElseThrow();
                String body = ("<p>" + "é".repeat(20) + "</p>\n").repeat(paragraphs);
                int octets = body.getBytes(StandardCharsets.UTF_8).length;
                assertThat(LetterHtml.octets(body, 0, body.length())).isEqualTo(octets);
                Optional<String> cut = LetterHtml.cut(body, 70_000);
                assertThat(cut.isPresent()).isEqualTo(octets - 1 > 70_000);
                cut.ifPresent(beginning -> assertThat(beginning.getBytes(StandardCharsets.UTF_8).length)
                        .isBetween(69_900, 70_000));
                assertThat(html).isNotEmpty();
            }
        }
    }

    @Nested
    class The_text_part {

        @Test
        void reads_as_a_person_would_write_it() {
            assertThat(letters.whole("""
                            # Titre & suite

                            Un <b>mot</b> &amp; un autre, https://example.org/x?a=1&b=2.

                            - un
                            - deux

                            > cité

                            | a | b |
                            |---|---|
                            | c | d |

                            ```
                            x < y
                            ```
                            """).text()).contains("""
                            Titre & suite

                            Un mot & un autre, https://example.org/x?a=1&b=2.

                            - un
                            - deux

                            > cité

                            a | b
                            c | d

                            x < y
                            """);
        }
    }

    /** What strangers and authors write, in every place of a letter where it stands. */
    @Nested
    class Whatever_is_written {

        private static final Pattern JSON_STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

        private static final List<String> OURS = List.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "'><svg/onload=alert(1)>",
                "</title><script>alert(1)</script>",
                "</style><script>alert(1)</script>",
                "</div></td></tr></table><h1>x",
                "<!-- <p>",
                "-->",
                "<![endif]-->",
                "&lt;b&gt;&#x3c;b>",
                "{0} {1} '{2}'",
                "%s %n $1 \\1",
                "\uFDD0\uFDD1\uFDD2",
                "\u202Eevil\u202C",
                "نص من اليمين",
                "javascript:alert(1)",
                "[x](javascript:alert(1)) ![y](data:image/png;base64,AAAA)",
                "<a href=\"JaVaScRiPt&colon;alert(1)\" style=\"position:fixed\" onclick=x id=body class=b-button>x</a>",
                "<style>*{display:none}</style><link rel=stylesheet href=//evil.example/x.css><base href=//evil.example/>",
                "<form action=//evil.example><input name=x><button>y</button></form>",
                "<iframe src=https://evil.example></iframe><object data=x></object><embed src=x>",
                "<table background=//evil.example/x.png><td style=\"background:url(//evil.example/y)\">z</table>",
                "<p dir=rtl lang=xx id=h-un id=h-un>a</p><p id=h-un>b</p>",
                "![relative](../a.png) [relative](b) <img src=c.png> <q cite=d>e</q>");

        private static List<String> written() throws IOException {
            List<String> all = new ArrayList<>(OURS);
            String folder = System.getProperty("billet.corpora");
            if (folder == null) {
                System.err.println(
                        "SKIPPED: system property billet.corpora names no folder; letters of it are not written");
                return all;
            }
            try (Stream<Path> posts = Files.list(Path.of(folder, "posts"))) {
                for (Path post : posts.sorted().toList()) {
                    all.add(Files.readString(post));
                }
            }
            all.addAll(List.of(
                    Files.readString(Path.of(folder, "markdown-it-xss.txt")).split("\n\\.\n")));
            Matcher strings = JSON_STRING.matcher(Files.readString(Path.of(folder, "blns.json")));
            while (strings.find()) {
                all.add(strings.group(1));
            }
            return all;
        }

        private static String line(String text) {
            String line = text.replaceAll("[\\p{Cntrl}\\x80-\\x9F\\u2028\\u2029]+", " ")
                    .strip();
            String some = line.codePoints()
                    .limit(90)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            return some.codePoints().anyMatch(Character::isLetterOrDigit) ? some : some + "x";
        }

        @Test
        void stays_what_it_is_as_title_name_summary_author_blog_and_text() throws IOException {
            List<String> written = written();
            for (String each : written) {
                String line = line(each);
                Letters hostile =
                        new Letters(site -> Site.of(line, URI.create("https://example.org/blog"), LanguageTag.FRENCH)
                                .writingOn(Letterhead.PLAIN.postal(line)));
                IssueText text = text(line, each);
                IssueArticle article =
                        new IssueArticle(PAGE, Optional.of(line), List.of(line), Optional.of(Letters.NOW));
                for (ArticleAccess access : List.of(ArticleAccess.WHOLE, ArticleAccess.PREVIEW)) {
                    OutgoingMail mail = hostile.to(
                            hostile.issues.letter(
                                    Letters.issue(text, new Audience.Members()), text, article, ARABIC, access),
                            Optional.of(line));
                    String html = mail.html().orElseThrow();
                    assertThat(MailHtmlCheck.faults(html)).as(each).isEmpty();
                    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(102 * 1_024);
                    assertThat(html(mail).selectFirst("h1").wholeText())
                            .as(each)
                            .isEqualTo(text.subject().replaceAll("[\uFDD0-\uFDD2]", "\uFFFD"));
                    assertThat(html(mail).select("a[href=https://example.org/blog/newsletter/unsubscribe?token=leave]"))
                            .as(each)
                            .hasSize(1);
                    assertThat(html(mail).select("table[role=presentation]")).hasSize(2);
                    assertThat(mail.headers().values())
                            .allMatch(value -> value.chars().allMatch(c -> c >= ' ' && c < 127));
                    assertThat(all(mail)).doesNotContain("\uFDD0", "\uFDD1", "\uFDD2");
                }
            }
            assumeTrue(System.getProperty("billet.corpora") != null, "corpora");
            assertThat(written).hasSizeGreaterThan(600);
        }
    }
}
