package io.billet.engine;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Which form of words goes with a number of things (Unicode CLDR, "Language Plural Rules", cardinals of whole numbers). The
 * JDK keeps these rules to itself.
 */
enum PluralCategory {
    ZERO,
    ONE,
    TWO,
    FEW,
    MANY,
    OTHER;

    private static final long MILLION = 1_000_000;

    private static final Map<String, LongFunction<PluralCategory>> RULES = rules();

    /** Returns how a key of that form ends. */
    String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the form.
     *
     * @param locale  of the words; one that is not known has two forms, as English
     * @param howMany things there are
     */
    static PluralCategory of(Locale locale, long howMany) {
        String language = locale.getLanguage();
        String regional = language + "-" + locale.getCountry();
        LongFunction<PluralCategory> rule =
                RULES.getOrDefault(regional, RULES.getOrDefault(language, PluralCategory::english));
        return rule.apply(howMany == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(howMany));
    }

    private static Map<String, LongFunction<PluralCategory>> rules() {
        Map<String, LongFunction<PluralCategory>> rules = new HashMap<>();
        put(
                rules,
                n -> OTHER,
                "bm bo dz hnj id ig ii in ja jbo jv jw kde kea km ko lkt lo ms my nqo osa root sah ses sg su th to tpi vi wo yo"
                        + " yue zh");
        put(
                rules,
                n -> n <= 1 ? ONE : OTHER,
                "ak am as bho bn csw doi fa ff gu guw hi hy kab kn kok ln mg nso pa pcm si ti wa zu");
        put(rules, PluralCategory::french, "fr pt");
        put(rules, PluralCategory::spanish, "ca es it lld pt-PT scn vec");
        put(rules, PluralCategory::arabic, "ar ars");
        put(rules, n -> n == 1 ? ONE : n == 2 ? TWO : OTHER, "he iu iw naq sat se sma smi smj smn sms");
        put(rules, n -> n == 1 ? ONE : isIn(n, 2, 4) ? FEW : OTHER, "cs sk");
        put(rules, PluralCategory::polish, "pl");
        put(rules, n -> slavic(n, MANY), "be ru uk");
        put(rules, n -> slavic(n, OTHER), "bs hr sh sr");
        put(rules, PluralCategory::slovene, "dsb hsb sl");
        put(rules, PluralCategory::lithuanian, "lt");
        put(rules, n -> n == 2 ? TWO : lithuanian(n), "sgs");
        put(rules, PluralCategory::latvian, "lv prg");
        put(rules, PluralCategory::romanian, "mo ro");
        put(rules, n -> n % 10 == 1 && n % 100 != 11 ? ONE : OTHER, "is mk");
        put(rules, n -> n % 10 == 4 || n % 10 == 6 || n % 10 == 9 ? OTHER : ONE, "ceb fil tl");
        put(rules, PluralCategory::irish, "ga");
        put(rules, PluralCategory::scottish, "gd");
        put(rules, PluralCategory::welsh, "cy");
        put(rules, PluralCategory::maltese, "mt");
        put(rules, PluralCategory::breton, "br");
        put(rules, PluralCategory::manx, "gv");
        put(rules, PluralCategory::cornish, "kw");
        put(rules, n -> n == 0 ? ZERO : n == 1 ? ONE : OTHER, "blo cv ksh lag");
        put(rules, n -> n <= 1 || isIn(n, 11, 99) ? ONE : OTHER, "tzm");
        put(rules, n -> n <= 1 ? ONE : isIn(n, 2, 10) ? FEW : OTHER, "shi");
        return Map.copyOf(rules);
    }

    private static void put(
            Map<String, LongFunction<PluralCategory>> rules, LongFunction<PluralCategory> rule, String languages) {
        for (String language : languages.split(" ")) {
            rules.put(language, rule);
        }
    }

    private static boolean isIn(long n, long first, long last) {
        return n >= first && n <= last;
    }

    private static PluralCategory english(long n) {
        return n == 1 ? ONE : OTHER;
    }

