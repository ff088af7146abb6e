package io.billet.web.contract;

import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.Audience;
import io.billet.core.Comment;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.BackgroundJob;
import io.billet.engine.Blog;
import io.billet.engine.PageRequest;
import io.billet.engine.Site;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.testing.RecordingMailer;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.InMemoryStorage;
import io.billet.web.BlogHandler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A blog in memory with a few articles: one for everybody, one with a name beyond ASCII, one for members. */
public final class ContractBlog implements AutoCloseable {

    private final BlogStorage storage = new InMemoryStorage();
    private final RecordingMailer mailer = new RecordingMailer();
    private final Blog blog;

    private ContractBlog(String base) {
        blog = Blog.builder()
                .site(Site.of("Le Billet", URI.create(base), LanguageTag.FRENCH))
                .storage(storage)
                .mailer(mailer)
                .rateLimiter(RateLimiter.unlimited())
                .build()
                .start(BackgroundJob.MAIL);
        publish(edit -> edit.title("Bonjour").markdown("Un *premier* article."));
        publish(edit -> edit.title("Привет").markdown("Sous le pont."));
        publish(edit -> edit.title("La suite").markdown("Le secret.").audience(Audience.MEMBERS));
    }

    /**
     * Returns a blog that readers see at an address.
     *
     * @param base the address
     */
    public static ContractBlog at(String base) {
        return new ContractBlog(base);
    }

    private void publish(Consumer<ArticleEdit> content) {
        Article draft = blog.articles().draft(content);
        blog.articles().publish(draft.id(), draft.version());
    }

    /** Returns the blog. */
    public Blog blog() {
        return blog;
    }

    /** Returns its pages. */
    public BlogHandler pages() {
        return BlogHandler.of(blog);
    }

    /** Returns the comments. */
    public List<Comment> comments() {
        return blog.comments().list(CommentQuery.all(), PageRequest.first(100)).items();
    }

    /**
     * Waits for a mail, and returns the link in it.
     *
     * @param address    to whom
     * @param containing what stands in the link
     */
    public String linkMailedTo(String address, String containing) throws InterruptedException {
        OutgoingMail mail = mailer.await(EmailAddress.of(address), Duration.ofSeconds(10))
                .orElseThrow(() -> new AssertionError("no mail came to " + address));
        Matcher link = Pattern.compile("http\\S*" + containing + "\\S*").matcher(mail.text());
        if (!link.find()) {
            throw new AssertionError("no link with " + containing + " in " + mail.text());
        }
        return link.group();
    }

    @Override
    public void close() {
        blog.close();
        storage.close();
    }
}
