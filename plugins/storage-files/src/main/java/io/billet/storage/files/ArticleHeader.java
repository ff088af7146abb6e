package io.billet.storage.files;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleKind;
import io.billet.core.Audience;
import io.billet.core.Discussion;
import io.billet.core.Image;
import io.billet.core.Label;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.core.TranslationKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what has changed in an article into its header, and touches no other field. */
final class ArticleHeader {

    /** The fields in which this class says where an article stands. */
    private static final Set<String> OWN = Set.of("draft", "published", "status");

    private FrontMatter header;
    private final ArticleContent.Reading reading;

    private ArticleHeader(FrontMatter header, ArticleContent.Reading reading) {
        this.header = header;
        this.reading = reading;
    }

    /**
     * @param header    as it stands in the file
     * @param before    what the file says now, whatever others say; empty for a new file
     * @param after     what it is to say
     * @param givenUp   what led to it and shall not any more
     * @param stateAnew whether to say where it stands even if that has not changed, as it stood so for another reason
     * @param reading   how files are read
     */
    static FrontMatter changed(
            FrontMatter header,
            Optional<Article> before,
            Article after,
            List<Alias> givenUp,
            boolean stateAnew,
            ArticleContent.Reading reading) {
        ArticleHeader changed = new ArticleHeader(header, reading);
        changed.with(before, after, stateAnew);
        try {
            return AliasFields.written(changed.header, after.aliases(), givenUp);
        } catch (MalformedFileException e) {
            throw hasBeenRead(e);
        }
    }

    private void with(Optional<Article> before, Article after, boolean stateAnew) {
        boolean isNew = before.isEmpty();
        boolean newSlug = isNew || !before.get().slug().equals(after.slug());
        // Without a title of its own an article goes by its slug.
        boolean losesTitle = newSlug && header.firstOf(ArticleFields.TITLE).isEmpty();
        if (isNew || losesTitle || !before.get().title().equals(after.title())) {
            set(ArticleFields.TITLE, after.title());
        }
        if (newSlug) {
            set(NamingFields.SLUG, after.slug().value());
        }
        state(before, after, stateAnew);
        optional(ArticleFields.SUMMARY, before.flatMap(Article::summary), after.summary());
        cover(before.flatMap(Article::cover), after.cover());
        slugs(ArticleFields.AUTHORS, before.map(Article::authors).orElse(List.of()), after.authors());
        slugs(ArticleFields.TAGS, before.map(Article::tags).orElse(List.of()), after.tags());
        if (isNew || !before.get().language().equals(after.language())) {
            set(ArticleFields.LANGUAGE, after.language().value());
        }
        // What names no date may have been a page for that alone.
        kind(stateAnew ? ArticleKind.POST : before.map(Article::kind).orElse(ArticleKind.POST), after.kind());
        if (before.map(Article::featured).orElse(false) != after.featured()) {
            set(ArticleFields.FEATURED, after.featured());
        }
        translationKey(before.flatMap(Article::translationKey), after.translationKey(), stateAnew);
        attributes(before.map(Article::attributes).orElse(Map.of()), after.attributes());
        audience(before.map(Article::audience).orElse(Audience.EVERYONE), after.audience());
        discussion(before.map(Article::discussion).orElse(Discussion.OPEN), after.discussion());
        optional(
                ArticleFields.CANONICAL,
                before.flatMap(each -> each.metadata().canonical()).map(Object::toString),
                after.metadata().canonical().map(Object::toString));
        optional(
                ArticleFields.META_TITLE,
                before.flatMap(each -> each.metadata().title()),
                after.metadata().title());
        optional(
                ArticleFields.META_DESCRIPTION,
                before.flatMap(each -> each.metadata().description()),
                after.metadata().description());
    }

