package io.billet.renderer.internal.html;

import io.billet.renderer.ImageReference;
import io.billet.renderer.ImageSizes;
import io.billet.renderer.MarkdownLimitException.Limit;
import io.billet.renderer.internal.html.HtmlOutput.Open;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.nodes.ParseContext;
import io.billet.renderer.internal.policy.Vocabulary;
import io.billet.renderer.internal.syntax.CharacterReferences;
import io.billet.renderer.internal.syntax.HtmlSyntax;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
    /** Boxes are only ours to write, and styles only ours to choose; an id gets our prefix. */
    private static final Set<String> OURS = Set.of("input", "nav");

    private static final Set<String> OUR_ATTRIBUTES = Set.of("style", "loading", "decoding", "role", "tabindex");
    private static final Set<String> LISTS = Set.of("ul", "ol", "dl");
    private static final Pattern HEADING = Pattern.compile("h[1-6]");
    /** What stands on lines of its own. */
    private static final Set<String> LINES =
            Set.of("div section summary li tr dt dd figcaption address caption br ul ol dl".split(" "));
    /** What has a blank line before and after it. */
    private static final Set<String> PARAGRAPHS =
            Set.of("p details blockquote pre h1 h2 h3 h4 h5 h6 hr table figure".split(" "));

    private final ParseContext context;
    private final OutputStyle style;
    private final Urls urls;
    private final ImageSizes sizes;
    /** How much text is surely enough for the excerpt. */
    private final int enough;

    RawTags(Writing writing, OutputStyle style, Urls urls) {
        this.context = writing.context();
        this.style = style;
        this.urls = urls;
        this.sizes = writing.host().sizes();
        this.enough = writing.excerptLength() + ParagraphWriter.EXCERPT_MARGIN;
    }

    /** Writes an HTML block: tags by {@link #tag}, what is between them as text. */
    void block(HtmlOutput output, String html, int offset, TextFlow text) {
        int open = output.open.size();
        int at = 0;
        while (at < html.length()) {
            int next = html.indexOf('<', at);
            if (next != at) {
                String between = html.substring(at, next < 0 ? html.length() : next);
                between(output, text, CharacterReferences.decode(between));
                at += between.length();
                continue;
            }
            int end = HtmlSyntax.markupEnd(html, at);
            if (end > 0) {
                int literal = output.literal.mark();
                tag(output, html, at, end, false, offset);
                output.literal.passed(html, at, end, literal);
                at = end;
            } else {
                text.verbatim(output, "<", 0, 1);
                at++;
            }
        }
        while (output.open.size() > open
                && output.open.get(output.open.size() - 1).hiddenFrom() != null) {
            output.close();
        }
    }

    private void between(HtmlOutput output, TextFlow text, String words) {
        if (output.rawOpen > 0 && !isHtmlSpace(words, 0, words.length())) {
            output.nesting.makeRoomForText();
        }
        if (Character.isWhitespace(words.charAt(0))) {
            output.plain.space();
        }
        int from = output.plain.length();
        text.betweenTags(output, words);
        if (output.asides == 0) {
            output.plain.excerptOn(from, enough);
        }
        if (output.nesting.isIn("pre")) {
            output.countCode(words);
        }
        if (Character.isWhitespace(words.charAt(words.length() - 1))) {
            output.plain.space();
        }
    }

    /** Writes one tag if the policy has it; comments and declarations have no name, and are left out. */
    void tag(HtmlOutput output, String s, int from, int to, boolean inLink, int offset) {
        boolean closing = s.charAt(from + 1) == '/';
        int nameStart = closing ? from + 2 : from + 1;
        int nameEnd = HtmlSyntax.nameEnd(s, nameStart, to);
        if (nameEnd < 0) {
            return;
        }
        String name = s.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
        boolean listEnds = closing && LISTS.contains(name);
        if (PARAGRAPHS.contains(name) || listEnds) {
            output.plain.breakLine(2);
        } else if (LINES.contains(name)) {
            output.plain.breakLine(1);
        }
        if (name.equals("summary") && !style.vocabulary().hasElement(name)) {
            // Mail has no element to fold; the line that would open it is its heading.
            name = "strong";
        }
        if (output.plain.hidden()) {
            hidden(output, name, closing, s.startsWith("/>", to - 2));
        } else if (closing) {
            output.nesting.end(name);
        } else if (DROPPED_WITH_CONTENT.contains(name)) {
            drop(output, name, s.startsWith("/>", to - 2));
        } else {
            Map<String, String> attributes = attributes(s, name, nameEnd, to, offset);
            boolean nestedLink = name.equals("a") && (inLink || output.insideRawLink());
            boolean known = style.vocabulary().hasElement(name) && !OURS.contains(name);
            if (known && !nestedLink && output.nesting.admits(name)) {
                open(output, name, attributes, s, from, offset);
            } else {
                anchorOnly(output, attributes);
            }
        }
    }

    private static void drop(HtmlOutput output, String name, boolean empty) {
        if (!empty) {
            output.push(Open.dropped(name, output.mark()));
            output.plain.hide();
        }
    }

    /** In what is dropped only its own end counts, and what is dropped inside it. */
    private static void hidden(HtmlOutput output, String name, boolean closing, boolean empty) {
        if (!closing) {
            if (DROPPED_WITH_CONTENT.contains(name)) {
                drop(output, name, empty);
            }
            return;
        }
        for (int i = output.open.size() - 1; i >= 0 && output.open.get(i).hiddenFrom() != null; i--) {
            if (output.open.get(i).name().equals(name)) {
                output.closeTo(i);
                return;
            }
        }
    }

    /** A tag is left out, but the place that it names may be linked to. */
    private static void anchorOnly(HtmlOutput output, Map<String, String> attributes) {
        String chosen = attributes.get("id");
        if (chosen != null && !output.nesting.needsCell()) {
            output.anchors()
                    .chosen(chosen)
                    .ifPresent(
                            id -> output.html.append("<span id=\"").append(id).append("\"></span>"));
        }
    }

    static boolean isHtmlSpace(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (" \t\n\f\r".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private void open(HtmlOutput output, String name, Map<String, String> attributes, String s, int from, int offset) {
        String chosen = attributes.remove("id");
        String said = switch (name) {
            case "a" -> attributes.getOrDefault("href", "");
            case "ol" -> attributes.getOrDefault("start", "");
            default -> "";
        };
        if (chosen != null && HEADING.matcher(name).matches() && style.has(Trait.HEADING_IDS)) {
            said = chosen;
        } else if (chosen != null) {
            output.anchors().chosen(chosen).ifPresent(id -> attributes.put("id", id));
        }
        if (name.equals("img")) {
            image(output, attributes);
            return;
        }
        boolean isPlace = name.equals("a") && !attributes.containsKey("href");
        if (style.has(Trait.INLINE_STYLES)
                && !isPlace
                && !output.inline.of(name).isEmpty()) {
            attributes.put("style", output.inline.of(name));
        }
        if (style.has(Trait.SCROLLING) && name.equals("pre")) {
            attributes.put("tabindex", "0");
        } else if (output.hasTableBoxes() && name.equals("table")) {
            output.html.append("<div").append(output.scrollBox);
        }
        output.html.append('<').append(name);
        attributes.forEach((key, value) -> Escape.attribute(output.html, key, value));
        if (Vocabulary.VOID.contains(name)) {
            output.html.append(" />");
            if (name.equals("hr") && style.has(Trait.TEXT_TWIN)) {
                output.plain.append("* * *");
                output.plain.breakLine(2);
            }
            return;
        }
        output.html.append('>');
        if (name.equals("a") && !said.isEmpty()) {
            output.linksTo(said);
        }
        context.count(output.rawOpen + 1, context.limits.nesting(), Limit.NESTING, s, from, offset);
        output.pushAuthors(name, said);
    }

    private void image(HtmlOutput output, Map<String, String> attributes) {
        String url = attributes.get("src");
        if (url == null) {
            return;
        }
        attributes.putIfAbsent("alt", "");
        boolean sized = attributes.containsKey("width") || attributes.containsKey("height");
        output.html.append("<img");
        attributes.forEach((key, value) -> Escape.attribute(output.html, key, value));
        ImageMarkup.finish(output, url, sized ? any -> Optional.empty() : sizes);
        String alt = attributes.getOrDefault("alt", "");
        output.plain.appendAlternative(alt);
        output.images.add(new ImageReference(url, alt, Optional.ofNullable(attributes.get("title"))));
    }

    private Map<String, String> attributes(String s, String element, int from, int to, int offset) {
        Map<String, String> kept = new LinkedHashMap<>();
        int count = 0;
        int at = HtmlSyntax.skipSpace(s, from, to);
        int nameEnd = HtmlSyntax.attributeNameEnd(s, at, to);
        while (nameEnd > 0) {
            context.count(++count, context.limits.attributes(), Limit.ATTRIBUTES, s, from, offset);
            String name = s.substring(at, nameEnd).toLowerCase(Locale.ROOT);
            int equals = HtmlSyntax.skipSpace(s, nameEnd, to);
            String value = "";
            at = nameEnd;
            if (equals < to && s.charAt(equals) == '=') {
                int valueStart = HtmlSyntax.skipSpace(s, equals + 1, to);
                at = HtmlSyntax.valueEnd(s, valueStart, to);
                value = CharacterReferences.decode(unquoted(s.substring(valueStart, at)));
            }
            boolean anchor = name.equals("id") || (name.equals("name") && element.equals("a"));
            if (anchor && style.vocabulary().hasAttribute("a", "id")) {
                kept.putIfAbsent("id", value);
            } else if (!kept.containsKey(name)) {
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
