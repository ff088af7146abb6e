package io.billet.storage.files;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.Discussion;
import io.billet.core.HttpUrl;
import io.billet.core.Image;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.SearchMetadata;
import io.billet.core.Slug;
import io.billet.core.TranslationKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which field of a header means what. Each has the names that Hugo, Jekyll, Zola and JBake give it; the first is the one
 * that is written when none is there.
 */
final class ArticleFields {

    static final List<String> TITLE = List.of("title");
    static final List<String> SUMMARY = List.of("description", "summary", "excerpt");
    static final List<String> COVER = List.of("cover", "image", "featured_image");
    static final List<String> AUTHORS = List.of("authors", "author");
    static final List<String> TAGS =
            List.of("tags", "categories", "category", "keywords", "taxonomies.tags", "taxonomies.categories");
    static final List<String> LANGUAGE = List.of("language", "lang", "locale");
    static final List<String> COMMENTS = List.of("comments");
    static final List<String> KIND = List.of("type", "layout");
    static final List<String> FEATURED = List.of("featured");
    static final List<String> TRANSLATION_KEY = List.of("translationKey", "translation_key");
    static final List<String> CANONICAL = List.of("canonical", "canonicalURL", "canonical_url");
    static final List<String> META_TITLE = List.of("meta_title", "seo_title");
    static final List<String> META_DESCRIPTION = List.of("meta_description", "seo_description");
    static final String DATE = "date";
    static final List<String> FIRST_PUBLISHED = List.of("first_published");
    static final List<String> CREATED = List.of("created");
    static final List<String> UPDATED = List.of("updated", "lastmod", "last_modified_at", "modified");

    private static final Pattern DATE_IN_PATH = Pattern.compile("(?:^|/)(\\d{4})[/-](\\d\\d)[/-](\\d\\d)(?:[/-]|$)");

    private final FrontMatter header;
    private final ArticlePath path;
    private final Visibility visibility;
    private final ZoneId zone;
    private final ArticleContent.Reading reading;

    ArticleFields(FrontMatter header, ArticlePath path, Visibility visibility, ArticleContent.Reading reading) {
        this.header = header;
        this.path = path;
        this.visibility = visibility;
        this.reading = reading;
        this.zone = reading.zone();
    }

    /**
     * Reads what a file says of its address and identity.
     *
     * @param sealed the identity that the storage has written down
     */
    Naming naming(Optional<ArticleId> sealed) throws MalformedFileException {
        LanguageTag defaultLanguage = reading.language();
        return new NamingFields(header, path, zone).naming(language(defaultLanguage), defaultLanguage, date(), sealed);
    }

    /** Reads the article that a file holds, under the slug that it gives itself. */
    Article article(String body, Naming naming, Seal seal) throws MalformedFileException {
        PublicationState state = state(reading.now());
        Instant created = created();
        Instant updated = time(UPDATED).orElse(created);
        Slug slug = naming.own();
        List<Slug> authors = slugs(header, AUTHORS);
        List<Slug> tags = slugs(header, TAGS);
        LanguageTag language = language(reading.language());
        try {
            return Article.builder()
                    .id(naming.id().orElseGet(() -> AddressBook.idOf(naming.key())))
                    .kind(isUndatedPage() ? ArticleKind.PAGE : kind())
                    .slug(slug)
                    .title(title(state, slug))
                    .markdown(body)
                    .summary(text(SUMMARY))
                    .cover(cover())
                    .authors(authors)
                    .tags(tags)
                    .language(language)
                    .translationKey(translationKey())
                    .audience(visibility.audience())
                    .discussion(discussion())
                    .featured(entry(FEATURED)
                            .flatMap(field -> FieldValues.yesOrNo(field.value()))
                            .orElse(false))
                    .metadata(new SearchMetadata(
                            text(CANONICAL).map(HttpUrl::of), text(META_TITLE), text(META_DESCRIPTION)))
                    .attributes(AttributeFields.read(header))
                    .state(state)
                    .firstPublishedAt(time(FIRST_PUBLISHED))
                    .aliases(AddressBook.aliases(naming, slug, other -> true))
                    .createdAt(created)
                    .updatedAt(updated.isBefore(created) ? created : updated)
                    .updatedBy(seal.by())
                    .version(seal.version())
                    .build();
        } catch (InvalidValueException e) {
            throw new MalformedFileException(lineOf(e), String.valueOf(e.getMessage()));
        }
    }