    /** A million takes "de", whatever stands before it. */
    private static PluralCategory french(long n) {
        return n <= 1 ? ONE : n % MILLION == 0 ? MANY : OTHER;
    }

    private static PluralCategory spanish(long n) {
        return n == 1 ? ONE : n != 0 && n % MILLION == 0 ? MANY : OTHER;
    }

    private static PluralCategory arabic(long n) {
        if (n <= 2) {
            return n == 0 ? ZERO : n == 1 ? ONE : TWO;
        }
        return isIn(n % 100, 3, 10) ? FEW : isIn(n % 100, 11, 99) ? MANY : OTHER;
    }

    private static PluralCategory polish(long n) {
        return n == 1 ? ONE : isIn(n % 10, 2, 4) && !isIn(n % 100, 12, 14) ? FEW : MANY;
    }

    private static PluralCategory slavic(long n, PluralCategory rest) {
        if (n % 10 == 1 && n % 100 != 11) {
            return ONE;
        }
        return isIn(n % 10, 2, 4) && !isIn(n % 100, 12, 14) ? FEW : rest;
    }

    private static PluralCategory slovene(long n) {
        long rest = n % 100;
        return rest == 1 ? ONE : rest == 2 ? TWO : isIn(rest, 3, 4) ? FEW : OTHER;
    }

    private static PluralCategory lithuanian(long n) {
        if (n % 10 == 0 || isIn(n % 100, 11, 19)) {
            return OTHER;
        }
        return n % 10 == 1 ? ONE : FEW;
    }

    private static PluralCategory latvian(long n) {
        if (n % 10 == 0 || isIn(n % 100, 11, 19)) {
            return ZERO;
        }
        return n % 10 == 1 ? ONE : OTHER;
    }

    private static PluralCategory romanian(long n) {
        return n == 1 ? ONE : n == 0 || isIn(n % 100, 1, 19) ? FEW : OTHER;
    }

    private static PluralCategory irish(long n) {
        return n == 1 ? ONE : n == 2 ? TWO : isIn(n, 3, 6) ? FEW : isIn(n, 7, 10) ? MANY : OTHER;
    }

    private static PluralCategory scottish(long n) {
        if (n == 1 || n == 11) {
            return ONE;
        }
        return n == 2 || n == 12 ? TWO : isIn(n, 3, 19) ? FEW : OTHER;
    }

    private static PluralCategory welsh(long n) {
        return n <= 3 ? values()[(int) n] : n == 6 ? MANY : OTHER;
    }

    private static PluralCategory maltese(long n) {
        if (n == 1 || n == 2) {
            return n == 1 ? ONE : TWO;
        }
        return n == 0 || isIn(n % 100, 3, 10) ? FEW : isIn(n % 100, 11, 19) ? MANY : OTHER;
    }

    private static PluralCategory breton(long n) {
        long tens = n % 100 / 10;
        if (tens == 1 || tens == 7 || tens == 9) {
            return n != 0 && n % MILLION == 0 ? MANY : OTHER;
        }
        return switch ((int) (n % 10)) {
            case 1 -> ONE;
            case 2 -> TWO;
            case 3, 4, 9 -> FEW;
            default -> n != 0 && n % MILLION == 0 ? MANY : OTHER;
        };
    }

    private static PluralCategory manx(long n) {
        return n % 10 == 1 ? ONE : n % 10 == 2 ? TWO : n % 20 == 0 ? FEW : OTHER;
    }

    private static PluralCategory cornish(long n) {
        if (n <= 1) {
            return n == 0 ? ZERO : ONE;
        }
        return switch ((int) (n % 20)) {
            case 1 -> MANY;
            case 2 -> TWO;
            case 3 -> FEW;
            default -> isThousands(n) || n % MILLION == 100_000 ? TWO : OTHER;
        };
    }

    private static boolean isThousands(long n) {
        long rest = n % 100_000;
        return n % 1_000 == 0 && (isIn(rest, 1_000, 20_000) || rest == 40_000 || rest == 60_000 || rest == 80_000);
    }
}
