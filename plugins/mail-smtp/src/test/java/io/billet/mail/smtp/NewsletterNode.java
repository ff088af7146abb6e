package io.billet.mail.smtp;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.BackgroundJob;
import io.billet.engine.Blog;
import io.billet.engine.NewsletterOptions;
import io.billet.engine.Site;
import io.billet.storage.jdbc.JdbcStorage;
import java.net.URI;
import java.time.Duration;

/** A node that sends newsletters, in a JVM of its own, until it is killed. */
final class NewsletterNode {

    private NewsletterNode() {}

    /** @param arguments URL of the database, port of the mail server, seconds of a lease */
    public static void main(String[] arguments) throws InterruptedException {
        HikariDataSource pool = pool(arguments[0]);
        Blog blog = blog(pool, Integer.parseInt(arguments[1]), Duration.ofSeconds(Integer.parseInt(arguments[2])))
                .start(BackgroundJob.NEWSLETTER);
        System.out.println("running");
        System.out.flush();
        Thread.currentThread().join();
        blog.close();
    }

    static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setPassword("");
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    static Blog blog(HikariDataSource pool, int port, Duration lease) {
        SmtpMailer mailer = SmtpMailer.builder("127.0.0.1")
                .port(port)
                .tls(SmtpTls.NONE)
                .sender(EmailAddress.of("blog@example.org"))
                .connections(2)
                .connectTimeout(Duration.ofSeconds(5))
                // A machine that other builds use, too, may be slow; a reply that is not waited for would be a second
                // copy.
                .readTimeout(Duration.ofSeconds(60))
                .build();
        return Blog.builder()
                .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                .storage(JdbcStorage.builder(pool).build())
                .mailer(mailer)
                .newsletter(NewsletterOptions.DEFAULT
                        .withConnections(2)
                        .withLease(lease)
                        .withRetries(Duration.ofMillis(500), Duration.ofHours(1)))
                .build();
    }
}