    private void state(Optional<Article> before, Article after, boolean anew) {
        boolean sameState = !anew && before.map(Article::state).equals(Optional.of(after.state()));
        if (!sameState) {
            dropContradictions(after.state().kind());
            dateOf(after.state()).ifPresent(at -> setDate(at.toString()));
            boolean hidden = after.state().kind() != PublicationState.Kind.PUBLISHED;
            header = header.with("draft", hidden);
            if (header.entry("published").isPresent()) {
                header = header.with("published", !hidden);
            }
            status(after.state().kind());
        }
        firstPublished(after);
        // Always written where a date might be taken for it: the date of a draft is when it began.
        if (before.isEmpty() || !before.get().createdAt().equals(after.createdAt()) || !sameState) {
            set(ArticleFields.CREATED, after.createdAt().toString());
        }
        if (before.isEmpty() || !before.get().updatedAt().equals(after.updatedAt())) {
            set(ArticleFields.UPDATED, after.updatedAt().toString());
        }
    }

    /**
     * Takes away what other fields say of where it stands. Those that are for its author alone to take away, such as
     * {@code password}, stay: then it is not written.
     */
    private void dropContradictions(PublicationState.Kind kind) {
        for (FrontMatter.Entry entry : header.entries()) {
            boolean another = !OWN.contains(entry.name())
                    && Statement.visibilityField(entry.name())
                            .filter(VisibilityField::isOfLifecycle)
                            .isPresent();
            if (another && saysOtherwise(entry, kind)) {
                header = header.without(entry.name());
            }
        }
    }

    private boolean saysOtherwise(FrontMatter.Entry entry, PublicationState.Kind kind) {
        Visibility said = read(Statement.in(entry).toList());
        return switch (kind) {
            case PUBLISHED, SCHEDULED -> said.standing() != Visibility.Standing.OPEN || said.hasEnded(reading.now());
            case DRAFT -> said.standing() == Visibility.Standing.ARCHIVED || said.hasEnded(reading.now());
            case ARCHIVED -> false;
        };
    }

    private Visibility read(List<Statement> statements) {
        try {
            return VisibilityRule.of(statements, reading.zone());
        } catch (MalformedFileException e) {
            throw hasBeenRead(e);
        }
    }

    private static IllegalStateException hasBeenRead(MalformedFileException e) {
        return new IllegalStateException("the header has just been read", e);
    }

    /** Hugo and Jekyll know drafts; what is scheduled or archived needs a word of its own. */
    private void status(PublicationState.Kind kind) {
        switch (kind) {
            case SCHEDULED -> header = header.with("status", "scheduled");
            case ARCHIVED -> header = header.with("status", "archived");
            case DRAFT, PUBLISHED ->
                header = header.entry("status").isEmpty()
                        ? header
                        : header.with("status", kind == PublicationState.Kind.DRAFT ? "draft" : "published");
        }
    }

    private static Optional<Instant> dateOf(PublicationState state) {
        return state instanceof PublicationState.Published published
                ? Optional.of(published.at())
                : state instanceof PublicationState.Scheduled scheduled
                        ? Optional.of(scheduled.at())
                        : Optional.empty();
    }

    /** Said only where the date does not say it: of what is not published, and of what is under a later date. */
    private void firstPublished(Article after) {
        boolean isSaidByDate = after.publishedAt().equals(after.firstPublishedAt());
        Optional<String> said =
                after.firstPublishedAt().filter(at -> !isSaidByDate).map(Instant::toString);
        boolean isSo = header.firstOf(ArticleFields.FIRST_PUBLISHED)
                .flatMap(field -> FieldValues.time(field.value(), reading.zone()))
                .map(Instant::toString)
                .equals(said);
        if (!isSo) {
            optionalValue(ArticleFields.FIRST_PUBLISHED, said);
        }
    }

    private void kind(ArticleKind before, ArticleKind after) {
        if (before == after) {
            return;
        }
        if (after == ArticleKind.PAGE) {
            set(ArticleFields.KIND, "page");
            return;
        }
        for (String name : ArticleFields.KIND) {
            if (header.value(name).filter(ArticleFields::isPage).isPresent()) {
                header = header.with(name, "post");
            }
        }
    }

