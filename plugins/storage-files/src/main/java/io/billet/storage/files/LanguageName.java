package io.billet.storage.files;

import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What sites write for a language: a tag of BCP 47, a locale as POSIX ({@code fr_FR.UTF-8@euro}) or Java
 * ({@code zh_TW_#Hant}) name it, or the language's name, in English or its own.
 */
final class LanguageName {

    /** The modifiers of POSIX that are not about money or order, as subtags. */
    private static final Map<String, String> MODIFIERS =
            Map.of("latin", "Latn", "cyrillic", "Cyrl", "devanagari", "Deva", "valencia", "valencia");

    private static final int REGION_OF_DIGITS = 3;

    private LanguageName() {}

    /**
     * @return the language
     * @throws InvalidValueException if it is none
     */
    static LanguageTag read(String text) {
        String name = text.strip();
        return Optional.ofNullable(Named.BY_NAME.get(name.toLowerCase(Locale.ROOT)))
                .map(LanguageTag::of)
                .orElseGet(() -> LanguageTag.of(asTag(name)));
    }

    private static String asTag(String name) {
        String[] modified = name.split("@", 2);
        String locale = modified[0].replaceFirst("\\..*$", "");
        String modifier = modified.length > 1 ? MODIFIERS.getOrDefault(modified[1].toLowerCase(Locale.ROOT), "") : "";
        List<String> parts = Stream.concat(Stream.of(locale.split("[_-]", -1)), Stream.of(modifier))
                .filter(part -> !part.isEmpty())
                .map(part -> part.startsWith("#") ? part.substring(1) : part)
                .toList();
        return parts.isEmpty() ? name : inOrder(parts);
    }

    /** BCP 47 has the script before the region (RFC 5646, 2.1); Java and POSIX have it behind. */
    private static String inOrder(List<String> parts) {
        List<String> rest = parts.subList(1, parts.size());
        List<String> ordered = new ArrayList<>(List.of(parts.get(0)));
        boolean extended = rest.stream().anyMatch(part -> part.length() == 1);
        if (extended) {
            ordered.addAll(rest);
        } else {
            rest.stream().filter(LanguageName::isScript).forEach(ordered::add);
            rest.stream().filter(LanguageName::isRegion).forEach(ordered::add);
            rest.stream().filter(part -> !isScript(part) && !isRegion(part)).forEach(ordered::add);
        }
        return String.join("-", ordered);
    }

    private static boolean isScript(String part) {
        return part.length() == 4 && part.chars().allMatch(Character::isLetter);
    }

    private static boolean isRegion(String part) {
        return part.length() == 2
                || (part.length() == REGION_OF_DIGITS && part.chars().allMatch(Character::isDigit));
    }

    /** Made when the first name is read that needs it. */
    private static final class Named {

        static final Map<String, String> BY_NAME = new HashMap<>();

        static {
            for (String code : Locale.getISOLanguages()) {
                Locale language = Locale.forLanguageTag(code);
                Stream.of(language.getDisplayLanguage(Locale.ENGLISH), language.getDisplayLanguage(language))
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(name -> name.length() > REGION_OF_DIGITS || name.codePointAt(0) > 0x7f)
                        .forEach(name -> BY_NAME.putIfAbsent(name, code));
            }
        }
    }
}
