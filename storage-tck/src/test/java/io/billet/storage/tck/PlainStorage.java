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
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** The in-memory storage as far as a plugin must implement it: what has a default is left to the default. */
final class PlainStorage implements BlogStorage {

    private final BlogStorage proper = new InMemoryStorage();

    private static <T> T plain(Class<T> type, T proper) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(self, method, args);
            }
            try {
                return method.invoke(proper, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    @Override
    public ArticleStore articles() {
        return plain(ArticleStore.class, proper.articles());
    }

    @Override
    public RevisionStore revisions() {
        return plain(RevisionStore.class, proper.revisions());
    }

    @Override
    public StagedEditStore stagedEdits() {
        return plain(StagedEditStore.class, proper.stagedEdits());
    }

    @Override
    public TagStore tags() {
        return plain(TagStore.class, proper.tags());
    }

    @Override
    public AuthorStore authors() {
        return plain(AuthorStore.class, proper.authors());
    }

    @Override
    public SubscriberStore subscribers() {
        return plain(SubscriberStore.class, proper.subscribers());
    }

    @Override
    public CommentStore comments() {
        return plain(CommentStore.class, proper.comments());
    }

    @Override
    public IssueStore issues() {
        return plain(IssueStore.class, proper.issues());
    }

    @Override
    public TokenStore tokens() {
        return plain(TokenStore.class, proper.tokens());
    }

    @Override
    public OutboxStore outbox() {
        return plain(OutboxStore.class, proper.outbox());
    }

    @Override
    public SettingStore settings() {
        return plain(SettingStore.class, proper.settings());
    }

    @Override
    public PublicChanges changes() {
        return proper.changes();
    }

    @Override
    public Set<Capability> capabilities() {
        return proper.capabilities();
    }

    @Override
    public void close() {
        proper.close();
    }
}
