package io.billet.engine;

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
import java.util.Set;

/**
 * An in-memory storage of which one call fails: the so-manieth of the thread that asked for it, before it has done anything
 * or, as when an answer is lost, after all was done. The blog's own threads look into it as well, whenever they please, and
 * are not counted.
 */
final class BreakingStorage implements BlogStorage {

    private final InMemoryStorage memory = new InMemoryStorage();
    private final ThreadLocal<Long> callsLeft = ThreadLocal.withInitial(() -> Long.MAX_VALUE);
    private volatile boolean afterwards;

    void breakAtCall(long number, boolean afterIt) {
        afterwards = afterIt;
        callsLeft.set(number);
    }

    /** Returns whether the call that was to fail has not been made. */
    boolean mend() {
        boolean whole = callsLeft.get() > 0;
        callsLeft.remove();
        return whole;
    }

    private boolean breaksNow() {
        long left = callsLeft.get() - 1;
        callsLeft.set(left);
        return left == 0;
    }

    private <T> T breaking(Class<T> type, T store) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            boolean breaks = breaksNow();
            if (breaks && !afterwards) {
                throw new StorageException("the connection is gone");
            }
            try {
                Object result = method.invoke(store, args);
                if (breaks) {
                    throw new StorageException("the answer is lost");
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    @Override
    public ArticleStore articles() {
        return breaking(ArticleStore.class, memory.articles());
    }

    @Override
    public RevisionStore revisions() {
        return breaking(RevisionStore.class, memory.revisions());
    }

    @Override
    public StagedEditStore stagedEdits() {
        return breaking(StagedEditStore.class, memory.stagedEdits());
    }

    @Override
    public TagStore tags() {
        return breaking(TagStore.class, memory.tags());
    }

    @Override
    public AuthorStore authors() {
        return breaking(AuthorStore.class, memory.authors());
    }

    @Override
    public SubscriberStore subscribers() {
        return breaking(SubscriberStore.class, memory.subscribers());
    }

    @Override
    public CommentStore comments() {
        return breaking(CommentStore.class, memory.comments());
    }

    @Override
    public IssueStore issues() {
        return breaking(IssueStore.class, memory.issues());
    }

    @Override
    public TokenStore tokens() {
        return breaking(TokenStore.class, memory.tokens());
    }

    @Override
    public OutboxStore outbox() {
        return breaking(OutboxStore.class, memory.outbox());
    }

    @Override
    public SettingStore settings() {
        return breaking(SettingStore.class, memory.settings());
    }

    @Override
    public PublicChanges changes() {
        return breaking(BlogStorage.class, memory).changes();
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
