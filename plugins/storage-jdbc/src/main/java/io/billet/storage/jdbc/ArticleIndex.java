package io.billet.storage.jdbc;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Slug;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The tables beside the article's: which addresses it holds, and under which tags and authors it is listed. Written only in the
 * transaction that holds the article's row, so they agree with it.
 */
final class ArticleIndex {

    private final Database database;

    ArticleIndex(Database database) {
        this.database = database;
    }

    void add(Handle handle, Article article) {
        claim(handle, article, addressesOf(article));
        list(handle, article);
    }

    void change(Handle handle, Article before, Article after) {
        Set<Alias> released = addressesOf(before);
        released.removeAll(addressesOf(after));
        release(handle, after.id(), released);
        Set<Alias> claimed = addressesOf(after);
        claimed.removeAll(addressesOf(before));
        claim(handle, after, claimed);
        if (!isListedAlike(before, after)) {
            unlist(handle, after.id());
            list(handle, after);
        }
    }

    void remove(Handle handle, ArticleId id) {
        handle.createUpdate("DELETE FROM <prefix>article_slug WHERE article = :id")
                .bind("id", id.value())
                .execute();
        unlist(handle, id);
    }

    /** The slug first, as it is told first if it is taken; the others sorted, so that rivals wait for each other in one order. */
    private static Set<Alias> addressesOf(Article article) {
        Set<Alias> addresses = new LinkedHashSet<>();
        addresses.add(Alias.of(article.slug()));
        addresses.addAll(new TreeSet<>(article.aliases()));
        return addresses;
    }

    /** One by one, so that the one that is taken can be named. */
    private void claim(Handle handle, Article article, Collection<Alias> addresses) {
        for (Alias address : addresses) {
            boolean isSlug = address.equals(Alias.of(article.slug()));
            database.insertUnless(
                    handle.createUpdate("INSERT INTO <prefix>article_slug (slug, article) VALUES (:slug, :article)")
                            .bind("slug", address.value())
                            .bind("article", article.id().value()),
                    () -> new AlreadyExistsException("Article", isSlug ? "slug" : "alias", address.value()));
        }
    }

    private static void release(Handle handle, ArticleId id, Collection<Alias> addresses) {
        for (Alias address : addresses) {
            handle.createUpdate("DELETE FROM <prefix>article_slug WHERE slug = :slug AND article = :article")
                    .bind("slug", address.value())
                    .bind("article", id.value())
                    .execute();
        }
    }

    private static boolean isListedAlike(Article before, Article after) {
        return before.tags().equals(after.tags())
                && before.authors().equals(after.authors())
                && before.kind() == after.kind()
                && before.state().equals(after.state())
                && before.createdAt().equals(after.createdAt());
    }

    private static void list(Handle handle, Article article) {
        insert(
                handle,
                "INSERT INTO <prefix>article_tag (tag, kind, state, sort_key, article)"
                        + " VALUES (:slug, :kind, :state, :sort_key, :article)",
                article.tags(),
                article);
        insert(
                handle,
                "INSERT INTO <prefix>article_author (author, kind, state, sort_key, article)"
                        + " VALUES (:slug, :kind, :state, :sort_key, :article)",
                article.authors(),
                article);
    }

    private static void insert(Handle handle, String sql, List<Slug> slugs, Article article) {
        if (slugs.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch(sql);
        for (Slug slug : slugs) {
            rows.bind("slug", slug.value())
                    .bind("kind", article.kind().name())
                    .bind("state", article.state().kind().name())
                    .bind("sort_key", ArticleRow.sortKey(article))
                    .bind("article", article.id().value())
                    .add();
        }
        rows.execute();
    }

    private static void unlist(Handle handle, ArticleId id) {
        handle.createUpdate("DELETE FROM <prefix>article_tag WHERE article = :id")
                .bind("id", id.value())
                .execute();
        handle.createUpdate("DELETE FROM <prefix>article_author WHERE article = :id")
                .bind("id", id.value())
                .execute();
    }
}
