package io.billet.web;

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
import io.billet.storage.api.StorageException;
import io.billet.storage.api.SubscriberStore;
import io.billet.storage.api.TagStore;
import io.billet.storage.api.TokenStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An in-memory storage that tells which calls wrote, and breaks down on demand. */
final class WatchedStorage implements BlogStorage {

    private static final List<String> READING =
            List.of("find", "summary", "list", "thread", "count", "due", "revisions", "capabilities", "changes");

    private final InMemoryStorage memory = new InMemoryStorage();
    final List<String> writes = new CopyOnWriteArrayList<>();
    volatile boolean broken;

    private <T> T watched(Class<T> type, T store) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (broken) {
                throw new StorageException("the disk at secret-host:5432 is gone");
            }
            try {
                Object result = method.invoke(store, args);
                // The job that sends mail looks for work by itself; a claim of nothing changes nothing.
                boolean isIdle = method.getName().equals("claim") && List.of().equals(result);
                if (!isIdle && READING.stream().noneMatch(method.getName()::startsWith)) {
                    writes.add(type.getSimpleName() + "." + method.getName());
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    @Override
    public ArticleStore articles() {
        return watched(ArticleStore.class, memory.articles());
    }

    @Override
    public TagStore tags() {
        return watched(TagStore.class, memory.tags());
    }

    @Override
    public AuthorStore authors() {
        return watched(AuthorStore.class, memory.authors());
    }

    @Override
    public SubscriberStore subscribers() {
        return watched(SubscriberStore.class, memory.subscribers());
    }

    @Override
    public CommentStore comments() {
        return watched(CommentStore.class, memory.comments());
    }

    @Override
    public IssueStore issues() {
        return watched(IssueStore.class, memory.issues());
    }

    @Override
    public TokenStore tokens() {
        return watched(TokenStore.class, memory.tokens());
    }

    @Override
    public RevisionStore revisions() {
        return watched(RevisionStore.class, memory.revisions());
    }

    @Override
    public StagedEditStore stagedEdits() {
        return watched(StagedEditStore.class, memory.stagedEdits());
    }

    @Override
    public OutboxStore outbox() {
        return watched(OutboxStore.class, memory.outbox());
    }

    @Override
    public SettingStore settings() {
        return watched(SettingStore.class, memory.settings());
    }

    @Override
    public PublicChanges changes() {
        return watched(BlogStorage.class, memory).changes();
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
