package io.billet.web.theme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes of the theme's style sheet, which styles a whole document, one for content in the page of a host:
 *
 * <ul>
 *   <li>Every rule holds within {@code .billet-content} alone. The prefix counts nothing against the host's rules, so that its
 *       headings, links and buttons look the same in the blog if its own sheet comes later.
 *   <li>What styles the document itself is left out, and so are the faces: text is set in the host's.
 *   <li>Lines, boxes and what is quiet are made of the colour of the text around them, so that they can be read on any ground. Other
 *       colours follow {@code color-scheme}, which the host's page declares or not, and not the reader's preference.
 * </ul>
 *
 * <p>It understands the theme's own sheet, and not all of CSS: rules, and rules within {@code @media}.
 */
final class ScopedStylesheet {

    /** The element around the content. */
    static final String SCOPE = "billet-content";

    private static final String WITHIN = ":where(." + SCOPE + ") ";

    /** What the page of the host is, and does. */
    private static final Pattern OF_THE_DOCUMENT = Pattern.compile("(html|body|main|\\.skip)\\b.*", Pattern.DOTALL);

    private static final String ROOT = ":root";
    private static final String DARK = "@media (prefers-color-scheme: dark)";

    /** Where they are not set, text has the face of what is around it. */
    private static final List<String> FACES =
            List.of("--billet-serif", "--billet-sans", "--billet-text-face", "--billet-heading-face");

    /** Made of the host's colour of text, at the strengths that the theme has. */
    private static final Map<String, String> OF_THE_TEXT = Map.of(
            "--billet-page", "transparent",
            "--billet-ink", "currentcolor",
            "--billet-quiet", "color-mix(in srgb, currentcolor 80%, transparent)",
            "--billet-surface", "color-mix(in srgb, currentcolor 6%, transparent)",
            "--billet-rule", "color-mix(in srgb, currentcolor 18%, transparent)",
            "--billet-edge", "color-mix(in srgb, currentcolor 60%, transparent)");

    private record Rule(String prelude, String body) {}

    private final Map<String, String> light = new LinkedHashMap<>();
    private final Map<String, String> dark = new LinkedHashMap<>();
    private final StringBuilder rules = new StringBuilder();

    private ScopedStylesheet(String css) {
        for (Rule rule : rules(css.replaceAll("(?s)/\\*.*?\\*/", ""))) {
            if (rule.prelude().equals(ROOT)) {
                light.putAll(declarations(rule.body()));
            } else if (rule.prelude().equals(DARK)) {
                rules(rule.body()).forEach(inner -> dark.putAll(declarations(inner.body())));
            } else if (rule.prelude().startsWith("@")) {
                String inner = rules(rule.body()).stream()
                        .map(ScopedStylesheet::scoped)
                        .collect(Collectors.joining());
                rules.append(rule.prelude()).append(" {\n").append(inner).append("}\n");
            } else {
                rules.append(scoped(rule));
            }
        }
        light.keySet().removeIf(name -> !name.startsWith("--") || FACES.contains(name));
    }

    /**
     * Returns a sheet for content in the page of a host.
     *
     * @param css the theme's own
     */
    static String of(String css) {
        return new ScopedStylesheet(css).toString();
    }

    @Override
    public String toString() {
        StringBuilder sheet = new StringBuilder("/* The blog within the page of its host: docs/theme.md. */\n");
        // Without weight, so that the host sets them wherever its sheet stands.
        sheet.append(":where(:root) {\n");
        light.forEach((name, value) -> declare(sheet, name, value));
        sheet.append("}\n@supports (color: light-dark(#fff, #000)) {\n:where(:root) {\n");
        dark.forEach((name, value) -> declare(
                sheet, name, OF_THE_TEXT.getOrDefault(name, "light-dark(" + light.get(name) + ", " + value + ")")));
        sheet.append(
                "}\n}\n." + SCOPE + " {\n  box-sizing: border-box;\n  max-width: var(--billet-measure);\n"
                        + "  margin-inline: auto;\n  line-height: var(--billet-line-height);\n  overflow-wrap: break-word;\n}\n");
        // What is quiet is made of the colour of the text around it: of a link's, it would be too pale.
        return sheet.append(rules)
                .append(WITHIN)
                .append("a .kicker {\n  color: inherit;\n}\n")
                .toString();
    }

    private static void declare(StringBuilder sheet, String name, String value) {
        sheet.append("  ").append(name).append(": ").append(value).append(";\n");
    }

    private static String scoped(Rule rule) {
        List<String> selectors = split(rule.prelude(), ',').stream()
                .filter(selector -> !OF_THE_DOCUMENT.matcher(selector).matches())
                .map(selector -> selector.equals(ROOT) ? ":where(:root)" : WITHIN + selector)
                .toList();
        return selectors.isEmpty() ? "" : String.join(",\n", selectors) + " {" + rule.body() + "}\n";
    }

    private static Map<String, String> declarations(String body) {
        Map<String, String> declarations = new LinkedHashMap<>();
        for (String declaration : split(body, ';')) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                declarations.put(
                        declaration.substring(0, colon).strip(),
                        declaration.substring(colon + 1).strip());
            }
        }
        return declarations;
    }

    private static List<Rule> rules(String css) {
        List<Rule> rules = new ArrayList<>();
        int from = 0;
        int depth = 0;
        int opened = 0;
        for (int i = 0; i < css.length(); i++) {
            if (css.charAt(i) == '{' && depth++ == 0) {
                opened = i;
            } else if (css.charAt(i) == '}' && --depth == 0) {
                rules.add(new Rule(css.substring(from, opened).strip(), css.substring(opened + 1, i)));
                from = i + 1;
            }
        }
        return rules;
    }

    /** Splits where a sign stands that is within no brackets and no quotes. */
    private static List<String> split(String text, char sign) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == sign && depth == 0 && !quoted) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }
}
