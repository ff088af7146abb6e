package io.billet.spring.hosts.full;

import io.billet.core.Article;
import io.billet.engine.Blog;
import java.nio.file.Path;
import java.util.Arrays;
import org.springframework.context.ConfigurableApplicationContext;

/** The same application, with an article in its blog. */
final class WithABlog {

    private WithABlog() {}

    /**
     * Starts it, publishes an article, and says what the application consists of.
     *
     * @param arguments the file to say it in, and properties
     */
    public static void main(String[] arguments) throws Exception {
        String[] properties = Arrays.copyOfRange(arguments, 1, arguments.length);
        try (ConfigurableApplicationContext application = FullHost.start(properties)) {
            CostOfAStart.figuresOfThisProcess().forEach(System.out::println);
            Blog blog = application.getBean(Blog.class);
            Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("Un *premier* article."));
            blog.articles().publish(draft.id(), draft.version());
            WithoutABlog.show(application, Path.of(arguments[0]));
        }
    }
}
