package io.billet.core;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a title is spelt as a slug. */
final class SlugFromTitle {

    /** Shorter than what a slug may be: room for a number, and for a person to read it. */
    private static final int CUT_OCTETS = 120;

    /** A title is bounded elsewhere; this bounds the work for text that is none. */
    private static final int MOST_CHARACTERS_READ = 2_000;

    private static final int ZERO_WIDTH_SPACE = 0x200B;

    private static final String NOTHING_TO_SPELL = "untitled";

    /** Latin letters that have no decomposition in Unicode, as their languages spell them in ASCII. */
    private static final Map<Integer, String> LATIN = Map.ofEntries(
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'ŋ', "ng"),
            Map.entry((int) 'ŧ', "t"),
            Map.entry((int) 'ĸ', "k"),
            Map.entry((int) 'ƒ', "f"),
            Map.entry((int) 'ə', "e"));

    private static final Map<Integer, String> GERMAN =
            Map.of((int) 'ä', "ae", (int) 'ö', "oe", (int) 'ü', "ue", (int) 'ß', "ss");

    /** Signs that are part of a name where they follow a letter or a digit. */
    private static final Map<String, String> SIGNS = Map.of("+", "plus", "#", "sharp", "\u266f", "sharp", "*", "star");

    private static final Pattern SIGNS_OF_A_WORD = Pattern.compile("(?<=[\\p{L}\\p{M}\\p{N}])[+#\u266f*]+");
    private static final Pattern MINUSES_AT_THE_END = Pattern.compile("(?<=\\p{L})--(?=\\s|$)");
    private static final Pattern DOT_OF_A_WORD = Pattern.compile("(?<=^|\\s)\\.(?=\\p{L})");

    private SlugFromTitle() {}

    static boolean isCanonical(String value) {
        return Normalizer.isNormalized(value, Normalizer.Form.NFC)
                && value.equals(value.toLowerCase(Locale.ROOT))
                && !value.startsWith("-")
                && !value.endsWith("-")
                && !value.contains("--")
                && value.codePoints().allMatch(c -> c == '-' || isSpelt(c))
                && !aMarkBeginsAWord(value);
    }

    /** A mark without its letter would join the hyphen, or the slash before the slug. */
    private static boolean aMarkBeginsAWord(String value) {
        for (int i = 0; i < value.length(); i = value.offsetByCodePoints(i, 1)) {
            if (isMark(value.codePointAt(i)) && (i == 0 || value.charAt(i - 1) == '-')) {
                return true;
            }
        }
        return false;
    }

    static String spell(String title) {
        return spell(title, Map.of());
    }

    static String spell(String title, LanguageTag language) {
        return spell(title, language.language().equals("de") ? GERMAN : Map.of());
    }

    static String spellName(String name) {
        String text = Normalizer.normalize(bounded(name), Normalizer.Form.NFKC);
        String withSigns = SIGNS_OF_A_WORD
                .matcher(text)
                .replaceAll(signs -> signs.group()
                        .chars()
                        .mapToObj(sign -> " " + SIGNS.get(Character.toString(sign)))
                        .collect(Collectors.joining("", "", " ")));
        String withMinuses = MINUSES_AT_THE_END.matcher(withSigns).replaceAll(" minus minus ");
        return spell(DOT_OF_A_WORD.matcher(withMinuses).replaceAll(" dot "));
    }

    private static String bounded(String text) {
        return text.length() > MOST_CHARACTERS_READ ? text.substring(0, MOST_CHARACTERS_READ) : text;
    }

    private static String spell(String title, Map<Integer, String> ofLanguage) {
        String text = bounded(title);
        String slug = cut(words(text, ofLanguage), CUT_OCTETS);
        if (slug.isEmpty()) {
            slug = cut(words(namesOfSymbols(text), ofLanguage), CUT_OCTETS);
        }
        return slug.isEmpty() ? NOTHING_TO_SPELL : slug;
    }

    private static String words(String text, Map<Integer, String> ofLanguage) {
        // NFKC first: full-width and ligature forms are the same letters; lower case may itself decompose (Turkish İ).
        String lower = Normalizer.normalize(
                Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        StringBuilder slug = new StringBuilder(lower.length());
        lower.codePoints().forEach(c -> spell(c, ofLanguage, slug));
        return trimmed(Normalizer.normalize(slug, Normalizer.Form.NFC));
    }

    private static void spell(int c, Map<Integer, String> ofLanguage, StringBuilder slug) {
        String special = ofLanguage.get(c);
        if (special != null) {
            slug.append(special);
        } else if (Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN) {
            Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD)
                    .codePoints()
                    .filter(SlugFromTitle::isLetterOrDigit)
                    .mapToObj(letter -> LATIN.getOrDefault(letter, Character.toString(letter)))
                    .forEach(slug::append);
        } else if (isSpelt(c)) {
            if (!isMark(c) || afterALetterThatKeepsMarks(slug)) {
                slug.appendCodePoint(c);
            }
        } else if (!isPassedOver(c) && !slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
            slug.append('-');
        }
    }

    /** Joiners, soft hyphens and fillers stand inside words; only the space of no width stands between them. */
    private static boolean isPassedOver(int c) {
        return c != ZERO_WIDTH_SPACE && (Invisible.isFormat(c) || Invisible.isFiller(c));
    }

    /** A mark on a Latin letter is an accent to be dropped; one on another script's letter is part of the word. */
    private static boolean afterALetterThatKeepsMarks(StringBuilder slug) {
        if (slug.isEmpty()) {
            return false;
        }
        int last = slug.codePointBefore(slug.length());
        return last != '-' && Character.UnicodeScript.of(last) != Character.UnicodeScript.LATIN;
    }

    private static String namesOfSymbols(String text) {
        StringBuilder names = new StringBuilder();
        text.codePoints()
                .filter(c -> c > 0x7f && isSymbol(c))
                .limit(8)
                .mapToObj(Character::getName)
                .forEach(name -> names.append(name == null ? "" : name).append(' '));
        return names.toString();
    }

    private static boolean isSymbol(int c) {
        return switch (Character.getType(c)) {
            case Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> !Invisible.isFiller(c);
        };
    }

    /** Cuts between words where there is a place to cut, else between code points; never inside a mark's cluster. */
    static String cut(String slug, int octets) {
        int used = 0;
        int end = 0;
        int lastHyphen = -1;
        while (end < slug.length()) {
            int c = slug.codePointAt(end);
            used += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (used > octets) {
                int hyphenEnough = slug.length() / 4;
                int at = lastHyphen > Math.min(hyphenEnough, end / 2) ? lastHyphen : beforeMarks(slug, end);
                return trimmed(slug.substring(0, at));
            }
            if (c == '-') {
                lastHyphen = end;
            }
            end += Character.charCount(c);
        }
        return slug;
    }

    private static int beforeMarks(String slug, int end) {
        int at = end;
        while (at > 0 && isMark(slug.codePointAt(at))) {
            at = slug.offsetByCodePoints(at, -1);
        }
        return at == 0 ? end : at;
    }

    private static String trimmed(String slug) {
        String collapsed = slug.replaceAll("-{2,}", "-");
        int from = collapsed.startsWith("-") ? 1 : 0;
        int to = collapsed.endsWith("-") && collapsed.length() > from ? collapsed.length() - 1 : collapsed.length();
        return collapsed.substring(from, to);
    }

    private static boolean isSpelt(int c) {
        return (isLetterOrDigit(c) || isMark(c)) && !Invisible.isFiller(c);
    }

    private static boolean isLetterOrDigit(int c) {
        return Character.isLetterOrDigit(c) && Character.toLowerCase(c) == c;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
