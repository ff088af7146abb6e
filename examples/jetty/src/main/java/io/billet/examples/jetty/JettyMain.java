package io.billet.examples.jetty;

import io.billet.core.Article;
import io.billet.core.LanguageTag;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.web.BlogHandler;
import io.billet.web.servlet.BlogServlet;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** A host with a page of its own, and a blog beside it. */
public final class JettyMain {

    private JettyMain() {}

    /**
     * Serves at port 8080 of this machine alone, until the process ends.
     *
     * @param arguments none
     * @throws Exception if the port is taken
     */
    public static void main(String[] arguments) throws Exception {
        start(8080).join();
    }

    static Server start(int port) throws Exception {
        Server server = new Server(new InetSocketAddress("127.0.0.1", port));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new HomePage()), "/");

        // begin
        Site site = Site.of("Le Billet", URI.create("http://localhost:8080/blog"), LanguageTag.FRENCH);
        Blog blog = Blog.builder().site(site).start();
        context.addServlet(new ServletHolder(new BlogServlet(BlogHandler.of(blog))), "/blog/*");
        // end

        Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("Un *premier* article."));
        blog.articles().publish(draft.id(), draft.version());
        server.setHandler(context);
        server.start();
        return server;
    }
}
