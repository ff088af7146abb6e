package io.billet.mail.smtp;

import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.BackgroundJob;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.engine.SubscribeRequest;
import io.billet.engine.spi.RateLimiter;
import io.billet.storage.jdbc.JdbcStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A node that takes requests for the newsletter by its standard input, answers each on its standard output once the request has
 * returned, and sends the mail of the outbox, until it is killed.
 */
final class SubscriptionNode {

    /** The blog's clock runs so many times faster than the world's, and with it the leases of whoever is killed. */
    private static final int HASTE = 100;

    private SubscriptionNode() {}

    /** @param arguments URL of the database, port of the mail server, where the fast clock begins in milliseconds */
    public static void main(String[] arguments) throws IOException {
        HikariDataSource pool = NewsletterNode.pool(arguments[0]);
        Blog blog = blog(pool, Integer.parseInt(arguments[1]), clock(Long.parseLong(arguments[2])))
                .start(BackgroundJob.MAIL);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String address = line;
            threads.execute(() -> answer(blog, address));
        }
        threads.shutdownNow();
    }

    private static void answer(Blog blog, String address) {
        blog.subscribers().subscribe(SubscribeRequest.of(EmailAddress.of(address), LanguageTag.FRENCH, "test"));
        synchronized (System.out) {
            System.out.println("look into your inbox, " + address);
            System.out.flush();
        }
    }

    static InstantSource clock(long begin) {
        return () -> Instant.ofEpochMilli(begin + (System.currentTimeMillis() - begin) * HASTE);
    }

    static Blog blog(HikariDataSource pool, int port, InstantSource clock) {
        SmtpMailer mailer = SmtpMailer.builder("127.0.0.1")
                .port(port)
                .tls(SmtpTls.NONE)
                .sender(EmailAddress.of("blog@example.org"))
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ofSeconds(1))
                .build();
        return Blog.builder()
                .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                .storage(JdbcStorage.builder(pool).build())
                .clock(clock)
                .rateLimiter(RateLimiter.unlimited())
                .mailer(mailer)
                .build();
    }
}
