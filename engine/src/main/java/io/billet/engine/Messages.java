package io.billet.engine;

import io.billet.core.LanguageTag;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    private static final ResourceBundle.Control ORDER =
            ResourceBundle.Control.getControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final List<Source> sources;
    private final Map<LanguageTag, ResourceBundle> ofHost;

    private Messages(List<Source> sources, Map<LanguageTag, ResourceBundle> ofHost) {
        this.sources = List.copyOf(sources);
        this.ofHost = Map.copyOf(ofHost);
    }

    /**
     * Returns the messages of a package: of the property bundle {@code messages} that lies beside a class.
     *
     * @param beside a class of the package; the bundle's root is in English. In a named module the package has to be open
     */
    public static Messages of(Class<?> beside) {
        return new Messages(List.of(Source.of(beside)), Map.of());
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
        return new Messages(sources, more);
    }

    /**
     * Returns these messages with those of a further package.
     *
     * @param beside as {@link #of(Class)}
     */
    public Messages with(Class<?> beside) {
        return new Messages(
                Stream.concat(sources.stream(), Stream.of(Source.of(beside))).toList(), ofHost);
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
        return find(language, key, arguments)
                .orElseThrow(() -> new IllegalArgumentException("no message " + key + " in " + sources));
    }

    /**
     * Returns the message in that language, or in English, if there is one.
     *
     * @param language  the reader's language
     * @param key       names the message; to the letter
     * @param arguments what to put in, as text
     */
    public Optional<String> find(LanguageTag language, String key, Object... arguments) {
        Locale locale = language.toLocale();
        return pattern(language, locale, key, arguments)
                .map(pattern -> new MessageFormat(pattern, locale).format(arguments));
    }

    /**
     * Returns whether there are words in it: a host's, or Billet's in every package of these messages. Mail speaks languages that
     * pages do not.
     *
     * @param language a language
     */
    public boolean speaks(LanguageTag language) {
        String bare = language.language();
        return hostBundle(language).isPresent()
                || bare.equals("en")
                || sources.stream().allMatch(source -> source.speaks(Locale.forLanguageTag(bare)));
    }

    private Optional<String> pattern(LanguageTag language, Locale locale, String key, Object... arguments) {
        Optional<String> own = hostBundle(language).flatMap(b -> pattern(b, locale, key, arguments));
        if (own.isPresent()) {
            return own;
        }
        return sources.stream()
                .map(source -> source.bundle(locale))
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

    /** A property bundle. */
    private record Source(String baseName, ClassLoader loader) {

        static Source of(Class<?> beside) {
            return new Source(beside.getPackageName() + ".messages", Objects.requireNonNull(beside.getClassLoader()));
        }

        boolean speaks(Locale locale) {
            return bundle(locale).getLocale().getLanguage().equals(locale.getLanguage());
        }

        /**
         * Returns the bundle for a locale, or the root. Where there is none for it, the JDK returns that of the JVM's default
         * locale; a {@link ResourceBundle.Control} that says otherwise is refused in named modules.
         */
        ResourceBundle bundle(Locale locale) {
            ResourceBundle bundle = ResourceBundle.getBundle(baseName, locale, loader);
            boolean wasFound = ORDER.getCandidateLocales(baseName, locale).contains(bundle.getLocale());
            return wasFound ? bundle : ResourceBundle.getBundle(baseName, Locale.ROOT, loader);
        }

        @Override
        public String toString() {
            return baseName;
        }
    }
}
