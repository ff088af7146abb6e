package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.Anchors.Anchor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What authors call the places of a text in links: by an id that they chose, by the slug that GitHub gives a heading
 * (html-pipeline's rule: lower case, punctuation gone, a hyphen for each space, {@code -1} for the second of a name), by the
 * id that stands in our HTML, by the slugs of other generators, which run hyphens together, fold letters to
 * ASCII or part words where others do not, say the names of emoji, or write other scripts in Latin letters as the host can.
 * What comes first in this list wins; of two that are called the same, the first in the text.
 */
final class FragmentNames {

    /** GitHub's own prefix; a link to it works there with and without. */
    private static final String PREFIX_OF_GITHUB = "user-content-";

    /** "Hammer and wrench" is one emoji, and a heading has few. */
    private static final int MOST_WORDS_FOR_EMOJI = 8;

    private final Map<String, String> exact = new HashMap<>();
    private final Map<String, String> folded = new HashMap<>();
    private final Map<String, String> loose = new HashMap<>();
    /** By what a heading says beside its emoji. */
    private final Map<String, String> besideEmoji = new HashMap<>();

    private final List<Anchor> anchors;
    private final UnaryOperator<String> transliteration;
    private Optional<Map<String, String>> bare = Optional.empty();

    FragmentNames(String prefix, List<Anchor> anchors, UnaryOperator<String> transliteration) {
        this.anchors = anchors;
        this.transliteration = transliteration;
        anchors.stream()
                .filter(anchor -> !anchor.chosen().isEmpty())
                .forEach(anchor -> name(anchor.chosen(), anchor.id()));
        slugs(anchors, FragmentNames::slugOfGithub, this::name);
        anchors.forEach(anchor -> name(anchor.id(), anchor.id()));
        slugs(anchors, FragmentNames::loosely, loose::putIfAbsent);
        anchors.forEach(anchor -> {
            loose.putIfAbsent(loosely(anchor.chosen()), anchor.id());
            loose.putIfAbsent(loosely(anchor.id().substring(prefix.length())), anchor.id());
        });
        loose.remove("");
        for (Anchor anchor : anchors) {
            if (anchor.texts().stream().anyMatch(FragmentNames::hasEmoji)) {
                anchor.texts().forEach(text -> besideEmoji.putIfAbsent(loosely(text), anchor.id()));
            }
        }
        besideEmoji.remove("");
    }

    private interface Naming {
        void name(String name, String id);
    }

    private void name(String name, String id) {
        exact.putIfAbsent(name, id);
        folded.putIfAbsent(fold(name), id);
    }

    /** Numbers the headings whose slug is the same, as GitHub does; those with an id of their own do not count. */
    private static void slugs(List<Anchor> anchors, Function<String, String> slug, Naming naming) {
        Map<String, Integer> counts = new HashMap<>();
        for (boolean chosen : new boolean[] {false, true}) {
            for (Anchor anchor : anchors) {
                if (anchor.chosen().isEmpty() == chosen) {
                    continue;
                }
                for (String text : anchor.texts()) {
                    String name = slug.apply(text);
                    int count = counts.merge(name, 1, Integer::sum) - 1;
                    naming.name(count == 0 || chosen ? name : name + "-" + count, anchor.id());
                }
            }
        }
    }

    /** Returns the id that a fragment means, written with percent signs or without. */
    Optional<String> find(String fragment) {
        String name = decoded(fragment);
        return Optional.ofNullable(lookUp(name))
                .or(() -> name.startsWith(PREFIX_OF_GITHUB)
                        ? Optional.ofNullable(lookUp(name.substring(PREFIX_OF_GITHUB.length())))
                        : Optional.empty());
    }

    private @Nullable String lookUp(String name) {
        String id = exact.get(name);
        id = id == null ? folded.get(fold(name)) : id;
        if (id != null) {
            return id;
        }
        String loosely = loosely(name);
        id = loose.get(loosely);
        id = id == null ? bare().get(barely(loosely)) : id;
        return id == null ? byNamesOfEmoji(loosely) : id;
    }

    /** Finds {@code faster-builds-crab} where a heading says "Faster builds 🦀": the names differ, but stand at an end. */
    private @Nullable String byNamesOfEmoji(String name) {
        if (besideEmoji.isEmpty()) {
            return null;
        }
        int shorter = name.length();
        int from = 0;
        for (int words = 0; words < MOST_WORDS_FOR_EMOJI; words++) {
            shorter = shorter < 0 ? -1 : name.lastIndexOf('-', shorter - 1);
            from = from < 0 ? -1 : name.indexOf('-', from) + 1;
            String id = shorter > 0 ? besideEmoji.get(name.substring(0, shorter)) : null;
            if (id == null && from > 0) {
                id = besideEmoji.get(name.substring(from));
            }
            if (id != null) {
                return id;
            }
            from = from == 0 ? -1 : from;
        }
        return null;
    }

    private static boolean hasEmoji(String text) {
        return text.codePoints().anyMatch(c -> Character.getType(c) == Character.OTHER_SYMBOL);
    }

    /** Returns the headings by their letters alone, first in their own script. */
    private Map<String, String> bare() {
        if (bare.isEmpty()) {
            Map<String, String> names = new HashMap<>();
            slugs(anchors, FragmentNames::loosely, (name, id) -> names.putIfAbsent(barely(name), id));
            slugs(
                    anchors,
                    text -> loosely(Objects.requireNonNull(
                            transliteration.apply(text),
                            "transliteration(version, transliteration): the text must not be null")),
                    (name, id) -> names.putIfAbsent(barely(name), id));
            names.remove("");
            bare = Optional.of(names);
        }
        return bare.get();
    }

    /** Generators do not agree on what parts words: {@code what-s-new}, {@code whats-new}. */
    private static String barely(String loose) {
        return loose.replace("-", "");
    }

    private static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    static String slugOfGithub(String text) {
        StringBuilder slug = new StringBuilder(text.length());
        text.strip().toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (Character.isLetterOrDigit(c)
                    || c == '-'
                    || type == Character.CONNECTOR_PUNCTUATION
                    || type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK
                    || type == Character.ENCLOSING_MARK) {
                slug.appendCodePoint(c);
            } else if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
                slug.append('-');
            }
        });
        return slug.toString();
    }

    /** Returns the letters and digits, without their accents, with one hyphen for whatever stands between. */
    private static String loosely(String name) {
        String plain = fold(Normalizer.normalize(name, Normalizer.Form.NFD));
        StringBuilder slug = new StringBuilder(plain.length());
        Normalizer.normalize(plain, Normalizer.Form.NFD).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                slug.appendCodePoint(c);
            } else if (c != '\''
                    && c != '’'
                    && Character.getType(c) != Character.NON_SPACING_MARK
                    && !slug.isEmpty()
                    && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        });
        int end = slug.length();
        return end > 0 && slug.charAt(end - 1) == '-' ? slug.substring(0, end - 1) : slug.toString();
    }

    /** Returns a fragment with its percent-encoding resolved, or as it is if that is no UTF-8. */
    private static String decoded(String fragment) {
        if (fragment.indexOf('%') < 0) {
            return fragment;
        }
        byte[] octets = fragment.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int high = octets[i] == '%' && i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(octets[i + 2], 16);
            if (low < 0) {
                decoded.write(octets[i]);
            } else {
                decoded.write(high * 16 + low);
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return fragment;
        }
    }
}
