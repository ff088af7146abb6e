package io.billet.storage.files;

import io.billet.core.ArticleId;
import io.billet.core.BlogException;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what a header and a place say of an article's address and identity. */
final class NamingFields {

    static final List<String> SLUG = List.of("slug");
    static final List<String> PATHS = List.of("path", "url", "permalink");
    private static final List<String> IDS = List.of("uuid", "guid", "id");

    private final FrontMatter header;
    private final ArticlePath path;
    private final ZoneId zone;

    /** @param zone in which a time has its day */
    NamingFields(FrontMatter header, ArticlePath path, ZoneId zone) {
        this.header = header;
        this.path = path;
        this.zone = zone;
    }

    /**
     * @param language        the article's
     * @param defaultLanguage of the storage: what is in it needs no mark
     * @param date            of publication
     * @param sealed          the identity that the storage has written down
     */
    Naming naming(LanguageTag language, LanguageTag defaultLanguage, Optional<Instant> date, Optional<ArticleId> sealed)
            throws MalformedFileException {
        Optional<String> said = text(SLUG);
        Optional<String> address = address();
        Slug plain = said.map(text -> slugOr(text, Slug::fromTitle))
                .orElseGet(
                        () -> Slug.fromTitle(address.map(NamingFields::lastPart).orElseGet(path::name)));
        Optional<String> translation = path.language()
                .map(PlaceLanguages.Place::tag)
                .filter(tag -> !isSame(tag, defaultLanguage))
                .map(LanguageTag::value);
        Slug own = said.isPresent()
                ? plain
                : translation.map(tag -> marked(plain, tag)).orElse(plain);
        Slug whole = Slug.fromTitle(address.orElseGet(path::address));
        Optional<Slug> inLanguage = translation
                .or(() -> Optional.of(language)
                        .filter(tag -> !isSame(tag, defaultLanguage))
                        .map(LanguageTag::value))
                .map(tag -> marked(plain, tag));
        Stream<Slug> others = said.isPresent()
                ? inLanguage.stream()
                : Stream.of(inLanguage, date.map(at -> marked(own, day(at))), Optional.of(whole))
                        .flatMap(Optional::stream);
        return new Naming(
                own,
                said.isPresent(),
                translation.isPresent(),
                others.filter(other -> !other.equals(own)).distinct().toList(),
                Optional.of(whole).filter(slug -> !slug.equals(own) && sealed.isEmpty()),
                AliasFields.aliases(header),
                AliasFields.lastParts(header),
                AliasFields.former(header),
                date,
                sealed.or(this::id),
                translation.map(tag -> tag + ":").orElse("")
                        + address.or(() -> said).orElseGet(plain::value));
    }

    private static boolean isSame(LanguageTag tag, LanguageTag defaultLanguage) {
        return tag.equals(defaultLanguage) || tag.value().equals(defaultLanguage.language());
    }

    private String day(Instant date) {
        return date.atZone(zone).toLocalDate().toString();
    }

    /** Returns a slug with a language or a day behind it, of what is too long as much as there is room for. */
    private static Slug marked(Slug slug, String mark) {
        String suffix = "-" + Slug.fromTitle(mark);
        int room = Slug.MAX_OCTETS - suffix.length();
        String base = slug.value();
        while (base.getBytes(StandardCharsets.UTF_8).length > room || base.endsWith("-")) {
            base = base.substring(0, base.offsetByCodePoints(base.length(), -1));
        }
        return slugOr(base + suffix, Slug::fromTitle);
    }

    /** The address that the header gives; Jekyll's with placeholders is a pattern, and Eleventy's {@code false} is none. */
    private Optional<String> address() {
        return header.firstOf(PATHS)
                .filter(field -> field.value() instanceof String)
                .flatMap(field -> text(PATHS))
                .filter(address ->
                        !lastPart(address).contains(":") && !lastPart(address).isBlank());
    }

    private Optional<String> text(List<String> names) {
        return header.firstOf(names)
                .map(field -> FieldValues.text(field.value()))
                .filter(text -> !text.isBlank());
    }

    static String lastPart(String address) {
        String[] parts = address.split("/");
        return parts.length == 0 ? "" : parts[parts.length - 1].replaceFirst("\\.html?$", "");
    }

    static Slug slugOr(String text, Function<String, Slug> spelling) {
        try {
            return Slug.of(text);
        } catch (BlogException e) {
            return spelling.apply(text);
        }
    }

    /** An identity that its author gave it, or the generator that made it; whatever is no UUID may not be the only one. */
    private Optional<ArticleId> id() {
        return IDS.stream()
                .flatMap(name -> header.value(name).stream())
                .flatMap(value -> Seal.id(FieldValues.text(value).strip()).stream())
                .findFirst();
    }
}
