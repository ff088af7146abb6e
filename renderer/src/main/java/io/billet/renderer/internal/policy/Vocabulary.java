package io.billet.renderer.internal.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The elements, attributes, values and URL schemes of one policy. */
public final class Vocabulary {

    /** Elements without content: no end tag, nothing to balance. */
    public static final Set<String> VOID = Set.of("br", "hr", "img", "input", "col", "wbr");

    private static final Predicate<String> ANY = value -> true;
    private static final Predicate<String> NUMBER = matching("[0-9]{1,6}");
    private static final Predicate<String> SIGNED_NUMBER = matching("-?[0-9]{1,9}");
    private static final Predicate<String> TOKENS = matching("[A-Za-z0-9_.:+#-]+( [A-Za-z0-9_.:+#-]+)*");
    private static final Predicate<String> NAME = matching("[\\p{L}\\p{M}\\p{N}_.:-]+");
    private static final Predicate<String> LANGUAGE = matching("[A-Za-z0-9-]{1,35}");
    private static final Predicate<String> DIRECTION = Set.of("ltr", "rtl", "auto")::contains;
    private static final Predicate<String> ALIGNMENT = Set.of("left", "center", "right")::contains;
    private static final Predicate<String> TRUE = Set.of("", "true")::contains;

    private final Map<String, Map<String, Predicate<String>>> elements = new HashMap<>();
    private final UrlRule urls;

    private Vocabulary(UrlRule urls) {
        this.urls = urls;
    }

    /** Returns the words of an article on a page. */
    public static Vocabulary article() {
        Vocabulary words = prose(UrlRule.PAGE);
        foldable(words);
        words.element(
                "input",
                Map.of("type", Set.of("checkbox")::contains, "checked", TRUE, "disabled", TRUE, "aria-label", ANY));
        words.attribute("img", "loading", Set.of("lazy")::contains);
        words.attribute("img", "decoding", Set.of("async")::contains);
        return words;
    }

    /** Returns the words of an article in a feed. */
    public static Vocabulary feed() {
        Vocabulary words = prose(UrlRule.ABSOLUTE);
        foldable(words);
        return words;
    }

    /** Returns the words of an article in a mail. */
    public static Vocabulary email() {
        Vocabulary words = prose(UrlRule.ABSOLUTE);
        words.elements.values().forEach(attributes -> attributes.put("style", EmailStyles::isOurs));
        return words;
    }

    /** Returns the words of a comment. */
    public static Vocabulary comment() {
        Vocabulary words = new Vocabulary(UrlRule.STRANGER);
        for (String name : new String[] {"p", "br", "em", "strong", "del", "pre", "blockquote", "ul", "li", "hr"}) {
            words.element(name, Map.of());
        }
        words.element("code", Map.of("class", matching("language-[A-Za-z0-9_.+#-]+")));
        words.element("ol", Map.of("start", SIGNED_NUMBER));
        words.element(
                "a",
                Map.of("href", UrlRule.STRANGER::allowsLink, "title", ANY, "rel", "nofollow ugc noopener"::equals));
        return words;
    }

    private static Vocabulary prose(UrlRule urls) {
        Vocabulary words = new Vocabulary(urls);
        String plain =
                "p br hr h1 h2 h3 h4 h5 h6 em strong code pre blockquote ul li dl dt dd table thead tbody tfoot tr"
                        + " caption colgroup figure figcaption s sub sup abbr mark kbd samp var cite small b i u section div span"
                        + " nav bdi ruby rt rp wbr dfn address";
        for (String name : plain.split(" ")) {
            words.element(name, Map.of());
        }
        words.element("ol", Map.of("start", SIGNED_NUMBER, "reversed", TRUE));
        words.element("a", Map.of("href", urls::allowsLink, "rel", TOKENS));
        words.element("img", Map.of("src", urls::allowsImage, "alt", ANY, "width", NUMBER, "height", NUMBER));
        words.element("q", Map.of("cite", urls::allowsLink));
        words.element("del", Map.of("cite", urls::allowsLink, "datetime", ANY));
        words.element("ins", Map.of("cite", urls::allowsLink, "datetime", ANY));
        words.element("time", Map.of("datetime", ANY));
        words.element("bdo", Map.of());
        words.element("col", Map.of("span", NUMBER));
        Map<String, Predicate<String>> cell = Map.of("align", ALIGNMENT, "colspan", NUMBER, "rowspan", NUMBER);
        words.element("td", cell);
        words.element("th", cell);
        words.attribute("th", "scope", Set.of("col", "row", "colgroup", "rowgroup")::contains);
        words.attribute("blockquote", "cite", urls::allowsLink);
        words.elements.values().forEach(Vocabulary::putGlobal);
        return words;
    }

    private static void foldable(Vocabulary words) {
        for (String name : new String[] {"details", "summary"}) {
            Map<String, Predicate<String>> attributes = new HashMap<>();
            putGlobal(attributes);
            words.elements.put(name, attributes);
        }
        words.attribute("details", "open", TRUE);
    }

    private static void putGlobal(Map<String, Predicate<String>> attributes) {
        attributes.put("id", NAME);
        attributes.put("class", TOKENS);
        attributes.put("title", ANY);
        attributes.put("lang", LANGUAGE);
        attributes.put("dir", DIRECTION);
        attributes.put("role", matching("doc-[a-z]+"));
        attributes.put("aria-label", ANY);
        attributes.put("aria-hidden", TRUE);
    }

    private static Predicate<String> matching(String regex) {
        return Pattern.compile(regex).asMatchPredicate();
    }

    private void element(String name, Map<String, Predicate<String>> attributes) {
        elements.put(name, new HashMap<>(attributes));
    }

    private void attribute(String element, String name, Predicate<String> value) {
        elements.computeIfAbsent(element, key -> new HashMap<>()).put(name, value);
    }

    /** Returns whether an element may be written. */
    public boolean hasElement(String name) {
        return elements.containsKey(name);
    }

    /** Returns whether an element may have an attribute. */
    public boolean hasAttribute(String element, String name) {
        return elements.getOrDefault(element, Map.of()).containsKey(name);
    }

    /** Returns whether an attribute, decoded, may have a value. */
    public boolean allows(String element, String attribute, String value) {
        Predicate<String> rule = elements.getOrDefault(element, Map.of()).get(attribute);
        return rule != null && rule.test(value);
    }

    /** Returns the names of all elements. */
    public Set<String> elementNames() {
        return new HashSet<>(elements.keySet());
    }

    /** Returns the names of all attributes of an element. */
    public Set<String> attributeNames(String element) {
        return new HashSet<>(elements.getOrDefault(element, Map.of()).keySet());
    }

    /** Returns the rule for URLs. */
    public UrlRule urls() {
        return urls;
    }
}
