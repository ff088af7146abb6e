package io.billet.examples.javalin;

import io.billet.core.Article;
import io.billet.core.LanguageTag;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.web.BlogHandler;
import io.billet.web.servlet.BlogServlet;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.URI;

/** A host with a page of its own, and a blog beside it. */
public final class JavalinMain {

    private static final String HOME = "<!doctype html><title>The host</title><p><a href=\"/blog/\">Our blog</a></p>";

    private JavalinMain() {}

    /**
     * Serves at port 8080 of this machine alone, until the process ends.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        start(8080);
    }

    static Javalin start(int port) {
        return Javalin.create(JavalinMain::configure).start("127.0.0.1", port);
    }

    private static void configure(JavalinConfig config) {
        config.routes.get("/", page -> page.html(HOME));
        config.routes.error(404, page -> page.result("The host has no such page"));

        // begin
        Site site = Site.of("Le Billet", URI.create("http://localhost:8080/blog"), LanguageTag.FRENCH);
        Blog blog = Blog.builder().site(site).start();
        BlogServlet pages = new BlogServlet(BlogHandler.of(blog));
        config.jetty.modifyServletContextHandler(
                host -> host.getServletContext().addServlet("blog", pages).addMapping("/blog/*"));
        // end

        Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("Un *premier* article."));
        blog.articles().publish(draft.id(), draft.version());
        config.events.serverStopped(blog::close);
    }
}
