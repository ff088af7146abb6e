import io.billet.core.Article;
import io.billet.core.LanguageTag;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.web.BlogHandler;
import io.billet.web.jdk.BlogServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A blog in memory, served by the JDK's own server. */
final class BlogInMemory {

    public static void main(String[] none) throws Exception {
        Site site = Site.of("Le Billet", URI.create("http://localhost/blog"), LanguageTag.FRENCH);
        try (Blog blog = Blog.builder().site(site).start()) {
            Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("Un *premier* article."));
            blog.articles().publish(draft.id(), draft.version());
            BlogServer server = BlogServer.start(BlogHandler.of(blog), 0);
            try {
                URI page = URI.create("http://localhost:" + server.port() + "/blog/bonjour");
                String html = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                        .body();
                if (!html.contains("<em>premier</em>")) {
                    throw new AssertionError(html);
                }
                System.out.println("A blog in memory: " + page + ", " + html.length() + " characters");
            } finally {
                server.close();
            }
        }
    }
}
