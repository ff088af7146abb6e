package io.billet.storage.files;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.BlogException;
import io.billet.core.Discussion;
import io.billet.core.HttpUrl;
import io.billet.core.Image;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.SearchMetadata;
import io.billet.core.Slug;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which field of a header means what. Each has the names that Hugo, Jekyll, Zola and JBake give it; the first is the one
 * that is written when none is there.
 */
final class ArticleFields {

    static final List<String> TITLE = List.of("title");
    static final List<String> SLUG = List.of("slug");
    static final List<String> SUMMARY = List.of("description", "summary", "excerpt");
    static final List<String> COVER = List.of("cover", "image", "featured_image");
    static final List<String> AUTHORS = List.of("authors", "author");
    static final List<String> TAGS =
            List.of("tags", "categories", "category", "keywords", "taxonomies.tags", "taxonomies.categories");
    static final List<String> LANGUAGE = List.of("language", "lang", "locale");
    static final List<String> COMMENTS = List.of("comments");
    static final List<String> CANONICAL = List.of("canonical", "canonicalURL", "canonical_url");
    static final List<String> META_TITLE = List.of("meta_title", "seo_title");
    static final List<String> META_DESCRIPTION = List.of("meta_description", "seo_description");
    static final String DATE = "date";
    static final List<String> CREATED = List.of("created");
    static final List<String> UPDATED = List.of("updated", "lastmod", "last_modified_at", "modified");
    static final List<String> FORMER_SLUGS = List.of("former_slugs");
    static final List<String> ALIASES = List.of("aliases", "redirect_from");

    private static final List<String> PATHS = List.of("path", "url", "permalink");
    private static final Pattern DATE_IN_PATH = Pattern.compile("(?:^|/)(\\d{4})[/-](\\d\\d)[/-](\\d\\d)(?:[/-]|$)");

    private final FrontMatter header;
    private final ArticlePath path;
    private final Visibility visibility;

    ArticleFields(FrontMatter header, ArticlePath path, Visibility visibility) {
        this.header = header;
        this.path = path;
        this.visibility = visibility;
    }

    /**
     * Reads the article that a file holds.
     *
     * @param now the time; what has ended by then is archived
     */
    Article article(String body, ArticleId id, long version, LanguageTag defaultLanguage, Instant now)
            throws MalformedFileException {
        PublicationState state = state(now);
        Instant created = created();
        Instant updated = time(UPDATED).orElse(created);
        Slug slug = slug();
        List<Slug> authors = slugs(header, AUTHORS);
        List<Slug> tags = slugs(header, TAGS);
        List<Slug> formerSlugs = formerSlugs(slug);
        try {
            return new Article(
                    id,
                    slug,
                    text(TITLE).orElse(slug.value()),
                    body,
                    text(SUMMARY),
                    cover(),
                    authors,
                    tags,
                    text(LANGUAGE).map(LanguageName::read).orElse(defaultLanguage),
                    visibility.audience(),
                    discussion(),
                    new SearchMetadata(text(CANONICAL).map(HttpUrl::of), text(META_TITLE), text(META_DESCRIPTION)),
                    state,
                    formerSlugs,
                    created,
                    updated.isBefore(created) ? created : updated,
                    version);
        } catch (InvalidValueException e) {
            throw new MalformedFileException(lineOf(e), String.valueOf(e.getMessage()));
        }
    }

    private int lineOf(InvalidValueException invalid) {
        List<String> names = switch (invalid.object()) {
            case "LanguageTag" -> LANGUAGE;
            case "HttpUrl" -> CANONICAL;
            case "Image" -> COVER;
            case "SearchMetadata" -> invalid.field().equals("title") ? META_TITLE : META_DESCRIPTION;
            case "Article" ->
                switch (invalid.field()) {
                    case "title" -> TITLE;
                    case "summary" -> SUMMARY;
                    case "authors" -> AUTHORS;
                    case "tags" -> TAGS;
                    case "formerSlugs" -> ALIASES;
                    default -> List.of();
                };
            default -> List.of();
        };
        return lineOf(names);
    }

    private int lineOf(List<String> names) {
        return entry(names).map(FrontMatter.Entry::line).orElse(1);
    }

    private Optional<FrontMatter.Entry> entry(List<String> names) {
        return header.firstOf(names);
    }

    private Optional<String> text(List<String> names) {
        return entry(names).map(field -> FieldValues.text(field.value())).filter(text -> !text.isBlank());
    }

    private Optional<Instant> time(List<String> names) throws MalformedFileException {
        Optional<FrontMatter.Entry> field = entry(names);
        return field.isPresent() ? Optional.of(FieldValues.time(field.get())) : Optional.empty();
    }

    private Slug slug() {
        Optional<FrontMatter.Entry> field = entry(SLUG);
        if (field.isPresent()) {
            return slugOr(FieldValues.text(field.get().value()), Slug::fromTitle);
        }
        Optional<String> inPath = entry(PATHS)
                .filter(address -> address.value() instanceof String)
                .flatMap(address -> text(PATHS))
                .map(ArticleFields::lastPart)
                .filter(part -> !part.contains(":"));
        return Slug.fromTitle(inPath.orElseGet(path::name));
    }

