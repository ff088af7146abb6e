package io.billet.renderer.internal.html;

import io.billet.renderer.ImageReference;
import io.billet.renderer.ImageSizes;
import io.billet.renderer.LinkReference;
import io.billet.renderer.MarkdownLimitException.Limit;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.html.Page.Open;
import io.billet.renderer.internal.nodes.Manuscript;
import io.billet.renderer.internal.policy.EmailStyles;
import io.billet.renderer.internal.policy.Vocabulary;
import io.billet.renderer.internal.syntax.CharacterReferences;
import io.billet.renderer.internal.syntax.HtmlSyntax;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * HTML that an author put into Markdown. Nothing of it is copied: each tag is taken apart by CommonMark's strict grammar,
 * judged by the policy's {@link Vocabulary}, and written anew in one canonical form, so that there is nothing left that a
 * browser might read in another way. What is open when the block around it ends is closed there.
 */
final class RawTags {

    private static final Set<String> DROPPED_WITH_CONTENT = Set.of(
            "script",
            "style",
            "title",
            "textarea",
            "iframe",
            "noscript",
            "xmp",
            "noembed",
            "noframes",
            "template",
            "object",
            "svg",
            "math",
            "select",
            "head",
            "plaintext",
            "applet",
            "frameset");
    /** Boxes are only ours to write, and ids and styles only ours to choose. */
    private static final Set<String> OURS = Set.of("input", "nav");

    private static final Set<String> OUR_ATTRIBUTES = Set.of("id", "style", "loading", "decoding", "role");
    private static final Set<String> LINES = Set.of(
            "p",
            "div",
            "section",
            "details",
            "summary",
            "li",
            "tr",
            "dt",
            "dd",
            "figcaption",
            "blockquote",
            "pre",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "address",
            "caption",
            "br",
            "hr");

    private final Manuscript manuscript;
    private final OutputStyle style;
    private final Urls urls;
    private final ImageSizes sizes;

    RawTags(Manuscript manuscript, OutputStyle style, Urls urls, ImageSizes sizes) {
        this.manuscript = manuscript;
        this.style = style;
        this.urls = urls;
        this.sizes = sizes;
    }

    boolean insideLink(Page page) {
        for (int i = page.open.size() - 1; i >= 0; i--) {
            Open element = page.open.get(i);
            if (element.raw() && element.endTag().equals("</a>")) {
                return true;
            }
        }
        return false;
    }

    /** Writes an HTML block: tags by {@link #tag}, what is between them as text. */
    void block(Page page, String html, int offset, TextFlow text) {
        int open = page.open.size();
        int at = 0;
        while (at < html.length()) {
            int next = html.indexOf('<', at);
            if (next != at) {
                String between = html.substring(at, next < 0 ? html.length() : next);
                String decoded = CharacterReferences.decode(between);
                String words = decoded.strip();
                int lead = decoded.indexOf(words);
                Escape.text(page.html, decoded, 0, lead);
                text.write(page, words, 0, words.length());
                Escape.text(page.html, decoded, lead + words.length(), decoded.length());
                at += between.length();
                continue;
            }
            int end = HtmlSyntax.markupEnd(html, at);
            if (end > 0) {
                tag(page, html, at, end, false, offset);
                at = end;
            } else {
                text.verbatim(page, "<", 0, 1);
                at++;
            }
        }
        while (page.open.size() > open && page.open.get(page.open.size() - 1).hiddenFrom() != null) {
            page.close();
        }
    }

    /** Writes one tag if the policy has it; comments and declarations have no name, and are left out. */
    void tag(Page page, String s, int from, int to, boolean inLink, int offset) {
        boolean closing = s.charAt(from + 1) == '/';
        int nameStart = closing ? from + 2 : from + 1;
        int nameEnd = HtmlSyntax.nameEnd(s, nameStart, to);
        if (nameEnd < 0) {
            return;
        }
        String name = s.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
        if (LINES.contains(name)) {
            page.plain.breakLine(1);
        }
        if (name.equals("summary") && !style.vocabulary().hasElement(name)) {
            // Mail has no element to fold; the line that would open it is its heading.
            name = "strong";
        }
        if (closing) {
            close(page, name);
        } else if (DROPPED_WITH_CONTENT.contains(name)) {
            if (!s.startsWith("/>", to - 2)) {
                page.push(new Open("</" + name + ">", true, page.mark()));
                page.plain.hide();
            }
        } else if (style.vocabulary().hasElement(name) && !OURS.contains(name)) {
            boolean nestedLink = name.equals("a") && (inLink || insideLink(page));
            if (!nestedLink) {
                open(page, name, attributes(s, name, nameEnd, to, offset), offset);
            }
        }
    }

