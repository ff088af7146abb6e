package io.billet.storage.jdbc;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.BlogException;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.Commenter;
import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.BlogStorage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A node of some release: it writes, and edits what it finds that others wrote. It calls only what this release and the one
 * before have in common. After each write that has returned comes a line that names it.
 */
final class RollingWriter {

    private final BlogStorage storage;
    private final String name;
    private final IdGenerator ids = new IdGenerator(Clock.systemUTC(), RandomGenerator.getDefault());
    private final AtomicInteger editsOfOthers = new AtomicInteger();

    RollingWriter(BlogStorage storage, String name) {
        this.storage = storage;
        this.name = name;
    }

    public static void main(String[] arguments) {
        JdbcStorage storage = JdbcStorage.builder(TestDatabase.pool(arguments[0], arguments[1]))
                .tablePrefix(arguments[2])
                .build();
        new RollingWriter(storage, arguments[3])
                .write(Duration.ofSeconds(Integer.parseInt(arguments[4])), System.out::println);
        System.exit(0);
    }

    void write(Duration duration, Consumer<String> acknowledge) {
        Instant end = Instant.now().plus(duration);
        for (int i = 0; Instant.now().isBefore(end); i++) {
            try {
                writeOnce(name + "-" + i, acknowledge);
            } catch (BlogException e) {
                acknowledge.accept("FAILED " + name + "-" + i + " " + e + " " + e.getCause());
            }
        }
    }

    private void writeOnce(String key, Consumer<String> acknowledge) {
        Instant now = Instant.now();
        Article article = storage.articles()
                .create(Article.draft(
                        new ArticleId(ids.next()),
                        now,
                        edit -> edit.title("Title")
                                .slug(Slug.of("a-" + key))
                                .markdown(key)
                                .tags(Slug.of("europe"))));
        publish(article.id());
        acknowledge.accept("article " + key);
        Comment comment = storage.comments()
                .create(
                        Comment.submit(
                                new CommentId(ids.next()),
                                article.id(),
                                Optional.empty(),
                                Commenter.named("Zoë"),
                                key,
                                now),
                        Optional.empty());
        Comment answer = storage.comments()
                .create(
                        Comment.submit(
                                new CommentId(ids.next()),
                                article.id(),
                                Optional.of(comment.id()),
                                Commenter.named("Abel"),
                                key,
                                now),
                        Optional.empty());
        storage.comments().update(answer.approve());
        acknowledge.accept("comment " + key + " " + answer.id());
        Subscriber pending = storage.subscribers()
                .create(Subscriber.request(
                        new SubscriberId(ids.next()),
                        EmailAddress.of("s-" + key + "@example.org"),
                        LanguageTag.FRENCH,
                        Consent.asked("footer", "1", now),
                        now));
        storage.subscribers().update(pending.confirm(now));
        acknowledge.accept("subscriber " + key);
        for (ArticleSummary found : storage.articles().list(ArticleQuery.all(), Optional.empty(), 20)) {
            if (!found.slug().value().startsWith("a-" + name)) {
                edit(found, acknowledge);
                return;
            }
        }
    }

    /** Somebody else may have found it by now and be editing it. */
    private void publish(ArticleId id) {
        while (true) {
            Article article = storage.articles().find(id).orElseThrow();
            try {
                storage.articles().update(article.publish(Instant.now()));
                return;
            } catch (StaleVersionException e) {
                // Look again.
            }
        }
    }

    /** What somebody else has written, and may be changing, too. */
    private void edit(ArticleSummary found, Consumer<String> acknowledge) {
        Article article = storage.articles().find(found.id()).orElseThrow();
        try {
            storage.articles()
                    .update(article.edit(
                            Instant.now(),
                            edit -> edit.title("Edited by " + name).markdown(article.markdown() + "+")));
            editsOfOthers.incrementAndGet();
            acknowledge.accept("edited-other " + found.slug().value().substring(2));
        } catch (StaleVersionException e) {
            // They were faster, and nothing is lost.
        }
    }

    int editsOfOthers() {
        return editsOfOthers.get();
    }

    /** Looks for a write by the line that acknowledged it. */
    static boolean isStored(String line, BlogStorage storage) {
        String[] words = line.split(" ");
        return switch (words[0]) {
            case "article" ->
                storage.articles()
                        .findBySlug(Slug.of("a-" + words[1]))
                        .filter(found -> found.publishedAt().isPresent()
                                && found.markdown().startsWith(words[1]))
                        .isPresent();
            case "comment" ->
                storage.comments()
                        .find(CommentId.of(words[2]))
                        .filter(found -> found.markdown().equals(words[1])
                                && found.parent().isPresent())
                        .isPresent();
            case "edited-other" ->
                storage.articles()
                        .findBySlug(Slug.of("a-" + words[1]))
                        .filter(found -> found.title().startsWith("Edited by ")
                                && found.markdown().endsWith("+"))
                        .isPresent();
            default ->
                storage.subscribers()
                        .findByEmail(EmailAddress.of("s-" + words[1] + "@example.org"))
                        .filter(found -> found.consent().confirmedAt().isPresent())
                        .isPresent();
        };
    }
}