    private static String lastPart(String address) {
        String[] parts = address.split("/");
        return parts.length == 0 ? "" : parts[parts.length - 1].replaceFirst("\\.html?$", "");
    }

    private static List<Slug> slugs(FrontMatter header, List<String> names) throws MalformedFileException {
        Optional<FrontMatter.Entry> field = header.firstOf(names);
        return field.isPresent() ? slugs(FieldValues.texts(field.get()), Slug::fromName) : List.of();
    }

    private static List<Slug> slugs(List<String> texts, Function<String, Slug> spelling) {
        return texts.stream().map(text -> slugOr(text, spelling)).distinct().toList();
    }

    private static Slug slugOr(String text, Function<String, Slug> spelling) {
        try {
            return Slug.of(text);
        } catch (BlogException e) {
            return spelling.apply(text);
        }
    }

    private List<Slug> formerSlugs(Slug current) throws MalformedFileException {
        return Stream.concat(slugsIn(header, ALIASES).stream(), slugsIn(header, FORMER_SLUGS).stream())
                .filter(slug -> !slug.equals(current))
                .distinct()
                .toList();
    }

    /** Returns what the addresses in a field end with, as slugs. */
    static List<Slug> slugsIn(FrontMatter header, List<String> names) throws MalformedFileException {
        Optional<FrontMatter.Entry> field = header.firstOf(names);
        if (field.isEmpty()) {
            return List.of();
        }
        List<String> parts = FieldValues.texts(field.get()).stream()
                .map(ArticleFields::lastPart)
                .filter(part -> !part.isBlank())
                .toList();
        return slugs(parts, Slug::fromTitle);
    }

    private Optional<Image> cover() {
        return entry(COVER)
                .flatMap(field -> field.value() instanceof Map<?, ?> map
                        ? FieldValues.part(map, "image", "src", "url", "source")
                                .map(source -> new Image(
                                        source,
                                        FieldValues.part(map, "alt", "description", "caption")
                                                .orElse("")))
                        : text(COVER).map(source -> new Image(rooted(source), "")));
    }

    /** Sites write pictures relative to their root or to the article's folder; a host serves them from its root. */
    private static String rooted(String source) {
        return source.startsWith("/") || source.contains("://") ? source : "/" + source;
    }

    private Discussion discussion() {
        return text(COMMENTS)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "false", "off", "no" -> Discussion.OFF;
                    case "closed" -> Discussion.CLOSED;
                    default -> Discussion.OPEN;
                })
                .orElse(Discussion.OPEN);
    }

    private PublicationState state(Instant now) throws MalformedFileException {
        Visibility.Standing standing = path.isDraft() && visibility.standing() != Visibility.Standing.ARCHIVED
                ? Visibility.Standing.DRAFT
                : visibility.standing();
        if (standing == Visibility.Standing.ARCHIVED || visibility.hasEnded(now)) {
            return new PublicationState.Archived();
        }
        Optional<Instant> date = date();
        if (standing == Visibility.Standing.DRAFT || date.isEmpty()) {
            return new PublicationState.Draft();
        }
        return standing == Visibility.Standing.SCHEDULED
                ? new PublicationState.Scheduled(date.get())
                : new PublicationState.Published(date.get());
    }

    private Instant created() throws MalformedFileException {
        Optional<Instant> created = time(CREATED);
        if (created.isPresent()) {
            return created.get();
        }
        return date().orElse(path.modified());
    }

    /** Hugo shows {@code date}, but hides an article until {@code publishDate}. */
    private Optional<Instant> date() throws MalformedFileException {
        if (visibility.from().isPresent()) {
            return visibility.from();
        }
        Optional<Instant> latest = Optional.empty();
        for (FrontMatter.Entry entry : dates(header)) {
            Instant date = FieldValues.time(entry);
            latest = Optional.of(latest.filter(date::isBefore).orElse(date));
        }
        if (latest.isPresent()) {
            return latest;
        }
        Optional<Instant> inName = path.date();
        Optional<String> address = text(PATHS);
        return inName.isPresent() || address.isEmpty() ? inName : dateIn(address.get(), lineOf(PATHS));
    }

    /** Returns the fields {@code date}, {@code Date} and so on. */
    static List<FrontMatter.Entry> dates(FrontMatter header) {
        return header.entries().stream()
                .filter(entry -> VisibilityField.plain(entry.name()).equals(DATE))
                .toList();
    }

    /**
     * Returns the date that a text holds, as addresses and files' names do.
     *
     * @throws MalformedFileException if there is no such day
     */
    static Optional<Instant> dateIn(String text, int line) throws MalformedFileException {
        Matcher date = DATE_IN_PATH.matcher(text);
        return date.find()
                ? Optional.of(FieldValues.time(
                        "the date in the name or the path",
                        date.group(1) + "-" + date.group(2) + "-" + date.group(3),
                        line))
                : Optional.empty();
    }
}
