package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;

/**
 * Reads random texts of few, awkward parts twice: by our parser and by commonmark-java. The seeds are fixed. Left out of
 * the parts is what the specification leaves open, and what commonmark-java 0.28 reads in another way than 0.31.2 says.
 */
class SecondParserTest {

    private static final int TEXTS = 3_000;
    private static final int MOST_PARTS = 14;
    static final List<String> PARTS = List.of(
            "a",
            "b ",
            "word",
            "*",
            "**",
            "_",
            "__",
            "***",
            "`",
            "``",
            "\n",
            "\n",
            "\n\n",
            "[",
            "]",
            "(",
            ")",
            "](/u)",
            "![i](/p)",
            "[r]",
            "[r][]",
            "\n\n[r]: /x 'y'\n\n",
            " ",
            "  \n",
            "\\",
            "\\\n",
            "<b>",
            "</b>",
            "<a href=\"x\">",
            "<!-- c -->",
            "<",
            "&amp;",
            "&#x41;",
            "&",
            "&copy;",
            ";",
            "\"",
            "'",
            "<http://a.b>",
            "<c@d.e>",
            "\u00e9",
            "\u00a0",
            "\u2014",
            "\u20ac",
            "=",
            ".",
            "\uD83D\uDE00",
            "\u201c",
            ":",
            "- x",
            "\n- y",
            "\n  - z",
            "\n1. ",
            "\n2. w",
            "\n> ",
            "\n>> q",
            "\n    ",
            "\n  ",
            "\n# h\n",
            "\n===\n",
            "\n\n***\n\n",
            "\n```\n",
            "\n~~~ i\n",
            "\n<div>\n",
            "\n</div>\n\n",
            "\n\tc");

    /** An autolink in a link: allowed in Markdown, but two links in each other are no HTML, so we write one. */
    private static final Pattern LINK_IN_LINK =
            Pattern.compile("<a href=\"[^\"]*\"[^>]*>(?:(?!</a>).)*<a href", Pattern.DOTALL);

    private final Pipeline ours = CommonMarkConformanceTest.plain();
    private final Parser parser = Parser.builder().build();
    private final HtmlRenderer theirs =
            HtmlRenderer.builder().percentEncodeUrls(true).build();

    @Test
    void gives_the_same_html() {
        List<String> different = new ArrayList<>();
        for (int seed = 0; seed < TEXTS; seed++) {
            String markdown = text(new Random(seed));
            String expected = theirs.render(parser.parse(markdown));
            String html = ours.render(markdown, Optional.empty()).html();
            if (!html.equals(expected) && !LINK_IN_LINK.matcher(expected).find()) {
                different.add(markdown + "\n--- commonmark-java\n" + expected + "\n--- ours\n" + html);
            }
        }

        assertThat(different).isEmpty();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int parts = 1 + random.nextInt(MOST_PARTS); parts > 0; parts--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }
}
