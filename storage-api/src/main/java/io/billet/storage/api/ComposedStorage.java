package io.billet.storage.api;

import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Articles, tags and authors of one storage, everything else of another. */
final class ComposedStorage implements BlogStorage {

    private static final Set<Capability> OF_ARTICLES = EnumSet.of(Capability.ARTICLES, Capability.REVISIONS);
    private static final Set<Capability> OF_BOTH =
            EnumSet.of(Capability.DURABLE, Capability.SHARED, Capability.CHANGES);

    /** What belongs to articles and may be kept beside them. */
    private static final Set<Capability> OF_EITHER = EnumSet.of(Capability.STAGED_EDITS);

    private final BlogStorage forArticles;
    private final BlogStorage forRest;
    private final Set<Capability> capabilities;

    ComposedStorage(StoragePart.Articles articles, StoragePart.Rest rest) {
        forArticles = articles.storage();
        forRest = rest.storage();
        capabilities = Collections.unmodifiableSet(combined(forArticles.capabilities(), forRest.capabilities()));
    }

    /** Each store's own from where it is kept; the promises about all of it only where both make them. */
    private static Set<Capability> combined(Set<Capability> articles, Set<Capability> rest) {
        Set<Capability> combined = EnumSet.noneOf(Capability.class);
        for (Capability capability : Capability.values()) {
            boolean inArticles = articles.contains(capability);
            boolean inRest = rest.contains(capability);
            boolean has = OF_BOTH.contains(capability)
                    ? inArticles && inRest
                    : OF_ARTICLES.contains(capability)
                            ? inArticles
                            : inRest || (OF_EITHER.contains(capability) && inArticles);
            if (has) {
                combined.add(capability);
            }
        }
        return combined;
    }

    @Override
    public ArticleStore articles() {
        return forArticles.articles();
    }

    @Override
    public RevisionStore revisions() {
        return forArticles.revisions();
    }

    @Override
    public StagedEditStore stagedEdits() {
        return (forArticles.capabilities().contains(Capability.STAGED_EDITS) ? forArticles : forRest).stagedEdits();
    }

    @Override
    public TagStore tags() {
        return forArticles.tags();
    }

    @Override
    public AuthorStore authors() {
        return forArticles.authors();
    }

    @Override
    public SubscriberStore subscribers() {
        return forRest.subscribers();
    }

    @Override
    public CommentStore comments() {
        return forRest.comments();
    }

    @Override
    public IssueStore issues() {
        return forRest.issues();
    }

    @Override
    public TokenStore tokens() {
        return forRest.tokens();
    }

    @Override
    public OutboxStore outbox() {
        return forRest.outbox();
    }

    @Override
    public SettingStore settings() {
        return forRest.settings();
    }

    @Override
    public PublicChanges changes() {
        if (!capabilities.contains(Capability.CHANGES)) {
            throw new UnsupportedCapabilityException("ComposedStorage", Capability.CHANGES);
        }
        return new PublicChanges(
                forArticles.changes().editorial(), forRest.changes().discussion());
    }

    @Override
    public void useZone(ZoneId zone) {
        forArticles.useZone(zone);
        forRest.useZone(zone);
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public void close() {
        try (BlogStorage closedLast = forArticles) {
            forRest.close();
        }
    }
}
