package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Quotes as a typesetter sets them, a file for each language in {@code golden/quotes}. Each line is a paragraph of Markdown,
 * an arrow between spaces, and its HTML with references decoded; {@code ⍽} is U+00A0, {@code ₊} U+202F, {@code ⏎} a line feed,
 * and {@code #} begins a remark. The right side is written by the rules of the language, and never taken from what the
 * renderer says.
 */
class QuotesGoldenTest {

    private static final List<String> LANGUAGES =
            List.of("fr", "fr-CA", "fr-CH", "en", "de", "de-CH", "es", "it", "pt-PT", "pl", "cs", "sv", "fi", "ru");
    private static final int LEAST = 30;
    private static final String ARROW = " → ";

    private record Pair(int line, String markdown, String expected) {}

    @TestFactory
    Stream<DynamicTest> each_pair_is_set_as_a_typesetter_would() {
        return LANGUAGES.stream()
                .map(tag -> DynamicTest.dynamicTest(tag, () -> {
                    List<Pair> pairs = read(tag);

                    assertThat(pairs).as("pairs of " + tag).hasSizeGreaterThanOrEqualTo(LEAST);
                    assertThat(mismatches(tag, pairs)).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> what_has_been_set_stays() {
        return LANGUAGES.stream()
                .map(tag -> DynamicTest.dynamicTest(tag, () -> {
                    List<Pair> again = read(tag).stream()
                            .filter(pair -> pair.expected.indexOf('<') < 0 && pair.markdown.indexOf('\\') < 0)
                            .map(pair -> new Pair(pair.line, pair.expected, pair.expected))
                            .toList();

                    assertThat(again).hasSizeGreaterThanOrEqualTo(LEAST / 2);
                    assertThat(mismatches(tag, again)).isEmpty();
                }));
    }

    @Test
    void a_language_without_a_file_of_its_own_is_set_like_its_mother() throws IOException {
        assertThat(mismatches("fr-BE", read("fr"))).isEmpty();
        assertThat(mismatches("en-GB", read("en"))).isEmpty();
        assertThat(mismatches("de-AT", read("de"))).isEmpty();
    }

    private static List<String> mismatches(String tag, List<Pair> pairs) {
        List<String> mismatches = new ArrayList<>();
        for (Pair pair : pairs) {
            String actual = set(pair.markdown, tag);
            if (!actual.equals(pair.expected)) {
                mismatches.add("%s.txt:%d: %s%n    want %s%n    got  %s"
                        .formatted(tag, pair.line, pair.markdown, pair.expected, actual));
            }
        }
        return mismatches;
    }

    private static String set(String markdown, String tag) {
        String source = markdown.replace('⏎', '\n').replace('⍽', '\u00a0').replace('₊', '\u202f');
        return MarkdownRenderer.article()
                .render(source, LanguageTag.of(tag))
                .html()
                .replaceAll("^<p>|</p>\n$", "")
                .replace("&quot;", "\"")
                .replace("<br />\n", "<br />")
                .replace('\n', '⏎')
                .replace('\u00a0', '⍽')
                .replace('\u202f', '₊');
    }

    private static List<Pair> read(String tag) throws IOException {
        try (InputStream in = QuotesGoldenTest.class.getResourceAsStream("golden/quotes/" + tag + ".txt")) {
            assertThat(in).as(tag + ".txt").isNotNull();
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                int arrow = line.indexOf(ARROW);
                assertThat(arrow).as("%s.txt:%d has an arrow", tag, i + 1).isPositive();
                pairs.add(new Pair(i + 1, line.substring(0, arrow), line.substring(arrow + ARROW.length())));
            }
            return pairs;
        }
    }
}
