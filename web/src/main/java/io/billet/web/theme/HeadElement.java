package io.billet.web.theme;

import io.billet.web.http.ContentSecurityPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Something that the host adds to the {@code head} of every page: fonts, analytics, a proof of who owns the site. What it loads is
 * allowed by the pages' {@link ContentSecurityPolicy}, and nothing beyond.
 *
 * <pre>{@code
 * HeadElement.script("https://stats.example.org/count.js")
 *         .attribute("data-site", "example.org")
 *         .loads("connect-src", "https://stats.example.org");
 * HeadElement.stylesheet("https://fonts.example.org/serif.css").loads("font-src", "https://fonts.example.org");
 * HeadElement.meta("google-site-verification", "abc");
 * }</pre>
 *
 * <p>Pages whose address holds a token, as links in mails do, have no scripts of the host's.
 *
 * <p>Immutable and thread-safe.
 */
public final class HeadElement {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9:._-]{0,99}");
    private static final Pattern DATA = Pattern.compile("data-[a-z0-9._-]{1,60}");
    private static final Set<String> ATTRIBUTES = Set.of(
            "as",
            "async",
            "blocking",
            "crossorigin",
            "fetchpriority",
            "hreflang",
            "id",
            "integrity",
            "media",
            "nomodule",
            "referrerpolicy",
            "sizes",
            "title",
            "type");

    /** What the blog says of each page by itself. */
    private static final Set<String> OWN_LINKS = Set.of("canonical", "icon", "stylesheet", "prev", "next", "base");

    private static final Set<String> OWN_METAS =
            Set.of("description", "robots", "referrer", "viewport", "color-scheme", "charset");

    private static final String PRELOAD = "preload";

    private final String tag;
    private final Map<String, String> attributes;
    private final ContentSecurityPolicy policy;
    private final Map<String, List<String>> sources;

    private HeadElement(String tag, Map<String, String> attributes, Map<String, List<String>> sources) {
        this.tag = tag;
        this.attributes = attributes;
        this.sources = sources;
        policy = added(ContentSecurityPolicy.standard());
    }

    /**
     * Returns a script that is run once the page has been read ({@code defer}).
     *
     * @param address where it is: a path as browsers see it, an address of https, or {@code asset:} and a name
     * @throws IllegalArgumentException if it is no such address
     */
    public static HeadElement script(String address) {
        return of("script", Map.of("defer", ""), "src", address, "script-src");
    }

    /**
     * Returns a script that is a module.
     *
     * @param address as of {@link #script}
     * @throws IllegalArgumentException if it is no such address
     */
    public static HeadElement module(String address) {
        return of("script", Map.of("type", "module"), "src", address, "script-src");
    }

    /**
     * Returns a style sheet, which comes after the blog's own.
     *
     * @param address as of {@link #script}
     * @throws IllegalArgumentException if it is no such address
     */
    public static HeadElement stylesheet(String address) {
        return of("link", Map.of("rel", "stylesheet"), "href", address, "style-src");
    }

    /**
     * Returns a link of another relation, such as {@code preconnect}, {@code preload}, {@code me} or {@code manifest}.
     *
     * @param relation one; not what the blog says of each page by itself, such as {@code canonical}
     * @param address  a path as browsers see it, or an address of https or http; to load from, https alone
     * @throws IllegalArgumentException if it is another relation, or no such address
     */
    public static HeadElement link(String relation, String address) {
        if (!relation.matches("[a-z][a-z0-9_-]{0,60}") || OWN_LINKS.contains(relation)) {
            throw new IllegalArgumentException("a link has one relation, such as preconnect, and none of " + OWN_LINKS);
        }
        Map<String, String> given = Map.of("rel", relation);
        if (relation.equals("manifest")) {
            return of("link", given, "href", address, "manifest-src");
        }
        Map<String, String> attributes = new LinkedHashMap<>(given);
        boolean loads = relation.equals(PRELOAD) || relation.equals("modulepreload");
        attributes.put("href", loads ? SlotAddress.ofFile(address) : SlotAddress.ofLink(address));
        HeadElement element = new HeadElement("link", attributes, Map.of());
        return relation.equals("modulepreload") ? element.allowing("script-src", address) : element;
    }

    /**
     * Returns something said by name, such as {@code google-site-verification}.
     *
     * @param name    what; not what the blog says of each page by itself, such as {@code robots}
     * @param content plain text, 1 to 1,000 characters
     * @throws IllegalArgumentException if it is another name, or no such text
     */
    public static HeadElement meta(String name, String content) {
        if (!NAME.matcher(name).matches() || OWN_METAS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "a meta element is named like theme-color, and like none of " + OWN_METAS);
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", name);
        attributes.put("content", SlotText.of("what a meta element says", content, 1_000));
        return new HeadElement("meta", attributes, Map.of());
    }

    private static HeadElement of(
            String tag, Map<String, String> given, String attribute, String address, String directive) {
        Map<String, String> attributes = new LinkedHashMap<>(given);
        attributes.put(attribute, SlotAddress.ofFile(address));
        return new HeadElement(tag, attributes, Map.of()).allowing(directive, address);
    }

    private HeadElement allowing(String directive, String address) {
        return loads(directive, address.startsWith(SlotAddress.ASSET) ? "'self'" : SlotAddress.source(address));
    }

    /**
     * Returns this element with an attribute: {@code data-…}, or one such as {@code integrity}, {@code crossorigin}, {@code media}
     * or {@code async}.
     *
     * @param name  of the attribute
     * @param value plain text; empty for one that is but there
     * @throws IllegalArgumentException if it is another attribute: addresses, events and styles are not set by it
     */
    public HeadElement attribute(String name, String value) {
        if (!ATTRIBUTES.contains(name) && !DATA.matcher(name).matches()) {
            throw new IllegalArgumentException("an attribute here is data-… or one of " + ATTRIBUTES + ", not " + name);
        }
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(name, value.isEmpty() ? value : SlotText.of("an attribute", value, 1_000));
        HeadElement element = new HeadElement(tag, more, sources);
        boolean isPreload = name.equals("as") && PRELOAD.equals(attributes.get("rel"));
        return isPreload ? element.preloading(value) : element;
    }

    private HeadElement preloading(String kind) {
        String address = attributes.getOrDefault("href", "");
        return switch (kind) {
            case "font" -> allowing("font-src", address);
            case "style" -> allowing("style-src", address);
            case "script" -> allowing("script-src", address);
            case "image" -> allowing("img-src", address);
            default -> throw new IllegalArgumentException("a font, style, script or image is preloaded, not a " + kind);
        };
    }

    /**
     * Returns this element with what it loads by itself: the fonts of a style sheet, the address to which a script reports.
     *
     * @param directive   of the policy, such as {@code font-src} or {@code connect-src}
     * @param fromSources as of {@link ContentSecurityPolicy#allow}
     * @throws IllegalArgumentException as {@link ContentSecurityPolicy#allow} does
     */
    public HeadElement loads(String directive, String... fromSources) {
        // Asked for the check.
        policy.allow(directive, fromSources);
        Map<String, List<String>> more = new LinkedHashMap<>(sources);
        List<String> all = new java.util.ArrayList<>(sources.getOrDefault(directive, List.of()));
        all.addAll(List.of(fromSources));
        more.put(directive, List.copyOf(all));
        return new HeadElement(tag, attributes, more);
    }

    ContentSecurityPolicy added(ContentSecurityPolicy given) {
        ContentSecurityPolicy more = given;
        for (Map.Entry<String, List<String>> each : sources.entrySet()) {
            more = more.allow(each.getKey(), each.getValue().toArray(String[]::new));
        }
        return more;
    }

    boolean isScript() {
        return tag.equals("script") || PRELOAD.equals(attributes.get("rel")) && "script".equals(attributes.get("as"));
    }

    /** The addresses of the looks' own files among its attributes. */
    List<String> assets() {
        return attributes.entrySet().stream()
                .filter(each -> each.getKey().equals("src") || each.getKey().equals("href"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Returns the element as HTML.
     *
     * @param resolving gives the address of what may be one of the looks' own files
     */
    String html(UnaryOperator<String> resolving) {
        StringBuilder html = new StringBuilder("<").append(tag);
        attributes.forEach((name, value) -> {
            boolean isAddress = name.equals("src") || name.equals("href");
            html.append(' ').append(name);
            if (!value.isEmpty() || name.equals("content")) {
                html.append("=\"")
                        .append(escaped(isAddress ? resolving.apply(value) : value))
                        .append('"');
            }
        });
        return html.append(tag.equals("script") ? "></script>" : ">").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