    /** @param anew whether to say it even if it has not changed, as the file's place says otherwise */
    private void translationKey(Optional<TranslationKey> before, Optional<TranslationKey> after, boolean anew) {
        if (anew || !before.equals(after)) {
            boolean isSaid = after.isPresent() || anew;
            optionalValue(
                    ArticleFields.TRANSLATION_KEY,
                    Optional.of(after.map(TranslationKey::value).orElse("")).filter(key -> isSaid));
        }
    }

    private void attributes(Map<String, String> before, Map<String, String> after) {
        if (!List.copyOf(before.entrySet()).equals(List.copyOf(after.entrySet()))) {
            header = AttributeFields.written(header, after);
        }
    }

    private void cover(Optional<Image> before, Optional<Image> after) {
        if (!before.equals(after)) {
            optionalValue(ArticleFields.COVER, after.map(image -> {
                Map<String, Object> parts = new LinkedHashMap<>();
                parts.put("image", image.source());
                parts.put("alt", image.description());
                return parts;
            }));
        }
    }

    private void slugs(List<String> names, List<Slug> before, List<Slug> after) {
        if (!before.equals(after)) {
            set(names, after.stream().map(Slug::value).toList());
        }
    }

    private void audience(Audience before, Audience after) {
        if (before.equals(after)) {
            return;
        }
        List<String> said = header.entries().stream()
                .map(FrontMatter.Entry::name)
                .filter(name -> Statement.visibilityField(name)
                        .filter(VisibilityField::isOfAudience)
                        .isPresent())
                .toList();
        String written = said.stream()
                .filter(name -> Statement.visibilityField(name)
                        .filter(VisibilityField.AUDIENCE::equals)
                        .isPresent())
                .findFirst()
                .orElse("audience");
        said.stream().filter(name -> !name.equals(written)).forEach(name -> header = header.without(name));
        header = header.with(
                written,
                after instanceof Audience.Labelled labelled
                        ? labels(labelled.labels())
                        : after instanceof Audience.Members ? "members" : "everyone");
    }

    /** In JBake's form a list of one is a word; and a word that hides an article would not be read as a label. */
    private Object labels(List<Label> labels) {
        List<String> texts = labels.stream().map(Label::value).toList();
        boolean wordsAmongThem =
                texts.stream().anyMatch(text -> VisibilityWord.of(text).isPresent());
        return wordsAmongThem || header.format() == FrontMatter.Format.PROPERTIES ? Map.of("labels", texts) : texts;
    }

    private void discussion(Discussion before, Discussion after) {
        if (before != after) {
            switch (after) {
                case OPEN -> set(ArticleFields.COMMENTS, true);
                case CLOSED -> set(ArticleFields.COMMENTS, "closed");
                case OFF -> set(ArticleFields.COMMENTS, false);
            }
        }
    }

    private void optional(List<String> names, Optional<String> before, Optional<String> after) {
        if (!before.equals(after)) {
            optionalValue(names, after);
        }
    }

    private void optionalValue(List<String> names, Optional<?> value) {
        if (value.isPresent()) {
            set(names, value.get());
        } else {
            names.forEach(name -> header = header.without(name));
        }
    }

    /** Of several fields that name the time one remains, so that they cannot contradict each other. */
    private void setDate(String date) {
        List<String> starts = header.entries().stream()
                .map(FrontMatter.Entry::name)
                .filter(name -> Statement.visibilityField(name)
                        .filter(VisibilityField.STARTS::equals)
                        .isPresent())
                .toList();
        List<String> names = starts.isEmpty()
                ? ArticleFields.dates(header).stream()
                        .map(FrontMatter.Entry::name)
                        .toList()
                : starts;
        names.stream().skip(1).forEach(name -> header = header.without(name));
        header = header.with(names.stream().findFirst().orElse(ArticleFields.DATE), date);
    }

    private void set(List<String> names, Object value) {
        String name = header.firstOf(names).map(FrontMatter.Entry::name).orElse(names.get(0));
        header = header.with(name, value);
    }
}
