package io.billet.renderer;

import io.billet.renderer.internal.syntax.MembersOnlyMark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Looks in the text itself, wherever a mark may stand, for what an author may have taken for the members-only mark. What
 * counts are the letters between the brackets.
 */
final class MissedMarks {

    private static final int MOST = 20;
    private static final int LONGEST = 80;
    private static final int MOST_LETTERS = 24;
    private static final String[] OPENERS = {"<", "&lt;"};
    private static final String[] CLOSERS = {">", "-->", "&gt;"};
    private static final String DASHES = "-–—−";

    /** What other programs and habits put where an article's public part ends. */
    private static final Set<String> OF_OTHERS = Set.of(
            "more",
            "readmore",
            "fold",
            "cut",
            "break",
            "truncate",
            "paywall",
            "kgcardbeginpaywall",
            "premium",
            "paid",
            "private",
            "subscribers",
            "preview",
            "endpreview",
            "previewend",
            "excerpt",
            "endexcerpt",
            "excerptend",
            "teaser",
            "endteaser",
            "teaserend",
            "endsummary",
            "pelicanendsummary");

    private record Found(int offset, String text) {}

    private MissedMarks() {}

    /** Returns those of the public text: behind a mark that divides, nothing has to be missed. */
    static List<MissedMark> in(FrontMatter source, OptionalInt cut) {
        String text = source.body();
        List<Found> found = new ArrayList<>(0);
        for (String opener : OPENERS) {
            collect(text, opener, cut.orElse(text.length()), cut.isPresent(), found);
        }
        if (found.isEmpty()) {
            return List.of();
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Found::offset))
                .limit(MOST)
                .map(each -> new MissedMark(source.lineAt(each.offset), each.text))
                .toList();
    }

    private static void collect(String text, String opener, int end, boolean divided, List<Found> found) {
        int most = found.size() + MOST;
        int at = text.indexOf(opener);
        while (at >= 0 && at < end && found.size() < most) {
            int from = at + opener.length();
            int to = contentEnd(text, from, end);
            if (to > from && looksLikeOne(text, from, to)) {
                String shown = shown(text, at, to);
                boolean shownAsCode = divided && MembersOnlyMark.isMark(shown);
                if (!shownAsCode) {
                    found.add(new Found(at, shown));
                }
            }
            at = text.indexOf(opener, to);
        }
    }

    /** Returns where a comment's end or the next bracket of either kind stands, or where we stop looking for it. */
    private static int contentEnd(String text, int from, int end) {
        int most = Math.min(end, from + LONGEST);
        int comment = text.startsWith("!--", from) ? text.substring(from, most).indexOf("-->") : -1;
        if (comment > 0) {
            return from + comment;
        }
        int i = from;
        while (i < most && "<>&".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static boolean looksLikeOne(String text, int from, int to) {
        char first = text.charAt(from);
        boolean comment = first == '!' || DASHES.indexOf(first) >= 0;
        if (!comment && "mMsS/".indexOf(first) < 0) {
            return false;
        }
        String words = letters(text, from, to);
        if (words.contains("membersonly") || words.contains("memberonly") || words.contains("subscribersonly")) {
            return true;
        }
        boolean closed = to < text.length() && "<>&-".indexOf(text.charAt(to)) >= 0;
        return comment
                && closed
                && words.length() <= MOST_LETTERS
                && (words.contains("member") || words.endsWith("only") || OF_OTHERS.contains(words));
    }

    private static String letters(String text, int from, int to) {
        StringBuilder letters = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (Character.isLetter(text.charAt(i))) {
                letters.append(text.charAt(i));
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    /** Returns the mark as it was written, with the bracket that closes it. */
    private static String shown(String text, int at, int to) {
        int close = to;
        for (String closer : CLOSERS) {
            close = close == to && text.startsWith(closer, to) ? to + closer.length() : close;
        }
        String written = text.substring(at, close).strip().replaceAll("\\s+", " ");
        return written.length() <= LONGEST ? written : written.substring(0, LONGEST) + "…";
    }
}
