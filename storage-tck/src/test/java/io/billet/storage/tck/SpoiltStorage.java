package io.billet.storage.tck;

import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.InMemoryStorage;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.OutboxStore;
import io.billet.storage.api.PublicChanges;
import io.billet.storage.api.RevisionStore;
import io.billet.storage.api.SettingStore;
import io.billet.storage.api.StagedEditStore;
import io.billet.storage.api.SubscriberStore;
import io.billet.storage.api.TagStore;
import io.billet.storage.api.TokenStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** An in-memory storage, some calls of which do what a plugin author might have them do by mistake. */
final class SpoiltStorage implements BlogStorage {

    /**
     * What a call does instead.
     *
     * @param <T> the store
     */
    interface Mistake<T> {
        Object call(T proper, Object[] args) throws Exception;
    }

    private final BlogStorage proper = new InMemoryStorage();
    private ArticleStore articles = proper.articles();
    private RevisionStore revisions = proper.revisions();
    private StagedEditStore stagedEdits = proper.stagedEdits();
    private TagStore tags = proper.tags();
    private AuthorStore authors = proper.authors();
    private SubscriberStore subscribers = proper.subscribers();
    private CommentStore comments = proper.comments();
    private IssueStore issues = proper.issues();
    private TokenStore tokens = proper.tokens();
    private OutboxStore outbox = proper.outbox();
    private SettingStore settings = proper.settings();
    private Supplier<PublicChanges> changes = proper::changes;
    private Set<Capability> capabilities = proper.capabilities();
    private boolean closes = true;

    SpoiltStorage articles(String method, Mistake<ArticleStore> mistake) {
        articles = spoilt(ArticleStore.class, articles, method, mistake);
        return this;
    }

    SpoiltStorage revisions(String method, Mistake<RevisionStore> mistake) {
        revisions = spoilt(RevisionStore.class, revisions, method, mistake);
        return this;
    }

    SpoiltStorage stagedEdits(String method, Mistake<StagedEditStore> mistake) {
        stagedEdits = spoilt(StagedEditStore.class, stagedEdits, method, mistake);
        return this;
    }

    SpoiltStorage tags(String method, Mistake<TagStore> mistake) {
        tags = spoilt(TagStore.class, tags, method, mistake);
        return this;
    }

    SpoiltStorage authors(String method, Mistake<AuthorStore> mistake) {
        authors = spoilt(AuthorStore.class, authors, method, mistake);
        return this;
    }

    SpoiltStorage subscribers(String method, Mistake<SubscriberStore> mistake) {
        subscribers = spoilt(SubscriberStore.class, subscribers, method, mistake);
        return this;
    }

    SpoiltStorage comments(String method, Mistake<CommentStore> mistake) {
        comments = spoilt(CommentStore.class, comments, method, mistake);
        return this;
    }

    SpoiltStorage issues(String method, Mistake<IssueStore> mistake) {
        issues = spoilt(IssueStore.class, issues, method, mistake);
        return this;
    }

    SpoiltStorage tokens(String method, Mistake<TokenStore> mistake) {
        tokens = spoilt(TokenStore.class, tokens, method, mistake);
        return this;
    }

    SpoiltStorage outbox(String method, Mistake<OutboxStore> mistake) {
        outbox = spoilt(OutboxStore.class, outbox, method, mistake);
        return this;
    }

    SpoiltStorage settings(String method, Mistake<SettingStore> mistake) {
        settings = spoilt(SettingStore.class, settings, method, mistake);
        return this;
    }

    /** Tells other marks than the proper ones. */
    SpoiltStorage changes(UnaryOperator<PublicChanges> mistake) {
        changes = () -> mistake.apply(proper.changes());
        return this;
    }

    PublicChanges properChanges() {
        return proper.changes();
    }

    SpoiltStorage subscribersOf(BlogStorage other) {
        subscribers = other.subscribers();
        return this;
    }

    SpoiltStorage declaring(Set<Capability> declared) {
        capabilities = declared;
        return this;
    }

    SpoiltStorage thatNeverCloses() {
        closes = false;
        return this;
    }

    private static <T> T spoilt(Class<T> type, T proper, String spoiltMethod, Mistake<T> mistake) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try {
                return method.getName().equals(spoiltMethod) ? mistake.call(proper, args) : method.invoke(proper, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

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
        return changes.get();
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public void close() {
        if (closes) {
            proper.close();
        }
    }
}
