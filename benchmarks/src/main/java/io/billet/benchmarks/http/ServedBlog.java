package io.billet.benchmarks.http;

import io.billet.core.Article;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.jdbc.JdbcStorage;
import io.billet.web.BlogHandler;
import io.billet.web.jdk.BlogServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A blog in an H2 file, served as README shows it: the process that {@link BlogProcess} starts. */
final class ServedBlog {

    /** Articles of some 3 KB. */
    static final String SMALL = "small";

    /** Articles of some 35 KB, so that the feed of the latest twenty has some 720 KB. */
    static final String LARGE = "large";

    static final int ARTICLES = 100;
    static final String TAG = "measured";
    static final String READY = "listening at ";

    private static final String SENTENCE =
            "A ship at the quay needs *no* engine, if it finds a [plug](https://example.org/).\n\n";

    private ServedBlog() {}

    /** Serves until there is nothing more to read. */
    public static void main(String[] arguments) throws IOException {
        int sentences = arguments[0].equals(LARGE) ? 310 : 25;
        Site site = Site.of("Measured", URI.create("http://localhost:8080/blog"), LanguageTag.ENGLISH);
        try (BlogStorage storage = JdbcStorage.h2File(Path.of(arguments[1]));
                Blog blog = Blog.builder().site(site).storage(storage).build()) {
            for (int i = 0; i < ARTICLES; i++) {
                publish(blog, i, SENTENCE.repeat(sentences));
            }
            try (BlogServer server = BlogServer.start(BlogHandler.of(blog), 0)) {
                System.out.println(READY + server.port());
                while (System.in.read() >= 0) {
                    // Until whoever started this ends.
                }
            }
        }
    }

    static String slug(int article) {
        return "article-" + article;
    }

    private static void publish(Blog blog, int number, String text) {
        Article draft = blog.articles()
                .draft(edit -> edit.title("Article " + number)
                        .slug(Slug.of(slug(number)))
                        .markdown(text)
                        .tags(Slug.of(TAG)));
        blog.articles().publish(draft.id(), draft.version());
    }
}
