package io.billet.web;

import com.sun.net.httpserver.HttpServer;
import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.BackgroundJob;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.testing.RecordingMailer;
import io.billet.engine.testing.SettableClock;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.InMemoryStorage;
import io.billet.web.jdk.BlogHttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A blog behind a real server on loopback. */
final class LiveBlog implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    final RecordingMailer mailer = new RecordingMailer();
    final SettableClock clock = SettableClock.at(NOW);
    final BlogStorage storage;
    final Blog blog;
    final URI home;
    private final List<OutgoingMail> unread = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    private LiveBlog(
            String mount,
            LanguageTag language,
            BlogStorage storage,
            UnaryOperator<Blog.Builder> blogSettings,
            UnaryOperator<BlogHandler.Builder> settings)
            throws IOException {
        this.storage = storage;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String base = "http://localhost:" + server.getAddress().getPort() + (mount.equals("/") ? "" : mount);
        blog = blogSettings
                .apply(Blog.builder()
                        .site(Site.of("Le Billet", URI.create(base), language)
                                .describedAs("Notes sur l’Europe numérique"))
                        .storage(storage)
                        .mailer(mailer)
                        .clock(clock)
                        .rateLimiter(RateLimiter.unlimited()))
                .build()
                .start(BackgroundJob.MAIL);
        home = blog.urls().home();
        server.createContext(
                mount,
                BlogHttpHandler.of(settings.apply(BlogHandler.builder(blog)).build()));
        server.setExecutor(threads);
        server.start();
    }

    static LiveBlog at(String mount) throws IOException {
        return new LiveBlog(
                mount, LanguageTag.FRENCH, new InMemoryStorage(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    static LiveBlog in(LanguageTag language) throws IOException {
        return new LiveBlog(
                "/blog", language, new InMemoryStorage(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    static LiveBlog with(UnaryOperator<BlogHandler.Builder> settings) throws IOException {
        return new LiveBlog("/blog", LanguageTag.FRENCH, new InMemoryStorage(), UnaryOperator.identity(), settings);
    }

    static LiveBlog built(UnaryOperator<Blog.Builder> settings) throws IOException {
        return new LiveBlog("/blog", LanguageTag.FRENCH, new InMemoryStorage(), settings, UnaryOperator.identity());
    }

    static LiveBlog on(BlogStorage storage, UnaryOperator<BlogHandler.Builder> settings) throws IOException {
        return new LiveBlog("/blog", LanguageTag.FRENCH, storage, UnaryOperator.identity(), settings);
    }

    static LiveBlog on(BlogStorage storage) throws IOException {
        return new LiveBlog("/blog", LanguageTag.FRENCH, storage, UnaryOperator.identity(), UnaryOperator.identity());
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Publishes an article in French, unless the edit says otherwise. */
    Article publish(Consumer<ArticleEdit> content) {
        Article draft = blog.articles().draft(content);
        return blog.articles().publish(draft.id(), draft.version());
    }

    Article publish(String title, String markdown) {
        return publish(edit -> edit.title(title).markdown(markdown));
    }

    /** Waits for a mail to that address with a link that contains a text; other mails are left for later. */
    URI linkMailedTo(String address, String containing) throws InterruptedException {
        Pattern link = Pattern.compile("http\\S*" + containing + "\\S*");
        for (OutgoingMail mail : unread) {
            Matcher found = link.matcher(mail.text());
            if (mail.to().equals(EmailAddress.of(address)) && found.find()) {
                unread.remove(mail);
                return URI.create(found.group());
            }
        }
        OutgoingMail next = mailer.await(EmailAddress.of(address), Duration.ofSeconds(10))
                .orElseThrow(() -> new AssertionError("no mail with " + containing + " came to " + address));
        unread.add(next);
        return linkMailedTo(address, containing);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        blog.close();
        storage.close();
    }
}