    private static void close(Page page, String name) {
        String endTag = "</" + name + ">";
        for (int i = page.open.size() - 1; i >= 0; i--) {
            Open element = page.open.get(i);
            if (!element.raw()) {
                return;
            }
            if (element.endTag().equals(endTag)) {
                while (page.open.size() > i) {
                    page.close();
                }
                return;
            }
        }
    }

    private void open(Page page, String name, Map<String, String> attributes, int offset) {
        if (name.equals("img")) {
            image(page, attributes);
            return;
        }
        if (style.has(Trait.INLINE_STYLES) && !EmailStyles.of(name).isEmpty()) {
            attributes.put("style", EmailStyles.of(name));
        }
        page.html.append('<').append(name);
        attributes.forEach((key, value) -> Escape.attribute(page.html, key, value));
        if (Vocabulary.VOID.contains(name)) {
            page.html.append(" />");
            return;
        }
        page.html.append('>');
        manuscript.count(page.open.size(), 2 * manuscript.limits.nesting(), Limit.NESTING, offset);
        page.push(new Open("</" + name + ">", true, null));
        String href = name.equals("a") ? attributes.getOrDefault("href", "#") : "#";
        if (!href.startsWith("#")) {
            page.links.add(new LinkReference(href, ""));
        }
    }

    private void image(Page page, Map<String, String> attributes) {
        String url = attributes.get("src");
        if (url == null) {
            return;
        }
        attributes.putIfAbsent("alt", "");
        boolean sized = attributes.containsKey("width") || attributes.containsKey("height");
        page.html.append("<img");
        attributes.forEach((key, value) -> Escape.attribute(page.html, key, value));
        ImageMarkup.finish(page.html, url, style, sized ? any -> Optional.empty() : sizes);
        String alt = attributes.getOrDefault("alt", "");
        page.plain.append(alt);
        page.images.add(new ImageReference(url, alt, Optional.ofNullable(attributes.get("title"))));
    }

    private Map<String, String> attributes(String s, String element, int from, int to, int offset) {
        Map<String, String> kept = new LinkedHashMap<>();
        int count = 0;
        int at = HtmlSyntax.skipSpace(s, from, to);
        int nameEnd = HtmlSyntax.attributeNameEnd(s, at, to);
        while (nameEnd > 0) {
            manuscript.count(++count, manuscript.limits.attributes(), Limit.ATTRIBUTES, offset);
            String name = s.substring(at, nameEnd).toLowerCase(Locale.ROOT);
            int equals = HtmlSyntax.skipSpace(s, nameEnd, to);
            String value = "";
            at = nameEnd;
            if (equals < to && s.charAt(equals) == '=') {
                int valueStart = HtmlSyntax.skipSpace(s, equals + 1, to);
                at = HtmlSyntax.valueEnd(s, valueStart, to);
                value = CharacterReferences.decode(unquoted(s.substring(valueStart, at)));
            }
            if (!kept.containsKey(name)) {
                judged(element, name, value).ifPresent(allowed -> kept.put(name, allowed));
            }
            at = HtmlSyntax.skipSpace(s, at, to);
            nameEnd = HtmlSyntax.attributeNameEnd(s, at, to);
        }
        return kept;
    }

    private Optional<String> judged(String element, String name, String value) {
        if (OUR_ATTRIBUTES.contains(name) || !style.vocabulary().hasAttribute(element, name)) {
            return Optional.empty();
        }
        return switch (name) {
            case "href", "cite" -> urls.link(value);
            case "src" -> urls.image(value);
            default -> style.vocabulary().allows(element, name, value) ? Optional.of(value) : Optional.empty();
        };
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && (value.charAt(0) == '"' || value.charAt(0) == '\'');
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
