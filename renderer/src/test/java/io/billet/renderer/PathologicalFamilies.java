package io.billet.renderer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Inputs that break Markdown parsers, each for a number of repetitions: cmark's and those that broke Flexmark. */
final class PathologicalFamilies {

    private PathologicalFamilies() {}

    static Map<String, IntFunction<String>> all() {
        Map<String, IntFunction<String>> families = new LinkedHashMap<>();
        cmark(families);
        flexmark(families);
        ours(families);
        return families;
    }

    private static void cmark(Map<String, IntFunction<String>> families) {
        families.put("nested strong and emphasis", n -> "*a **a ".repeat(n) + "b" + " a** a*".repeat(n));
        families.put("emphasis closers without openers", n -> "a_ ".repeat(n));
        families.put("emphasis openers without closers", n -> "_a ".repeat(n));
        families.put("link closers without openers", n -> "a]".repeat(n));
        families.put("link openers without closers", n -> "[a".repeat(n));
        families.put("mismatched openers and closers", n -> "*a_ ".repeat(n));
        families.put("openers and closers multiple of 3", n -> "a**b" + "c* ".repeat(n));
        families.put("link openers and emphasis closers", n -> "[ a_".repeat(n));
        families.put("bracket parenthesis bracket", n -> "[ (](".repeat(n));
        families.put("image brackets", n -> "![[]()".repeat(n));
        families.put("nested brackets", n -> "[".repeat(n) + "a" + "]".repeat(n));
        families.put("nested quotations", n -> "> ".repeat(n) + "a");
        families.put("nested lists", n -> lines(Math.min(n, 1400), i -> "  ".repeat(i) + "* a"));
        families.put("lists of bullets in lists", n -> "- ".repeat(n) + "a");
        families.put("NUL", n -> "abc\u0000de\u0000".repeat(n));
        families.put(
                "growing backticks",
                n -> IntStream.range(1, root(n))
                        .mapToObj(i -> "e" + "`".repeat(i))
                        .collect(Collectors.joining()));
        families.put("unclosed links A", n -> "[a](<b".repeat(n));
        families.put("unclosed links B", n -> "[a](b".repeat(n));
        families.put("unclosed comment", n -> "</" + "<!--".repeat(n));
        families.put("unclosed processing instructions", n -> "a" + "<?".repeat(n));
        families.put("unclosed CDATA", n -> "a" + "<![CDATA[".repeat(n));
        families.put("unclosed declarations", n -> "a" + "<!A".repeat(n));
        families.put("tables", n -> "aaa\rbbb\n-\u000b\n".repeat(n));
        families.put(
                "tables, wide",
                n -> "|" + "x|".repeat(root(n)) + "\n|" + "-|".repeat(root(n)) + "\n" + "|x\n".repeat(n));
        families.put("references", n -> lines(n, i -> "[" + i + "]: u") + "\n\n" + "[0] ".repeat(n));
        families.put("references that collide", n -> lines(n, PathologicalFamilies::colliding) + "\n\n[x]");
        families.put("references of one long definition", n -> "[a]: /" + "u".repeat(n) + "\n\n" + "[a] ".repeat(n));
        families.put("empty lines in a list", n -> "- a\n" + "\n".repeat(n) + "b");
        families.put("many items", n -> "- a\n".repeat(n));
        families.put("footnote references", n -> "[^1]: a\n\n" + "[^1] ".repeat(n));
        families.put("footnotes", n -> lines(n, i -> "[^" + i + "]: a") + "\n\n" + tokens(n, i -> "[^" + i + "]"));
    }

    private static void flexmark(Map<String, IntFunction<String>> families) {
        families.put("numbered lists in lists", n -> "1. ".repeat(n) + "a");
        families.put("dashes on a line", n -> "-".repeat(n) + " a");
        families.put("spaced dashes", n -> "- - -".repeat(n) + " a");
        families.put("attributes on a tag", n -> "<a" + " b=c".repeat(n) + ">");
        families.put("a long comment", n -> "a <!-- " + "word ".repeat(n) + "-->");
        families.put("table columns", n -> "a|".repeat(n) + "\n" + "-|".repeat(n));
        families.put("nested emphasis without end", n -> "*a **a".repeat(n));
        families.put("links in a paragraph", n -> "[a](b) ".repeat(n));
        families.put("code spans in a paragraph", n -> "`a` ".repeat(n));
        families.put("table rows", n -> "a|b\n-|-\n" + "c|d\n".repeat(n));
        families.put("link references", n -> lines(n, i -> "[a" + i + "]: /u" + i));
        families.put("spaces in a heading", n -> "# a" + " ".repeat(n) + "b");
        families.put("www", n -> "www.".repeat(n));
        families.put("www with words", n -> "www.a ".repeat(n));
        families.put("dotted address", n -> "a.".repeat(n) + "@");
        families.put("addresses", n -> "a@b.c ".repeat(n));
        families.put("at signs", n -> "a@".repeat(n));
        families.put("apostrophes", n -> "it's ".repeat(n));
        families.put("opening quotes", n -> "\"a 'b ".repeat(n));
        families.put("closing quotes", n -> "a\" b' ".repeat(n));
        families.put("single quotes in double ones", n -> "'a b\" ".repeat(n));
        families.put("single quotes and years", n -> "'90 'a ".repeat(n) + "a' ".repeat(n));
        families.put("quotes side by side", n -> "\"'".repeat(n) + "a" + "'\"".repeat(n) + ". ");
        families.put("nested quotes", n -> "\"a ".repeat(n) + " b\"".repeat(n));
        families.put("inches in quotes", n -> "\"a 5\" b\" ".repeat(n));
        families.put("quotes in an HTML block", n -> "<p>" + "\"<b>a</b>\" 'b' ".repeat(n));
        families.put("quotes", n -> "\"a 'b ".repeat(n));
        families.put("contents lines", n -> "[TOC]\n\n".repeat(n));
        families.put("flat footnotes", n -> "[^1]: ".repeat(n));
    }

