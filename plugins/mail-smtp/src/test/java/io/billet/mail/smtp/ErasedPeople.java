package io.billet.mail.smtp;

import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.Article;
import io.billet.core.Commenter;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IssueState;
import io.billet.core.LanguageTag;
import io.billet.core.OutboxMail;
import io.billet.core.Reader;
import io.billet.core.SubscriberId;
import io.billet.engine.BackgroundJob;
import io.billet.engine.Blog;
import io.billet.engine.CommentRequest;
import io.billet.engine.MemberSession;
import io.billet.engine.NewsletterOptions;
import io.billet.engine.Page;
import io.billet.engine.PageRequest;
import io.billet.engine.Site;
import io.billet.engine.SubscribeRequest;
import io.billet.engine.Subscribers;
import io.billet.engine.spi.RateLimiter;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.jdbc.JdbcStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process in which people subscribe, read, comment, get an issue and are refused in every way that names them, until all of
 * them are erased. It prints a line before that, and waits for one to go on.
 */
final class ErasedPeople {

    /** What stands in addresses, names, networks and texts of all of them. */
    static final List<String> TRACES = List.of("canary-", "203.0.113.81", "Canary Zx", "zx81 said");

    private static final Pattern TOKEN = Pattern.compile("token=([\\w-]+)");
    private static final Fault[] REFUSALS = {
        Fault.RCPT_DEAD,
        Fault.RCPT_FULL,
        Fault.RCPT_4XX,
        Fault.MANY_LINES_AT_RCPT,
        Fault.END_POLICY,
        Fault.DROP_AFTER_END
    };

    private final Blog blog;
    private final MisbehavingSmtpServer server;

    private ErasedPeople(Blog blog, MisbehavingSmtpServer server) {
        this.blog = blog;
        this.server = server;
    }

    /** @param arguments URL of the database */
    public static void main(String[] arguments) throws Exception {
        try (HikariDataSource pool = NewsletterNode.pool(arguments[0]);
                MisbehavingSmtpServer server = MisbehavingSmtpServer.builder().start();
                SmtpMailer mailer = SmtpMailer.builder("127.0.0.1")
                        .port(server.port())
                        .tls(SmtpTls.NONE)
                        .sender(EmailAddress.of("blog@example.org"))
                        .build();
                Blog blog = Blog.builder()
                        .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                        .storage(JdbcStorage.builder(pool).build())
                        .mailer(mailer)
                        .clock(SubscriptionNode.clock(System.currentTimeMillis()))
                        .rateLimiter(RateLimiter.unlimited())
                        .formAge(Duration.ZERO)
                        .newsletter(NewsletterOptions.DEFAULT.withRetries(Duration.ofMillis(100), Duration.ofHours(1)))
                        .build()
                        .start(BackgroundJob.MAIL, BackgroundJob.NEWSLETTER)) {
            new ErasedPeople(blog, server).live();
        }
    }

    private void live() throws InterruptedException, IOException {
        Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("Texte."));
        Article article = blog.articles().publish(draft.id(), draft.version());
        List<SubscriberId> all = List.of(member(0), member(1), member(2), member(3), member(4), member(5));
        for (SubscriberId id : all) {
            comment(article, id);
        }
        await(() -> blog.outbox().waiting() == 0);
        server.faults(Faults.script(REFUSALS));
        blog.newsletter().send(article.id(), article.version());
        await(() -> blog.newsletter()
                        .list(IssueQuery.all().in(IssueState.Kind.COMPLETED), PageRequest.first(9))
                        .items()
                        .size()
                == 1);
        refuseMailTo(all.get(0));
        System.out.println("lived");
        System.out.flush();
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        all.forEach(blog.subscribers()::erase);
        System.out.println("erased");
    }

    private SubscriberId member(int number) throws InterruptedException {
        EmailAddress address = EmailAddress.of("canary-zx" + number + "@example.org");
        Subscribers subscribers = blog.subscribers();
        await(() -> blog.outbox().waiting() == 0);
        // The first mail is put off once, or refused for good and asked for anew.
        server.faults(Faults.script(number % 2 == 0 ? Fault.RCPT_4XX : Fault.RCPT_DEAD));
        int before = failed().items().size();
        subscribe(address);
        if (number % 2 == 0) {
            return moved(subscribers.confirm(linkTo(address)), number);
        }
        await(() -> failed().items().size() > before);
        subscribe(address);
        return moved(subscribers.confirm(linkTo(address)), number);
    }

    private void subscribe(EmailAddress address) {
        blog.subscribers()
                .subscribe(new SubscribeRequest(
                        address,
                        LanguageTag.FRENCH,
                        "page",
                        "2026-11",
                        Optional.of("203.0.113.81"),
                        Optional.of("canary-agent")));
    }

    private SubscriberId moved(MemberSession session, int number) throws InterruptedException {
        SubscriberId id = session.subscriber().id();
        Subscribers subscribers = blog.subscribers();
        subscribers.rename(id, "Canary Zx" + number);
        EmailAddress moved = EmailAddress.of("canary-moved" + number + "@example.org");
        subscribers.requestMove(id, moved);
        subscribers.move(linkTo(moved));
        return id;
    }

    private void comment(Article article, SubscriberId id) {
        EmailAddress email = blog.subscribers().find(id).orElseThrow().email();
        blog.comments()
                .submit(
                        CommentRequest.on(
                                article.id(), Commenter.named("Canary Zx").withEmail(email), "zx81 said as a guest"),
                        Reader.ANONYMOUS);
    }

    private void refuseMailTo(SubscriberId id) throws InterruptedException {
        server.faults(() -> Fault.RCPT_DEAD);
        int before = failed().items().size();
        blog.subscribers().requestMove(id, EmailAddress.of("canary-lost@example.org"));
        await(() -> failed().items().size() > before);
    }

    private Page<OutboxMail> failed() {
        return blog.outbox().list(DeliveryState.Kind.FAILED, PageRequest.first(100));
    }

    /** Waits for a mail with a link to that address, newer than any that was waited for before. */
    private String linkTo(EmailAddress address) throws InterruptedException {
        String[] found = new String[1];
        await(() -> {
            server.messages().stream()
                    .filter(message -> message.isTaken() && message.recipient().equals(address.value()))
                    .map(message -> TOKEN.matcher(Mails.text(message)))
                    .filter(Matcher::find)
                    .forEach(token -> found[0] = token.group(1));
            return found[0] != null;
        });
        return found[0];
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited a minute in vain");
            }
            Thread.sleep(20);
        }
    }
}
