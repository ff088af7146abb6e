import io.billet.core.Article;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.jdbc.JdbcStorage;
import io.billet.web.BlogHandler;
import io.billet.web.http.WebRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A blog in a file of H2, which is there when it is opened again. */
final class BlogInADatabase {

    public static void main(String[] none) throws Exception {
        Path folder = Files.createTempDirectory("consumer");
        Site site = Site.of("Le Billet", URI.create("http://localhost/blog"), LanguageTag.FRENCH);
        try (BlogStorage storage = JdbcStorage.h2File(folder.resolve("blog"));
                Blog blog = Blog.builder().site(site).storage(storage).build()) {
            Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("Un *premier* article."));
            blog.articles().publish(draft.id(), draft.version());
        }
        try (BlogStorage storage = JdbcStorage.h2File(folder.resolve("blog"));
                Blog blog = Blog.builder().site(site).storage(storage).build()) {
            int status = BlogHandler.of(blog)
                    .handle(WebRequest.of("GET", "/bonjour"))
                    .status();
            if (status != 200 || blog.articles().findBySlug(Slug.of("bonjour")).isEmpty()) {
                throw new AssertionError("the article is gone: " + status);
            }
            System.out.println("A blog in H2: opened again, " + status);
        }
    }
}