    private static void ours(Map<String, IntFunction<String>> families) {
        families.put("raw elements", n -> "<b>".repeat(n));
        families.put("raw blocks", n -> "<div>\n\n".repeat(n));
        families.put("raw closers", n -> "<b><i>".repeat(40) + "</u>".repeat(n));
        families.put("scripts", n -> "a <script>".repeat(n));
        families.put("headings of one text", n -> "# a\n".repeat(n));
        families.put("abbreviations", n -> "*[a]: " + "b".repeat(n) + "\n\n" + "a ".repeat(n));
        families.put("definitions", n -> "a\n: b\n\n".repeat(n));
        families.put("superscripts", n -> "a^b".repeat(n));
        families.put("tildes", n -> "~a ~~b ".repeat(n));
        families.put("emoji", n -> ":a".repeat(n));
        families.put("entities", n -> "&a".repeat(n));
        families.put("backslashes", n -> "\\".repeat(n));
        families.put("titles without end", n -> "[a](b \"c".repeat(n));
        families.put("parenthesised titles", n -> "[a](b (c".repeat(n));
        families.put("images in links", n -> "[![".repeat(n) + "](a)](b)".repeat(n));
        families.put("underscored addresses", n -> "a_".repeat(n) + "@b.c");
        families.put("URLs with parentheses", n -> "http://a.b/" + "(".repeat(n) + ")".repeat(n) + ")");
        families.put("URLs with semicolons", n -> "http://a.b/" + "&a;".repeat(n));
        families.put("blank lines in deep lists", n -> lines(45, i -> "  ".repeat(i) + "* a") + "\n" + "\n".repeat(n));
        families.put("deep quotations, many lines", n -> ("> ".repeat(90) + "a\n").repeat(n / 90 + 1));
        families.put("alerts", n -> "> [!NOTE]\n> a\n\n".repeat(n));
        families.put("heading attributes", n -> "# a {" + "#".repeat(n) + "}");
        families.put("quoted attributes", n -> "<a b='" + "<a b=\"".repeat(n));
        families.put("one long word", "a"::repeat);
        families.put("one long line of spaces", n -> "a" + " ".repeat(n) + "b");
        families.put("lines", n -> "a\n".repeat(n));
        families.put("hard breaks", n -> "a  \n".repeat(n));
        families.put("members-only lines", n -> "a\n\n<!--members-only-->\n\n".repeat(n));
        families.put("members-only marks in a quotation", n -> "> a <!--members-only-->\n".repeat(n));
        families.put("a members-only mark at the end", n -> "> a <!-- b -->\n".repeat(n) + "> <!--members-only-->");
        families.put("members-only marks in cells", n -> "a|b\n-|-\n" + "\\| <!--members-only-->|b\n".repeat(n));
        families.put("what looks like a members-only mark", n -> "<!--more--> &lt;!-- <m".repeat(n));
        families.put("rules in a list", n -> "* * * * * a\n".repeat(n));
        families.put("code fences", n -> "```\n".repeat(n));
        families.put("thai", n -> "ภาษาไทย".repeat(n));
    }

    private static String colliding(int i) {
        StringBuilder label = new StringBuilder("[");
        for (int bit = 0; bit < 17; bit++) {
            label.append((i >> bit & 1) == 0 ? "ab" : "bC");
        }
        return label + "]: u";
    }

    private static int root(int n) {
        return (int) Math.sqrt(2.0 * n) + 2;
    }

    private static String lines(int n, IntFunction<String> line) {
        return IntStream.range(0, n).mapToObj(line).collect(Collectors.joining("\n"));
    }

    private static String tokens(int n, IntFunction<String> token) {
        return IntStream.range(0, n).mapToObj(token).collect(Collectors.joining(" "));
    }
}
