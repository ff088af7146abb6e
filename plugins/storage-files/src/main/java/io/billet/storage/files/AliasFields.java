package io.billet.storage.files;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.BlogException;
import io.billet.core.Slug;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What else leads to an article, as Hugo and Zola ({@code aliases}) and Jekyll ({@code redirect_from}) write it. */
final class AliasFields {

    /** Of which the first that is there is read, and written. */
    static final List<String> ALIASES = List.of("aliases", "redirect_from");

    /** What does not go into a field that is its author's; releases that knew nothing but slugs wrote no other. */
    static final List<String> FORMER_SLUGS = List.of("former_slugs");

    private AliasFields() {}

    static List<Alias> aliases(FrontMatter header) throws MalformedFileException {
        return bounded(texts(header, ALIASES).stream().flatMap(text -> alias(text).stream()));
    }

    /** Returns what the addresses in the field end with; what is an address already is among {@link #aliases}. */
    static List<Slug> lastParts(FrontMatter header) throws MalformedFileException {
        return texts(header, ALIASES).stream()
                .map(AliasFields::decoded)
                .map(NamingFields::lastPart)
                .filter(part -> !part.isBlank())
                .map(part -> NamingFields.slugOr(part, Slug::fromTitle))
                .distinct()
                .limit(Article.MAX_ALIASES)
                .toList();
    }

    static List<Alias> former(FrontMatter header) throws MalformedFileException {
        return bounded(texts(header, FORMER_SLUGS).stream()
                .flatMap(text -> text.startsWith("/")
                        ? alias(text).stream()
                        : Stream.of(NamingFields.lastPart(text))
                                .filter(part -> !part.isBlank())
                                .map(part -> Alias.of(NamingFields.slugOr(part, Slug::fromTitle)))));
    }

    private static List<Alias> bounded(Stream<Alias> aliases) {
        return aliases.distinct().limit(Article.MAX_ALIASES).toList();
    }

    private static List<String> texts(FrontMatter header, List<String> names) throws MalformedFileException {
        Optional<FrontMatter.Entry> field = header.firstOf(names);
        return field.isPresent() ? FieldValues.texts(field.get()) : List.of();
    }

    /** The path of an address below the blog; nothing, if it has none, or one that nobody can ask for. */
    private static Optional<Alias> alias(String address) {
        String path = address.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*", "");
        if (path.contains("?")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Alias.of(decoded(path.replaceFirst("#.*$", "").replaceAll("^/+|/+$", ""))));
        } catch (BlogException e) {
            return Optional.empty();
        }
    }

    /** Undoes percent-encoding (RFC 3986, 2.1); what is none stays. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int high = i + 2 < octets.length && octets[i] == '%' ? Character.digit(octets[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(octets[i + 2], 16) : -1;
            if (low >= 0) {
                decoded.write(16 * high + low);
                i += 2;
            } else {
                decoded.write(octets[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    /** From the root, as generators want it; with what would be read as something else encoded. */
    private static String address(Alias alias) {
        return "/" + alias.value().replace("%", "%25").replace(",", "%2C");
    }

    /**
     * Writes what leads to an article. An address is written as its author has written it. A field that its author wrote
     * stays as it is as long as what leads here begins with it; the rest goes into {@code former_slugs} then. Addresses
     * that lead nowhere, as others bear them, stay as well.
     *
     * @param after   what is to lead to it
     * @param givenUp what led to it and shall not any more
     */
    static FrontMatter written(FrontMatter header, List<Alias> after, List<Alias> givenUp)
            throws MalformedFileException {
        List<Alias> said = Stream.concat(aliases(header).stream(), former(header).stream())
                .distinct()
                .toList();
        boolean asIs = said.stream().filter(after::contains).toList().equals(after)
                && said.stream().noneMatch(givenUp::contains);
        if (asIs) {
            return header;
        }
        Map<Alias, String> texts = new LinkedHashMap<>();
        for (String text : texts(header, ALIASES)) {
            alias(text).ifPresent(alias -> texts.putIfAbsent(alias, text));
        }
        Optional<FrontMatter.Entry> field = header.firstOf(ALIASES);
        List<Alias> first = texts.keySet().stream().filter(after::contains).toList();
        boolean ofStorage = header.entry(Seal.FIELD).isPresent()
                && field.filter(header::isAsWritten).isPresent();
        boolean stays = field.isPresent()
                && !ofStorage
                && texts.keySet().stream().noneMatch(givenUp::contains)
                && after.subList(0, first.size()).equals(first);
        if (stays) {
            return header.with(
                    FORMER_SLUGS.get(0),
                    after.subList(first.size(), after.size()).stream()
                            .map(AliasFields::slugOrAddress)
                            .toList());
        }
        List<String> addresses = Stream.concat(
                        after.stream().map(alias -> texts.getOrDefault(alias, address(alias))),
                        texts.keySet().stream()
                                .filter(alias -> !after.contains(alias) && !givenUp.contains(alias))
                                .map(texts::get))
                .toList();
        FrontMatter written = header.without(FORMER_SLUGS.get(0));
        String name = field.map(FrontMatter.Entry::name).orElse(ALIASES.get(0));
        return addresses.isEmpty() ? written.without(name) : written.with(name, addresses);
    }

    private static String slugOrAddress(Alias alias) {
        return isSlug(alias.value()) ? alias.value() : address(alias);
    }

    private static boolean isSlug(String text) {
        return NamingFields.slugOr(text, Slug::fromTitle).value().equals(text);
    }
}
