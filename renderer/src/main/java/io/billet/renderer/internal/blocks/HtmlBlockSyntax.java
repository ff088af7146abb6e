package io.billet.renderer.internal.blocks;

import io.billet.renderer.internal.syntax.Characters;
import io.billet.renderer.internal.syntax.HtmlSyntax;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The seven kinds of HTML blocks (CommonMark 0.31.2, 4.6).
 *
 * @param ending what the block's last line contains; empty if a blank line ends it
 */
record HtmlBlockSyntax(Optional<Predicate<String>> ending) {

    private static final Set<String> RAW_TEXT = Set.of("pre", "script", "style", "textarea");
    private static final Set<String> BLOCKS = Set.of(
            ("address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl"
                            + " dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr"
                            + " html iframe legend li link main menu menuitem nav noframes ol optgroup option p param"
                            + " search section summary table tbody td tfoot th thead title tr track ul")
                    .split(" "));

    /**
     * Returns how a block that begins at an index ends, or empty if none begins there.
     *
     * @param inParagraph whether the block would interrupt a paragraph, which the last kind cannot
     */
    static Optional<HtmlBlockSyntax> of(String text, int at, int end, boolean inParagraph) {
        if (text.startsWith("<!--", at)) {
            return until("-->");
        }
        if (text.startsWith("<?", at)) {
            return until("?>");
        }
        if (text.startsWith("<![CDATA[", at)) {
            return until("]]>");
        }
        if (text.startsWith("<!", at)) {
            return at + 2 < end && Characters.isAsciiLetter(text.charAt(at + 2)) ? until(">") : Optional.empty();
        }
        boolean closing = at + 1 < end && text.charAt(at + 1) == '/';
        int nameStart = closing ? at + 2 : at + 1;
        int nameEnd = HtmlSyntax.nameEnd(text, nameStart, end);
        if (nameEnd < 0) {
            return Optional.empty();
        }
        String name = text.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
        char after = nameEnd < end ? text.charAt(nameEnd) : '\n';
        boolean complete = after == '>' || Characters.isSpace(after);
        if (!closing && complete && RAW_TEXT.contains(name)) {
            return Optional.of(new HtmlBlockSyntax(Optional.of(HtmlBlockSyntax::closesRawText)));
        }
        if (BLOCKS.contains(name) && (complete || text.startsWith("/>", nameEnd))) {
            return Optional.of(new HtmlBlockSyntax(Optional.empty()));
        }
        if (inParagraph || (!closing && RAW_TEXT.contains(name))) {
            return Optional.empty();
        }
        int tag = HtmlSyntax.tagEnd(text, at, end);
        return tag > 0 && text.substring(tag, end).isBlank()
                ? Optional.of(new HtmlBlockSyntax(Optional.empty()))
                : Optional.empty();
    }

    private static Optional<HtmlBlockSyntax> until(String mark) {
        return Optional.of(new HtmlBlockSyntax(Optional.of(line -> line.contains(mark))));
    }

    private static boolean closesRawText(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return RAW_TEXT.stream().anyMatch(name -> lower.contains("</" + name + ">"));
    }
}
