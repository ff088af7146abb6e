package io.billet.core;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a published article is going to say: an edit that is kept beside it, seen by its authors only, until it is applied or
 * given up. An article has one at most.
 *
 * <pre>{@code
 * StagedEdit staged = StagedEdit.of(article, now, edit -> edit.markdown("A better text."));
 * Article changed = staged.appliedTo(article, later);
 * }</pre>
 *
 * <p>Immutable and thread-safe. Times are kept to the microsecond.
 *
 * @param draft   the article as it is going to be, but a {@link PublicationState.Draft}, so that no copy of it that goes astray is
 *                public; its version is that of the article which the edit is based on
 * @param by      who saved it last, in the host application; empty if nobody knows
 * @param savedAt when
 * @param version 0 if never stored, else counted up by the store with each time that it is saved
 */
@JsonModel
@JsonPropertyOrder({"draft", "by", "savedAt", "version"})
public record StagedEdit(
        Article draft,
        Optional<HostIdentity> by,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant savedAt,
        @JsonCount long version) {

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing, the article is no draft, or it was never stored
     */
    public StagedEdit {
        draft = Field.of("StagedEdit", "draft").required(draft);
        savedAt = Field.of("StagedEdit", "savedAt").time(savedAt);
        version = Field.of("StagedEdit", "version").atLeastZero(version);
        if (draft.state().kind() != PublicationState.Kind.DRAFT) {
            throw InvalidValueException.inconsistent("StagedEdit", "draft", "it is not in the state of a draft");
        }
        if (draft.title().isEmpty()) {
            throw InvalidValueException.blank("Article", "title");
        }
        if (draft.version() == 0) {
            throw InvalidValueException.inconsistent("StagedEdit", "draft", "no stored article is its base");
        }
    }

    /**
     * Begins an edit of an article.
     *
     * @param article the article as it is stored
     * @param now     the time
     * @param changes says what changes; what it does not name stays
     * @return the edit, never stored and of nobody
     * @throws InvalidValueException if a value breaks its rule
     */
    public static StagedEdit of(Article article, Instant now, Consumer<ArticleEdit> changes) {
        return new StagedEdit(edited(article, now, changes), Optional.empty(), now, 0);
    }

    /** A slug that gives way becomes an alias when the edit is applied; one that nobody has seen never does. */
    private static Article edited(Article before, Instant now, Consumer<ArticleEdit> changes) {
        Article after = before.edit(now, changes);
        boolean gaveWay = !after.slug().equals(before.slug());
        return after.toBuilder()
                .state(new PublicationState.Draft())
                .aliases(after.aliases().stream()
                        .filter(alias -> !gaveWay || !alias.equals(Alias.of(before.slug())))
                        .toList())
                .build();
    }

    /** Returns which article it is an edit of. */
    public ArticleId article() {
        return draft.id();
    }

    /** Returns the version of the article that it is based on. */
    public long base() {
        return draft.version();
    }

    /**
     * Goes on with the edit.
     *
     * @param now     the time
     * @param changes says what changes; what it does not name stays as it was saved
     * @return the edit, not yet saved
     * @throws InvalidValueException if a value breaks its rule
     */
    public StagedEdit edit(Instant now, Consumer<ArticleEdit> changes) {
        return new StagedEdit(edited(draft, now, changes), by, now, version);
    }

    /**
     * Returns the same edit on another base: what it says then counts, whatever has been changed in the article meanwhile.
     *
     * @param articleVersion the version of the article that its author has seen
     */
    public StagedEdit onto(long articleVersion) {
        return new StagedEdit(draft.withVersion(articleVersion), by, savedAt, version);
    }

    /**
     * Says who saves it.
     *
     * @param who who they are in the host application; empty if nobody knows
     * @return the same edit, saved by them
     */
    public StagedEdit savedBy(Optional<HostIdentity> who) {
        return new StagedEdit(draft, who, savedAt, version);
    }

    /**
     * Returns the same edit with that version; for stores.
     *
     * @param newVersion the version under which a store keeps it; 1 or greater
     */
    public StagedEdit withVersion(long newVersion) {
        return new StagedEdit(draft, by, savedAt, newVersion);
    }

    /**
     * Applies it. The article keeps its state and the date under which it is published, unless the edit has set another.
     *
     * @param article the article, of the {@link #base}
     * @param now     the time
     * @return the changed article, last changed by whoever saved the edit
     */
    public Article appliedTo(Article article, Instant now) {
        return article.edit(now, edit -> content(edit, article)).changedBy(by);
    }

    private void content(ArticleEdit edit, Article article) {
        edit.kind(draft.kind())
                .slug(draft.slug())
                .title(draft.title())
                .markdown(draft.markdown())
                .summary(draft.summary().orElse(""))
                .authors(draft.authors())
                .tags(draft.tags())
                .language(draft.language())
                .audience(draft.audience())
                .discussion(draft.discussion())
                .featured(draft.featured())
                .metadata(draft.metadata())
                .attributes(draft.attributes())
                .aliases(draft.aliases());
        draft.cover().ifPresentOrElse(edit::cover, edit::noCover);
        draft.translationKey().ifPresentOrElse(edit::translationKey, edit::noTranslationKey);
        draft.firstPublishedAt()
                .filter(date -> !Optional.of(date).equals(article.firstPublishedAt()))
                .ifPresent(edit::firstPublishedAt);
    }

    /**
     * Returns whether it has been applied: the article has come to say all that this edit says since the edit's base.
     *
     * @param article the same article in some version
     */
    public boolean isAppliedIn(Article article) {
        Article said = article.toBuilder()
                .state(draft.state())
                .aliases(draft.aliases())
                .updatedAt(draft.updatedAt())
                .updatedBy(draft.updatedBy())
                .version(draft.version())
                .build();
        return article.version() > base()
                && Set.copyOf(article.aliases()).containsAll(draft.aliases())
                && said.equals(draft);
    }
}
