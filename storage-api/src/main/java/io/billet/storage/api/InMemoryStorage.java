package io.billet.storage.api;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Keeps a blog in memory: for tests, for demonstrations, and as the reference that the contract kit compares other
 * stores with. It keeps every rule of the contract; what it keeps ends with the process, and no other process sees it.
 *
 * <pre>{@code
 * try (BlogStorage storage = new InMemoryStorage()) {
 *     storage.tags().put(Tag.named(Slug.of("europe"), "Europe"));
 * }
 * }</pre>
 *
 * <p>Capabilities: all but {@link Capability#DURABLE} and {@link Capability#SHARED}. There is no bound but the heap: an
 * article takes about as much as its text, a revision again.
 *
 * <p>Thread-safe: any number of readers at once, one writer.
 */
public final class InMemoryStorage implements BlogStorage {

    private static final Set<Capability> CAPABILITIES =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Capability.DURABLE, Capability.SHARED)));

    private final MemoryGuard guard = new MemoryGuard();
    private final MemoryChanges changes = new MemoryChanges(guard);
    private final MemoryBorneNames borneTags = new MemoryBorneNames();
    private final MemoryBorneNames borneAuthors = new MemoryBorneNames();
    private final MemoryRevisionStore revisions = new MemoryRevisionStore(guard);
    private final ArticleStore articles = new MemoryArticleStore(guard, changes, revisions, borneTags, borneAuthors);
    private final StagedEditStore stagedEdits = new MemoryStagedEditStore(guard);
    private final TagStore tags = new MemoryTagStore(guard, changes, borneTags);
    private final AuthorStore authors = new MemoryAuthorStore(guard, changes, borneAuthors);
    private final IssueStore issues = new MemoryIssueStore(guard);
    private final SubscriberStore subscribers = new MemorySubscriberStore(guard, issues);
    private final CommentStore comments = new MemoryCommentStore(guard, changes);
    private final TokenStore tokens = new MemoryTokenStore(guard);
    private final OutboxStore outbox = new MemoryOutboxStore(guard);
    private final SettingStore settings = new MemorySettingStore(guard);

    @Override
    public ArticleStore articles() {
        return articles;
    }

    @Override
    public RevisionStore revisions() {
        return revisions;
    }

    @Override
    public StagedEditStore stagedEdits() {
        return stagedEdits;
    }

    @Override
    public TagStore tags() {
        return tags;
    }

    @Override
    public AuthorStore authors() {
        return authors;
    }

    @Override
    public SubscriberStore subscribers() {
        return subscribers;
    }

    @Override
    public CommentStore comments() {
        return comments;
    }

    @Override
    public IssueStore issues() {
        return issues;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public OutboxStore outbox() {
        return outbox;
    }

    @Override
    public SettingStore settings() {
        return settings;
    }

    @Override
    public PublicChanges changes() {
        return changes.now();
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public void close() {
        guard.close();
    }
}
