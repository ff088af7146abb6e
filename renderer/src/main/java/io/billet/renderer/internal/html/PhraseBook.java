package io.billet.renderer.internal.html;

import io.billet.core.LanguageTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * What the renderer says, by language: in the words of {@code words.properties}, a host's own before them, English where
 * neither has the language. Immutable and thread-safe.
 */
public final class PhraseBook {

    private static final String PREFIX = "renderer.";
    private static final String ENGLISH = "en";
    private static final Map<String, Phrases> OURS = read();

    private final Map<LanguageTag, Map<String, String>> hosts;

    /**
     * Creates a book.
     *
     * @param hosts a host's words by language and key
     */
    public PhraseBook(Map<LanguageTag, Map<String, String>> hosts) {
        this.hosts = Map.copyOf(hosts);
    }

    /** Returns what a host's bundle says of what the renderer says. */
    public static Map<String, String> wordsOf(ResourceBundle bundle) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String key : keys()) {
            if (bundle.containsKey(PREFIX + key)) {
                words.put(key, bundle.getString(PREFIX + key));
            }
        }
        return words;
    }

    private static Iterable<String> keys() {
        return ours(ENGLISH).words().keySet().stream().sorted().toList();
    }

    private static Phrases ours(String language) {
        Phrases ours = OURS.get(language);
        return ours == null ? OURS.getOrDefault(ENGLISH, new Phrases(Map.of())) : ours;
    }

    Phrases of(Optional<LanguageTag> language) {
        if (language.isEmpty()) {
            return ours(ENGLISH);
        }
        String bare = language.get().language();
        Phrases phrases = ours(bare);
        if (hosts.isEmpty()) {
            return phrases;
        }
        return phrases.with(hosts.getOrDefault(LanguageTag.of(bare), Map.of()))
                .with(hosts.getOrDefault(language.get(), Map.of()));
    }

    private static Map<String, Phrases> read() {
        Properties table = new Properties();
        try (InputStream in = PhraseBook.class.getResourceAsStream("words.properties")) {
            if (in == null) {
                throw new IllegalStateException("words.properties is missing beside " + PhraseBook.class.getName());
            }
            table.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Map<String, String>> words = new HashMap<>();
        Set<String> keys = table.stringPropertyNames();
        for (String key : keys) {
            int dot = key.indexOf('.');
            words.computeIfAbsent(key.substring(0, dot), any -> new HashMap<>())
                    .put(key.substring(dot + 1), table.getProperty(key));
        }
        Map<String, Phrases> phrases = new HashMap<>();
        words.forEach((language, said) -> phrases.put(language, new Phrases(said)));
        return Map.copyOf(phrases);
    }
}
