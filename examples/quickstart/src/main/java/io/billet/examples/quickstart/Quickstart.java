package io.billet.examples.quickstart;

import io.billet.core.LanguageTag;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.engine.testing.RecordingMailer;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.jdbc.JdbcStorage;
import io.billet.web.BlogHandler;
import io.billet.web.jdk.BlogServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A blog at {@code /blog} in an application that has nothing but the JDK's own web server. */
public final class Quickstart {

    private Quickstart() {}

    /**
     * Starts the server; it runs until the process ends.
     *
     * @param args not used; {@code -Dquickstart.port} and {@code -Dquickstart.database} say where, if not at port 8080 and
     *             {@code ./billet-quickstart}
     * @throws IOException if the port is taken
     */
    public static void main(String[] args) throws IOException {
        int port = Integer.getInteger("quickstart.port", 8080);
        Path database = Path.of(System.getProperty("quickstart.database", "billet-quickstart"));
        BlogServer server = BlogServer.builder().port(port).build();
        String origin = "http://localhost:" + server.port();

        BlogStorage storage = JdbcStorage.h2File(database);
        RecordingMailer mailer = new RecordingMailer();
        Site site = Site.of("Le Billet du quai", URI.create(origin + "/blog"), LanguageTag.FRENCH)
                .describedAs("Ports, énergie, Europe : ce qui change, et ce que cela coûte.");
        Blog blog = Blog.builder().site(site).storage(storage).mailer(mailer).start();
        SampleArticles.publishOnce(blog);

        server.mount(BlogHandler.of(blog))
                .context("/dev", new DevPages(blog, mailer))
                .start();
        System.out.printf("Blog:          %s/blog/%n", origin);
        System.out.printf("Outgoing mail: %s/dev/mail%n", origin);
        System.out.printf("Moderation:    %s/dev/comments%n", origin);
        System.out.printf(
                "Stored in:     %s (Ctrl-C stops; start again and all is there)%n", database.toAbsolutePath());
    }
}
