package io.billet.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.billet.core.Article;
import io.billet.core.LanguageTag;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.web.BlogHandler;
import io.billet.web.jdk.BlogHttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's code is this code, and it runs. */
class ReadmeTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent().getParent();

    @Test
    void the_snippet_publishes_an_article_at_the_address_it_says() throws Exception {
        int port = freePort();
        Running running = snippet(port);
        try (Blog blog = running.blog()) {
            Visitor visitor = new Visitor(URI.create("http://localhost:" + port));
            assertThat(visitor.open("/blog/").text()).contains("Bonjour");
            assertThat(visitor.open("/blog/bonjour").select("em").text()).contains("premier");
            assertThat(blog.site().title()).isEqualTo("Le Billet");
        } finally {
            running.server().stop(0);
        }
    }

    @Test
    void the_readme_shows_this_snippet() throws IOException {
        String source = Files.readString(
                PROJECT.resolve("examples/quickstart/src/test/java/io/billet/examples/quickstart/ReadmeTest.java"));
        String region = source.substring(
                source.indexOf("// readme\n") + "// readme\n".length(), source.lastIndexOf("        // end of readme"));
        String readme = Files.readString(PROJECT.resolve("README.md"));

        assertThat(words(readme)).contains(words(region.replace("port)", "8080)")));
    }

    @Test
    void the_readme_is_short_enough_to_be_read() throws IOException {
        assertThat(Files.readAllLines(PROJECT.resolve("README.md"))).hasSizeLessThanOrEqualTo(200);
    }

    private record Running(Blog blog, HttpServer server) {}

    private static Running snippet(int port) throws IOException {
        // readme
        Site site = Site.of("Le Billet", URI.create("http://localhost:8080/blog"), LanguageTag.FRENCH);
        Blog blog = Blog.builder().site(site).start();

        Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("Un *premier* article."));
        blog.articles().publish(draft.id(), draft.version());

        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        server.createContext("/blog", BlogHttpHandler.of(BlogHandler.of(blog)));
        server.start();
        // end of readme
        return new Running(blog, server);
    }

    /** Line breaks are the formatter's business. */
    private static String words(String text) {
        return text.replaceAll("\\s+", " ").replace(" .", ".").strip();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
