package io.billet.web.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScopedStylesheetTest {

    private static final Pattern PRELUDE = Pattern.compile("([^{};]+)\\{");

    private static String theme() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(StandardTheme.class.getResourceAsStream(StandardTheme.STYLESHEET))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void every_rule_of_the_theme_holds_within_the_content_alone() throws IOException {
        String sheet = ScopedStylesheet.of(theme()).replaceAll("(?s)/\\*.*?\\*/", "");

        List<String> selectors = PRELUDE.matcher(sheet)
                .results()
                .map(found -> found.group(1).strip())
                .filter(prelude -> !prelude.startsWith("@"))
                .flatMap(prelude -> Arrays.stream(prelude.split(",\n")))
                .collect(Collectors.toList());

        assertThat(selectors)
                .hasSizeGreaterThan(150)
                .allSatisfy(selector -> assertThat(selector)
                        .satisfiesAnyOf(
                                each -> assertThat(each).startsWith(":where(.billet-content) "),
                                each -> assertThat(each).isEqualTo(":where(:root)"),
                                each -> assertThat(each).isEqualTo(".billet-content")));
        assertThat(selectors)
                .contains(
                        ":where(.billet-content) .teaser h2 a",
                        ":where(.billet-content) h1",
                        ":where(.billet-content) *::before")
                .noneMatch(selector -> selector.matches(":where\\(.billet-content\\) (html|body|main|\\.skip)\\b.*"));
    }

    @Test
    void colours_follow_the_pages_scheme_and_faces_are_the_hosts() throws IOException {
        String sheet = ScopedStylesheet.of(theme());

        assertThat(sheet)
                .contains(
                        "  --billet-accent: #8a2c1d;\n",
                        "  --billet-accent: light-dark(#8a2c1d, #f0a58f);\n",
                        "  --billet-ink: currentcolor;\n")
                .doesNotContain("prefers-color-scheme", "--billet-sans: ", "--billet-heading-face: ", "color-scheme:");
        assertThat(sheet.chars().filter(c -> c == '{').count())
                .isEqualTo(sheet.chars().filter(c -> c == '}').count());
    }

    @Test
    void commas_and_braces_in_brackets_and_quotes_do_not_end_a_selector() {
        assertThat(ScopedStylesheet.of("a:is(.b, .c) , d[e=\"f,g\"] { content: \"x;y\" }\nbody, .k { x: y }"))
                .contains(
                        ":where(.billet-content) a:is(.b, .c),\n:where(.billet-content) d[e=\"f,g\"] { content: \"x;y\" }",
                        ":where(.billet-content) .k {")
                .doesNotContain("body");
    }
}
