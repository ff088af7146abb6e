package io.billet.engine;

import io.billet.core.LanguageTag;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/**
 * The words that Billet says to people, by language: English, French, German and Spanish to begin with, and whatever a
 * host adds or says otherwise.
 *
 * <pre>{@code
 * Blog.builder().messages(LanguageTag.of("it"), ResourceBundle.getBundle("blog", Locale.ITALIAN))
 * }</pre>
 *
 * <p>A message is looked for in the host's bundle of the language, then in Billet's own, from the full tag to the bare
 * language, then in English. Bundles are in UTF-8; messages are patterns of {@link MessageFormat}. The JVM's default
 * locale plays no part.
 *
 * <p>A message whose first argument is a whole number may have several forms, by the plural rules of its language (Unicode
 * CLDR, cardinals): {@code article.reading-time.zero}, {@code .one}, {@code .two}, {@code .few}, {@code .many} and
 * {@code .other}. The form that fits is taken, else {@code .other}, else the key alone. English needs {@code .one} and
 * {@code .other}, Polish also {@code .few} and {@code .many}, Arabic all six.
 *
 * <p>Immutable and thread-safe.
 */
public final class Messages {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final List<String> baseNames;
    private final Map<LanguageTag, ResourceBundle> ofHost;

    private Messages(List<String> baseNames, Map<LanguageTag, ResourceBundle> ofHost) {
        this.baseNames = List.copyOf(baseNames);
        this.ofHost = Map.copyOf(ofHost);
    }

    /**
     * Returns the messages of bundles.
     *
     * @param baseNames names of property bundles on the class path, such as {@code "io.billet.engine.messages"}, whose
     *     root is in English
     */
    public static Messages of(String... baseNames) {
        return new Messages(List.of(baseNames), Map.of());
    }

    /**
     * Returns these messages with those.
     *
     * @param language a language
     * @param bundle   the host's words in it; those missing are taken from Billet's
     */
    public Messages with(LanguageTag language, ResourceBundle bundle) {
        Map<LanguageTag, ResourceBundle> more = new HashMap<>(ofHost);
        more.put(language, bundle);
        return new Messages(baseNames, more);
    }

    /**
     * Returns these messages with those.
     *
     * @param more further property bundles on the class path
     */
    public Messages with(String more) {
        return new Messages(Stream.concat(baseNames.stream(), Stream.of(more)).toList(), ofHost);
    }

    /**
     * Returns the message in that language, or in English.
     *
     * @param language  the reader's language
     * @param key       names the message
     * @param arguments what to put in, as text
     * @throws IllegalArgumentException if there is no such message
     */
    public String message(LanguageTag language, String key, Object... arguments) {
        Locale locale = language.toLocale();
        String pattern = pattern(language, locale, key, arguments)
                .orElseThrow(() -> new IllegalArgumentException("no message " + key + " in " + baseNames));
        return new MessageFormat(pattern, locale).format(arguments);
    }

    /**
     * Returns whether there are words in it, be they the host's or Billet's.
     *
     * @param language a language
     */
    public boolean speaks(LanguageTag language) {
        String bare = language.language();
        return hostBundle(language).isPresent()
                || baseNames.stream().anyMatch(name -> bare.equals("en") || has(name, Locale.forLanguageTag(bare)));
    }

    private Optional<String> pattern(LanguageTag language, Locale locale, String key, Object... arguments) {
        Optional<String> own = hostBundle(language).flatMap(b -> pattern(b, locale, key, arguments));
        if (own.isPresent()) {
            return own;
        }
        return baseNames.stream()
                .map(name -> bundle(name, locale))
                .flatMap(b -> pattern(b, b.getLocale(), key, arguments).stream())
                .findFirst();
    }

    private static Optional<String> pattern(ResourceBundle words, Locale locale, String key, Object... arguments) {
        boolean counts = arguments.length > 0 && (arguments[0] instanceof Long || arguments[0] instanceof Integer);
        Stream<String> forms = counts
                ? Stream.of(PluralCategory.of(locale, ((Number) arguments[0]).longValue()), PluralCategory.OTHER)
                        .map(form -> key + form.suffix())
                : Stream.empty();
        return Stream.concat(forms, Stream.of(key))
                .filter(words::containsKey)
                .map(words::getString)
                .findFirst();
    }

    private Optional<ResourceBundle> hostBundle(LanguageTag language) {
        return Optional.ofNullable(ofHost.get(language))
                .or(() -> Optional.ofNullable(ofHost.get(LanguageTag.of(language.language()))));
    }

    private static boolean has(String baseName, Locale locale) {
        try {
            return bundle(baseName, locale).getLocale().getLanguage().equals(locale.getLanguage());
        } catch (MissingResourceException e) {
            return false;
        }
    }

    private static ResourceBundle bundle(String baseName, Locale locale) {
        return ResourceBundle.getBundle(baseName, locale, Messages.class.getClassLoader(), NO_FALLBACK);
    }
}