    /** Without a title of its own an article goes by its slug, but a draft may say that it has none yet. */
    private String title(PublicationState state, Slug slug) {
        boolean isUntitled = state.kind() == PublicationState.Kind.DRAFT
                && entry(TITLE).filter(field -> field.value() instanceof String).isPresent();
        return text(TITLE).orElse(isUntitled ? "" : slug.value());
    }

    /** Jekyll's and Hugo's word; whatever else they say is for their templates. */
    private ArticleKind kind() {
        return KIND.stream().flatMap(name -> header.value(name).stream()).anyMatch(ArticleFields::isPage)
                ? ArticleKind.PAGE
                : ArticleKind.POST;
    }

    static boolean isPage(Object value) {
        return FieldValues.text(value).strip().equalsIgnoreCase("page");
    }

    /** Hugo's field, else the path without the language that the file's name ends with: files that differ in it are one. */
    private Optional<TranslationKey> translationKey() {
        Optional<FrontMatter.Entry> field = entry(TRANSLATION_KEY);
        String key = field.isPresent()
                ? FieldValues.text(field.get().value())
                : path.translation().orElse("");
        try {
            return key.isBlank() ? Optional.empty() : Optional.of(TranslationKey.of(key));
        } catch (InvalidValueException e) {
            // What is no key to anybody is no reason to refuse the article.
            return Optional.empty();
        }
    }

    private LanguageTag language(LanguageTag defaultLanguage) throws MalformedFileException {
        try {
            return text(LANGUAGE)
                    .map(LanguageName::read)
                    .or(() -> path.language().map(PlaceLanguages.Place::tag))
                    .orElse(defaultLanguage);
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
                    case "aliases" -> AliasFields.ALIASES;
                    case "firstPublishedAt" -> FIRST_PUBLISHED;
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
        return field.isPresent() ? Optional.of(FieldValues.time(field.get(), zone)) : Optional.empty();
    }

    private static List<Slug> slugs(FrontMatter header, List<String> names) throws MalformedFileException {
        Optional<FrontMatter.Entry> field = header.firstOf(names);
        return field.isEmpty()
                ? List.of()
                : FieldValues.texts(field.get()).stream()
                        .map(name -> NamingFields.slugOr(name, Slug::fromName))
                        .distinct()
                        .toList();
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
        if (isUndatedPage()) {
            return new PublicationState.Published(path.modified());
        }
        Optional<Instant> date = date();
        if (standing == Visibility.Standing.DRAFT || date.isEmpty()) {
            return new PublicationState.Draft();
        }
        return standing == Visibility.Standing.SCHEDULED
                ? new PublicationState.Scheduled(date.get())
                : new PublicationState.Published(date.get());
    }

    private boolean isUndatedPage() throws MalformedFileException {
        return reading.undatedPages()
                && !path.isDraft()
                && visibility.standing() == Visibility.Standing.OPEN
                && date().isEmpty();
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
            Instant date = FieldValues.time(entry, zone);
            latest = Optional.of(latest.filter(date::isBefore).orElse(date));
        }
        if (latest.isPresent()) {
            return latest;
        }
        Optional<Instant> inName = path.date(zone);
        Optional<String> address = text(NamingFields.PATHS);
        return inName.isPresent() || address.isEmpty()
                ? inName
                : dateIn(address.get(), lineOf(NamingFields.PATHS), zone);
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
    static Optional<Instant> dateIn(String text, int line, ZoneId zone) throws MalformedFileException {
        Matcher date = DATE_IN_PATH.matcher(text);
        return date.find()
                ? Optional.of(FieldValues.time(
                        "the date in the name or the path",
                        date.group(1) + "-" + date.group(2) + "-" + date.group(3),
                        line,
                        zone))
                : Optional.empty();
    }
}
