package io.billet.storage.jdbc;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.Commenter;
import io.billet.core.Consent;
import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.EmailAddress;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueSummary;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.DeliveryReport;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.Recipient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A process that writes until it is killed. After each write has returned it prints a line, and flushes it: whoever reads
 * the line may rely on the write.
 */
final class WriterMain {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final int THREADS = 3;
    private static final int ROWS = 200;

    private WriterMain() {}

    public static void main(String[] arguments) {
        JdbcStorage storage = arguments[0].equals("h2")
                ? JdbcStorage.h2File(Path.of(arguments[1]))
                : JdbcStorage.builder(TestDatabase.pool(arguments[1], "postgres"))
                        .build();
        IntStream.range(0, THREADS)
                .forEach(thread -> new Thread(() -> write(storage, arguments[2] + "-" + thread)).start());
        new Thread(() -> mail(storage, arguments[2] + "-m")).start();
    }

    private static void write(JdbcStorage storage, String writer) {
        for (int i = 0; ; i++) {
            String name = writer + "-" + i;
            Article article = storage.articles()
                    .create(Article.draft(
                            new ArticleId(id("article", name)),
                            NOW,
                            edit -> edit.title("Title")
                                    .slug(Slug.of("a-" + name))
                                    .markdown(text(name))));
            acknowledge("article", name);
            storage.articles().update(article.publish(NOW));
            acknowledge("published", name);
            storage.comments()
                    .create(
                            Comment.submit(
                                    new CommentId(id("comment", name)),
                                    article.id(),
                                    Optional.empty(),
                                    Commenter.named("Zoë"),
                                    name,
                                    NOW),
                            Optional.empty());
            acknowledge("comment", name);
            storage.subscribers()
                    .create(Subscriber.request(
                            new SubscriberId(id("subscriber", name)),
                            EmailAddress.of("s-" + name + "@example.org"),
                            LanguageTag.FRENCH,
                            Consent.asked("footer", "1", NOW),
                            NOW));
            acknowledge("subscriber", name);
        }
    }

    private static void mail(JdbcStorage storage, String writer) {
        for (int i = 0; ; i++) {
            mailAnIssue(storage, writer + "-" + i);
        }
    }

    /** Two calls that each report many: a kill may come between them, or within one. */
    private static void mailAnIssue(JdbcStorage storage, String name) {
        Article article = Article.draft(new ArticleId(id("mailed", name)), NOW, edit -> edit.title("Title"));
        Issue issue = storage.issues().create(Issue.of(new IssueId(id("issue", name)), article, NOW), Optional.empty());
        storage.issues()
                .enqueue(
                        issue.id(),
                        IntStream.range(0, ROWS)
                                .mapToObj(row -> new Recipient(
                                        new DeliveryId(id("delivery", name + "-" + row)),
                                        new SubscriberId(id("reader", name + "-" + row)),
                                        EmailAddress.of("r-" + row + "@example.org"),
                                        LanguageTag.FRENCH))
                                .toList(),
                        NOW);
        for (int part = 1; part <= 2; part++) {
            List<Delivery> claimed = storage.issues().claim(issue.id(), "worker", ROWS / 2, NOW, Duration.ofMinutes(5));
            storage.issues()
                    .record(claimed.stream()
                            .map(row -> new DeliveryReport(row.id(), row.fence(), new DeliveryOutcome.Sent(NOW)))
                            .toList());
            acknowledge("recorded-" + part, name);
        }
    }

    /** Returns the issues of which a call has recorded some of its reports and not the others. */
    static List<String> halfRecorded(JdbcStorage storage) {
        List<String> half = new ArrayList<>();
        Optional<IssueId> after = Optional.empty();
        while (true) {
            List<IssueSummary> issues = storage.issues().list(IssueQuery.all(), after, 1_000);
            if (issues.isEmpty()) {
                return half;
            }
            for (IssueSummary issue : issues) {
                DeliveryCounts counts = storage.issues().counts(issue.id());
                if (counts.sent() % (ROWS / 2) != 0 || counts.total() % ROWS != 0) {
                    half.add(issue.id() + " " + counts);
                }
            }
            after = Optional.of(issues.get(issues.size() - 1).id());
        }
    }

    private static void acknowledge(String what, String name) {
        synchronized (WriterMain.class) {
            System.out.println(what + " " + name + " stored");
            System.out.flush();
        }
    }

    /** Looks for a write by the line that acknowledged it, and at what was written. */
    static boolean isStored(String line, JdbcStorage storage) {
        String name = line.split(" ")[1];
        return switch (line.split(" ")[0]) {
            case "article" ->
                storage.articles()
                        .findBySlug(Slug.of("a-" + name))
                        .filter(found -> found.markdown().equals(text(name)))
                        .isPresent();
            case "published" ->
                storage.articles()
                        .find(new ArticleId(id("article", name)))
                        .filter(found -> found.publishedAt().isPresent())
                        .isPresent();
            case "comment" ->
                storage.comments()
                        .find(new CommentId(id("comment", name)))
                        .filter(found -> found.markdown().equals(name))
                        .isPresent();
            case "recorded-1" -> sent(storage, name) >= ROWS / 2;
            case "recorded-2" -> sent(storage, name) == ROWS;
            default ->
                storage.subscribers()
                        .findByEmail(EmailAddress.of("s-" + name + "@example.org"))
                        .isPresent();
        };
    }

    private static long sent(JdbcStorage storage, String name) {
        return storage.issues().counts(new IssueId(id("issue", name))).sent();
    }

    private static UUID id(String what, String name) {
        return UUID.nameUUIDFromBytes((what + name).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String name) {
        return "« " + name + " » ".repeat(200);
    }
}
