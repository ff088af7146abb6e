package io.billet.renderer.internal.typography;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Words that begin or end with an apostrophe, by language. */
final class Apostrophes {

    private static final int LONGEST = 12;

    /** Words that have lost their beginning: {@code 'tis}. */
    private static final Map<String, Set<String>> CLIPPED = Map.of(
            "en",
                    words(
                            "tis tisn twas twasn twere twill twould em til till cause cuz cos coz bout round n nuff neath gainst"
                                    + " fraid kay scuse hood burbs ere ello ave appen strewth struth sup sall tude"),
            "fr", words("tit tite tits tites tain core videmment soir jour"),
            "de", words("s n ne nen nem ner nes ran rein raus runter rum rauf rüber rin nauf naus nein drauf drin mal"),
            "it",
                    words(
                            "sto sta sti ste ndrangheta ndranghete ndrine ndrina na nu no o a e i l n sera notte gnorsì gnorno"),
            "es", words("ta tá tamos toy pa amos"),
            "pt", words("tá tava tão tou bora pera cê"),
            "sv", words("na n en et an nte ru"));

    /** Words that have lost their end: {@code un po'}. */
    private static final Map<String, Set<String>> CUT = Map.of(
            "en", words("o an th ol lil wi mo po fo doin"),
            "it",
                    words(
                            "po mo di fa va sta da to be ca vo de ne co que so pe su a e E È perche poiche citta piu puo gia"),
            "fr", words("v p pt"),
            "es", words("pa to na"),
            "de",
                    words(
                            "hab geh seh steh hätt könnt wär würd heut käm möcht komm lass sag frag mach glaub denk find wollt sollt"
                                    + " müsst dürft tät bleib weiß bräucht"));

    private static final Set<String> BEFORE_AND = words("rock drum rhythm r guns salt fish pick");

    /** Words behind which a letter in quotes is a letter. */
    private static final Set<String> BEFORE_A_LETTER =
            words("the a an letter letters key keys press type hit and or by of in is as for with to not");

    private final Set<String> clipped;
    private final Set<String> cut;
    /** Whether a name that ends with s, x or z has an apostrophe where others have an s. */
    private final boolean possessive;

    private final boolean english;

    private Apostrophes(String language) {
        clipped = CLIPPED.getOrDefault(language, Set.of());
        cut = CUT.getOrDefault(language, Set.of());
        english = language.equals("en");
        possessive = english || language.equals("de");
    }

    static Apostrophes of(String language) {
        return new Apostrophes(language);
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }

    /** Returns whether an apostrophe is sure to belong to the word behind it: {@code '90s}, {@code rock 'n' roll}. */
    boolean beginsWord(CharSequence text, int at) {
        int end = wordEnd(text, at + 1);
        if (end == at + 1) {
            return false;
        }
        boolean closed = end < text.length() && text.charAt(end) == '\'';
        return closed ? end == at + 2 && isAnd(text, at) : isDecade(text, at + 1, end);
    }

    /** Returns whether an apostrophe begins what is left of "and" between two words: most often it is English in any language. */
    private boolean isAnd(CharSequence text, int at) {
        if ((text.charAt(at + 1) | 0x20) != 'n' || at < 2 || text.charAt(at - 1) != ' ') {
            return false;
        }
        int start = at - 1;
        while (start > 0 && at - start <= LONGEST && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        String before = text.subSequence(start, at - 1).toString().toLowerCase(Locale.ROOT);
        return english ? !before.isEmpty() && !BEFORE_A_LETTER.contains(before) : BEFORE_AND.contains(before);
    }

    /**
     * Returns whether a word follows that may well have lost its beginning ({@code 'twas}, {@code 'cause}), or a year without
     * its century ({@code '89}). A quotation can begin so, too; then it must have a sure end.
     */
    boolean mayBeginWord(CharSequence text, int at) {
        int end = wordEnd(text, at + 1);
        if (end < text.length() && text.charAt(end) == '\'') {
            return false;
        }
        boolean year =
                end - at == 3 && Character.isDigit(text.charAt(at + 1)) && Character.isDigit(text.charAt(at + 2));
        return year
                || (end - at <= LONGEST
                        && clipped.contains(
                                text.subSequence(at + 1, end).toString().toLowerCase(Locale.ROOT)));
    }

    /** Returns whether an apostrophe stands behind the {@code n} of {@code rock 'n' roll}. */
    boolean endsAnd(CharSequence text, int at) {
        return at >= 2 && text.charAt(at - 2) == '\'' && isAnd(text, at - 2);
    }

    private static boolean isDecade(CharSequence text, int from, int end) {
        return end - from == 3
                && Character.isDigit(text.charAt(from))
                && Character.isDigit(text.charAt(from + 1))
                && text.charAt(from + 2) == 's';
    }

    /** Returns whether a mark behind a word, before a space, may well be an apostrophe that belongs to it. */
    boolean mayEndWord(CharSequence text, int at) {
        int start = at;
        while (start > 0 && at - start <= LONGEST && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        if (start == at) {
            return false;
        }
        char last = text.charAt(at - 1);
        boolean genitive = possessive && (last == 's' || last == 'x' || last == 'z' || last == 'ß');
        boolean gerund = english && at - start > 3 && last == 'n' && text.charAt(at - 2) == 'i';
        return genitive || gerund || cut.contains(text.subSequence(start, at).toString());
    }

    private static int wordEnd(CharSequence text, int from) {
        int i = from;
        while (i < text.length() && i - from <= LONGEST && Character.isLetterOrDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
