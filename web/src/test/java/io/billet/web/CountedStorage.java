package io.billet.web;

import io.billet.core.Article;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An in-memory storage that writes down each call of the thread that made it, and which of them read texts of articles. The
 * blog's own threads look into it whenever they please, and are not written down.
 */
final class CountedStorage implements BlogStorage {

    private final InMemoryStorage memory = new InMemoryStorage();
    private final Thread watched = Thread.currentThread();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> texts = new CopyOnWriteArrayList<>();

    private <T> T counted(Class<T> type, T store) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            String call = type.getSimpleName() + "." + method.getName();
            boolean counts = Thread.currentThread() == watched;
            if (counts) {
                calls.add(call);
            }
            try {
                Object result = method.invoke(store, args);
                if (counts && holdsText(result)) {
                    texts.add(call);
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private static boolean holdsText(Object result) {
        return result instanceof Article
                || (result instanceof Optional<?> found && found.orElse(null) instanceof Article)
                || (result instanceof Collection<?> all && all.stream().anyMatch(Article.class::isInstance));
    }

    void forget() {
        calls.clear();
        texts.clear();
    }

    @Override
    public ArticleStore articles() {
        return counted(ArticleStore.class, memory.articles());
    }

    @Override
    public TagStore tags() {
        return counted(TagStore.class, memory.tags());
    }

    @Override
    public AuthorStore authors() {
        return counted(AuthorStore.class, memory.authors());
    }

    @Override
    public SubscriberStore subscribers() {
        return counted(SubscriberStore.class, memory.subscribers());
    }

    @Override
    public CommentStore comments() {
        return counted(CommentStore.class, memory.comments());
    }

    @Override
    public IssueStore issues() {
        return counted(IssueStore.class, memory.issues());
    }

    @Override
    public TokenStore tokens() {
        return counted(TokenStore.class, memory.tokens());
    }

    @Override
    public RevisionStore revisions() {
        return counted(RevisionStore.class, memory.revisions());
    }

    @Override
    public StagedEditStore stagedEdits() {
        return counted(StagedEditStore.class, memory.stagedEdits());
    }

    @Override
    public OutboxStore outbox() {
        return counted(OutboxStore.class, memory.outbox());
    }

    @Override
    public SettingStore settings() {
        return counted(SettingStore.class, memory.settings());
    }

    @Override
    public PublicChanges changes() {
        return counted(BlogStorage.class, memory).changes();
    }

    @Override
    public Set<Capability> capabilities() {
        return memory.capabilities();
    }

    @Override
    public void close() {
        memory.close();
    }
}
