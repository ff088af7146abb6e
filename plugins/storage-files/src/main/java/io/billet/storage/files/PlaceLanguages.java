package io.billet.storage.files;

import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which files' places name the language of what they hold: {@code titre.fr.md}, {@code titre/index.fr.md},
 * {@code fr/titre.md}. Codes that are often something else ({@code crates.io.md}, a folder {@code it}) count if the same
 * place is there in another language, too.
 */
final class PlaceLanguages {

    /**
     * A language that a place names.
     *
     * @param tag    the language
     * @param folder which of the folders above the file names it; -1 if the file's own name does
     */
    record Place(LanguageTag tag, int folder) {

        boolean isInName() {
            return folder < 0;
        }
    }

    /** Those of two letters, and of three such as sites have. */
    private static final Set<String> CODES = Stream.concat(
                    Stream.of(Locale.getISOLanguages()),
                    Stream.of("ast", "ckb", "fil", "gsw", "haw", "hsb", "kab", "nds", "yue"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,2}");

    /** Endings and the like, in names. */
    private static final Set<String> DOUBTFUL_IN_NAMES =
            Set.of("co", "cs", "cv", "id", "io", "is", "li", "lo", "ml", "my", "ps", "sh", "so", "to", "ts", "vi");

    /** Blogs' languages that are no word or abbreviation a folder would be called by. */
    private static final Set<String> SURE_IN_FOLDERS = Set.of(
            "ar", "bg", "ca", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "gl", "he", "hi", "hu", "ja",
            "ko", "lt", "lv", "nb", "nl", "nn", "pl", "pt", "ro", "ru", "sr", "sv", "th", "tr", "uk", "zh");

    private static final String NONE = "";

    /** The languages in which a place is there, by the place without them. */
    private final Map<String, Set<String>> languages = new HashMap<>();

    PlaceLanguages(Collection<Path> articles) {
        for (Path article : articles) {
            String[] parts = parts(article);
            languagesOf(String.join("/", parts)).add(NONE);
            IntStream.range(0, parts.length)
                    .filter(i -> i < parts.length - 1 || parts[i].contains("."))
                    .filter(i -> isCode(code(parts, i)))
                    .forEach(i -> languagesOf(without(parts, i)).add(code(parts, i)));
        }
    }

    private Set<String> languagesOf(String place) {
        return languages.computeIfAbsent(place, key -> new HashSet<>(2));
    }

    /** Returns the language that a file's place names, if it names one. */
    Optional<Place> of(Path relative) {
        String[] parts = parts(relative);
        int last = parts.length - 1;
        String inName = parts[last].contains(".") ? code(parts, last) : NONE;
        if (isCode(inName) && (isSureInNames(inName) || isElsewhere(parts, last))) {
            return place(inName, -1);
        }
        return IntStream.range(0, last)
                .filter(i -> isCode(code(parts, i)) && (i == 0 && isSureAsFolder(parts[i]) || isElsewhere(parts, i)))
                .boxed()
                .findFirst()
                .flatMap(i -> place(parts[i], i));
    }

    private boolean isElsewhere(String[] parts, int part) {
        Set<String> there = languages.getOrDefault(without(parts, part), Set.of());
        return there.size() > (there.contains(code(parts, part)) ? 1 : 0);
    }

    private static boolean isSureInNames(String code) {
        return !DOUBTFUL_IN_NAMES.contains(code.toLowerCase(Locale.ROOT));
    }

    /** With a region or a script it cannot be anything else. */
    private static boolean isSureAsFolder(String code) {
        return SURE_IN_FOLDERS.contains(code.toLowerCase(Locale.ROOT)) || code.length() > 3;
    }

    private static Optional<Place> place(String code, int folder) {
        try {
            return Optional.of(new Place(LanguageName.read(code), folder));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private static String[] parts(Path relative) {
        return ArticleContent.slashed(relative)
                .replaceFirst("\\.(md|markdown)$", "")
                .split("/", -1);
    }

    /** Returns what may be a code: a folder, but for a bundle's own, or what stands behind the last dot of a name. */
    private static String code(String[] parts, int part) {
        if (part < parts.length - 1) {
            return isBundlesOwn(parts, part) ? NONE : parts[part];
        }
        return parts[part].substring(parts[part].lastIndexOf('.') + 1);
    }

    private static boolean isBundlesOwn(String[] parts, int part) {
        String name = parts[parts.length - 1];
        return part == parts.length - 2 && (name.equals("index") || name.startsWith("index."));
    }

    private static boolean isCode(String text) {
        return TAG.matcher(text).matches()
                && CODES.contains(text.toLowerCase(Locale.ROOT).split("[_-]", 2)[0]);
    }

    private static String without(String[] parts, int part) {
        String[] rest = parts.clone();
        rest[part] = part < parts.length - 1 ? "*" : parts[part].substring(0, parts[part].lastIndexOf('.'));
        return String.join("/", rest).replace("*/", "");
    }
}
