package io.billet.web.jdk;

import io.billet.core.Article;
import io.billet.core.LanguageTag;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.web.BlogHandler;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.Theme;
import io.billet.web.theme.ThemeAsset;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A blog with one article, and one file that is large, behind a server. */
final class Served implements AutoCloseable {

    static final int LARGE = 8_000_000;

    final Blog blog;
    final BlogServer server;
    final ThemeAsset large;

    private Served(String base, int octets, UnaryOperator<BlogServer.Builder> settings) throws IOException {
        byte[] content = new byte[octets];
        new Random(9).nextBytes(content);
        large = ThemeAsset.of("large.bin", "application/octet-stream", content);
        blog = blog("Le Billet", base);
        server = settings.apply(BlogServer.builder()).build().mount(handler()).start();
    }

    static Served with(UnaryOperator<BlogServer.Builder> settings) throws IOException {
        return new Served("http://localhost/blog", LARGE, settings);
    }

    static Served at(String base) throws IOException {
        return new Served(base, 1_000, UnaryOperator.identity());
    }

    static Served withFileOf(int octets) throws IOException {
        return new Served("http://localhost/blog", octets, UnaryOperator.identity());
    }

    static Blog blog(String title, String base) {
        Blog blog = Blog.builder()
                .site(Site.of(title, URI.create(base), LanguageTag.FRENCH))
                .build();
        Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("Un *premier* article."));
        blog.articles().publish(draft.id(), draft.version());
        return blog;
    }

    private BlogHandler handler() {
        Theme standard = Theme.standard();
        return BlogHandler.builder(blog)
                .theme(new Theme() {
                    @Override
                    public String render(BlogPage page) {
                        return standard.render(page);
                    }

                    @Override
                    public List<ThemeAsset> assets() {
                        return Stream.concat(standard.assets().stream(), Stream.of(large))
                                .toList();
                    }
                })
                .build();
    }

    int port() {
        return server.port();
    }

    String largePath() {
        return "/blog/assets/" + large.servedAs();
    }

    Wire.Answer ask(String request) throws IOException {
        return Wire.ask(port(), request);
    }

    /** Waits for something that is to happen. */
    static void await(String what, BooleanSupplier happened) throws InterruptedException {
        for (int tries = 0; tries < 3_000; tries++) {
            if (happened.getAsBoolean()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("it did not happen: " + what);
    }

    @Override
    public void close() {
        server.close();
        blog.close();
    }
}
