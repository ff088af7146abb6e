package io.billet.renderer.internal.html;

import io.billet.renderer.TocEntry;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** What an author's elements mean besides their tags: to the plain text, the excerpt, the links, the table of contents. */
final class RawText {

    /** What a reader would not take for the running text. */
    private static final Set<String> ASIDES = Set.of(
            "blockquote", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "summary", "dt");

    /** A heading or a link that is open, and where it began. */
    private record Begun(String said, int html, int plain, int link) {}

    private final HtmlOutput output;
    private final Deque<Begun> begun = new ArrayDeque<>(0);
    /** By row that is open, how many cells it has. */
    private final Deque<int[]> rows = new ArrayDeque<>(0);
    /** By list that is open, its next number, or less than nothing for bullets. */
    private final Deque<int[]> lists = new ArrayDeque<>(0);

    RawText(HtmlOutput output) {
        this.output = output;
    }

    /**
     * Begins an element whose tag has just been written.
     *
     * @param said what the tag says: a link's target, the name that a heading's author chose, a list's first number
     */
    void begin(String name, String said) {
        output.asides += ASIDES.contains(name) ? 1 : 0;
        switch (name) {
            case "a", "h1", "h2", "h3", "h4", "h5", "h6" ->
                begun.push(new Begun(said, output.html.length() - 1, output.plain.length(), output.links.size() - 1));
            case "pre" -> output.plain.silent();
            case "blockquote" -> output.plain.pushPrefix("> ");
            case "dd" -> output.plain.pushPrefix("    ");
            case "ul" -> lists.push(new int[] {-1});
            case "ol" -> lists.push(new int[] {said.isEmpty() ? 1 : Integer.parseInt(said)});
            case "li" -> item();
            case "tr" -> rows.push(new int[1]);
            case "td", "th" -> cell();
            default -> {}
        }
    }

    private void item() {
        int[] list = lists.element();
        output.plain.pushPrefix(list[0] < 0 ? "- " : list[0]++ + ". ");
    }

    private void cell() {
        if (rows.element()[0]++ > 0) {
            output.plain.joinLine();
            output.plain.append(output.style.has(Trait.TEXT_TWIN) ? " | " : " ");
        }
        output.plain.stayOnLine();
    }

    /** Ends an element whose end tag is about to be written. */
    void end(String name) {
        output.asides -= ASIDES.contains(name) ? 1 : 0;
        switch (name) {
            case "a" -> endLink(begun.pop());
            case "h1", "h2", "h3", "h4", "h5", "h6" -> endHeading(name.charAt(1) - '0', begun.pop());
            case "pre" -> {
                output.plain.loud();
                output.plain.breakLine(2);
            }
            case "blockquote", "dd", "li" -> output.plain.popPrefix();
            case "ul", "ol" -> lists.pop();
            case "tr" -> rows.pop();
            case "td", "th" -> output.plain.narrowBreak();
            default -> {}
        }
    }

    private void endLink(Begun link) {
        if (!link.said.isEmpty()) {
            output.finishLink(link.said, link.link, link.plain);
        }
    }

    private void endHeading(int level, Begun heading) {
        String text = output.plain.text(heading.plain, true);
        String id = "";
        if (output.style.has(Trait.HEADING_IDS)) {
            id = output.anchors().heading(heading.said, text, output.plain.text(heading.plain, false));
            String attribute = " id=\"" + id + "\"";
            output.html.insert(heading.html, attribute);
            output.moved(heading.html, attribute.length());
        }
        output.headings.add(new TocEntry(level, id, text));
    }
}
