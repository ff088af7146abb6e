package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotes where they stand: the minimal pairs of each language are golden files. */
class QuotesTest {

    private static String text(String markdown, String language) {
        return MarkdownRenderer.article()
                .render(markdown, LanguageTag.of(language))
                .whole()
                .plainText();
    }

    private static String html(String markdown, String language) {
        return MarkdownRenderer.article()
                .render(markdown, LanguageTag.of(language))
                .html();
    }

    @Nested
    class Blocks {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "# '*Star Wars*' \"—\" x",
                    "- '*Star Wars*' \"—\" x",
                    "> '*Star Wars*' \"—\" x",
                    "|'*Star Wars*' \"—\" x|\n|-|",
                    "'*Star Wars*' \"—\" x\n: d",
                    "'*Star Wars*' \"—\" x\n===",
                    "1. a\n\n   '*Star Wars*' \"—\" x"
                })
        void of_every_kind_are_read_as_a_whole(String markdown) {
            assertThat(text(markdown, "en")).contains("‘Star Wars’ “—” x");
        }

        @Test
        void do_not_depend_on_one_another() {
            assertThat(text("\"one\n\n\"two\" 'x'\n\n- \"three\n- \"four\"\n\n|\"five|\"six\"|\n|-|-|", "en"))
                    .contains("“one", "“two” ‘x’", "“three", "“four”", "“five", "“six”");
        }

        @Test
        void with_an_escaped_pipe_in_a_cell_are_read_as_a_whole() {
            assertThat(text("|\"a \\| b\" 'c'|\"d\"|\n|-|-|", "en")).contains("“a | b” ‘c’", "“d”");
        }
    }

    @Nested
    class RawHtml {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                fr | <p>L'"Europe" et l'<em>"air"</em></p> | <p>L’«⍽Europe⍽» et l’<em>«⍽air⍽»</em></p>
                fr | <p>Il dit "<b>oui</b>".</p> | <p>Il dit «⍽<b>oui</b>⍽».</p>
                fr | <p>« <b>oui</b> » !</p> | <p>«⍽<b>oui</b>⍽»₊!</p>
                fr | <p>&laquo; oui &raquo;</p> | <p>«⍽oui⍽»</p>
                en | <p>'<i>Star Wars</i>'</p> | <p>‘<i>Star Wars</i>’</p>
                en | <p>"Wait—" she said. <b>"ok"</b></p> | <p>“Wait—” she said. <b>“ok”</b></p>
                en | <p>"one<p>"two" 'x'</p> | “two” ‘x’</p>
                en | <ul><li>"one</li><li>"two"</li></ul> | <li>“two”</li></ul>
                en | <div>"a <code>"b"</code> 'c'"</div> | <div>“a <code>"b"</code> ‘c’”</div>
                en | <div>"x" "x" <b>"x"</b> "x"</div> | <div>“x” “x” <b>“x”</b> “x”</div>
                en | <div>"one"<br>"two"</div> | <div>“one”<br />“two”</div>
                """)
        void is_read_through_its_tags(String language, String markdown, String expected) {
            assertThat(html(markdown, language)
                            .replace("&quot;", "\"")
                            .replace('\u00a0', '⍽')
                            .replace('\u202f', '₊'))
                    .contains(expected);
        }

        @Test
        void of_any_length_keeps_its_pairs() {
            String cells = IntStream.range(0, 300)
                    .mapToObj(i -> "<td>a " + i + "</td><td>\"b\" '<i>c</i>'</td>")
                    .collect(Collectors.joining("\n"));

            assertThat(text("<table><tr>" + cells + "</tr></table>", "en").split("“b” ‘c’", -1))
                    .hasSize(301);
        }

        @Test
        void that_is_dropped_or_code_has_no_part_in_pairs() {
            assertThat(html("\"a <script>\"</script> b\" \"c\"", "en")).isEqualTo("<p>“a  b” “c”</p>\n");
            assertThat(html("\"a <kbd>\"</kbd> b\" \"c\"", "en")).isEqualTo("<p>“a <kbd>&quot;</kbd> b” “c”</p>\n");
        }
    }

    @Nested
    class Images {

        @Test
        void have_pairs_of_their_own() {
            assertThat(html("\"one ![a \"b\" c\"](u) two\"", "en"))
                    .contains("<p>“one <img", "alt=\"a “b” c”\"", "/> two”</p>");
            assertThat(html("![\"a](u) b\" \"c\"", "en")).contains("alt=\"“a\"", "/> b” “c”</p>");
        }

        @Test
        void in_an_image_belong_to_it() {
            assertThat(html("\"x ![a ![\"b\"](v) 'c'](u) y\"", "en"))
                    .contains("alt=\"a “b” ‘c’\"", "<p>“x ", " y”</p>");
        }
    }

    @Nested
    class Inserting {

        private final MarkdownRenderer inserting =
                MarkdownRenderer.builder().typography(Typography.INSERT).build();

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "«Oui»",
                    "« Oui »",
                    "&laquo;Oui&raquo;",
                    "&laquo; Oui &raquo;",
                    "&laquo;&nbsp;Oui&nbsp;&raquo;",
                    "\"Oui\""
                })
        void gives_guillemets_a_space_on_both_sides(String markdown) {
            assertThat(inserting.render(markdown, LanguageTag.FRENCH).html()).isEqualTo("<p>«\u00a0Oui\u00a0»</p>\n");
        }

        @Test
        void gives_guillemets_around_emphasis_a_space_on_both_sides() {
            assertThat(inserting
                            .render("«*Oui*» et «[non](u)»", LanguageTag.FRENCH)
                            .whole()
                            .plainText())
                    .isEqualTo("«\u00a0Oui\u00a0» et «\u00a0non\u00a0»");
        }
    }

    @Test
    void what_a_policy_shows_as_text_is_read_through_too() {
        assertThat(MarkdownRenderer.comment()
                        .render("'*Star Wars*' and \"Wait—\" she said.", LanguageTag.ENGLISH)
                        .html())
                .isEqualTo("<p>‘<em>Star Wars</em>’ and “Wait—” she said.</p>\n");
    }

    @Test
    void abbreviations_part_nothing() {
        assertThat(html("\"HTML\" and 'a HTML' b\n\n*[HTML]: x", "en"))
                .isEqualTo("<p>“<abbr title=\"x\">HTML</abbr>” and ‘a <abbr title=\"x\">HTML</abbr>’ b</p>\n");
    }

    @Test
    void a_caption_is_read_by_itself() {
        assertThat(html("!['a' b](u \"\\\"Wait—\\\" 'x'\")", "en"))
                .contains("alt=\"‘a’ b\"", "<figcaption>“Wait—” ‘x’</figcaption>");
    }

    @Test
    void nothing_is_turned_without_a_language() {
        assertThat(MarkdownRenderer.article().render("\"a\" 'b' it's").whole().plainText())
                .isEqualTo("\"a\" 'b' it's");
    }
}
