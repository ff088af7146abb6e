package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleKind;
import io.billet.core.Audience;
import io.billet.core.Comment;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.StagedEdit;
import io.billet.core.StaleVersionException;
import io.billet.core.Subscriber;
import io.billet.core.Tag;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.Mailer;
import io.billet.engine.testing.RecordingMailer;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.InMemoryStorage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The snippets of {@code docs/engine.md}, run; and the guide shows what is run here. */
class EngineGuideTest {

    private static final Pattern IN_GUIDE =
            Pattern.compile("<!-- snippet: (\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_TEST = Pattern.compile("// snippet: (\\w+)\\n(.*?)// end", Pattern.DOTALL);

    private final RecordingMailer mailer = new RecordingMailer();
    private final BlogStorage storage = new InMemoryStorage();
    private final Blog blog = open(storage, mailer);

    private static Blog open(BlogStorage storage, Mailer mailer) {
        // snippet: open
        Blog blog = Blog.builder()
                .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                .storage(storage)
                .mailer(mailer)
                .start();
        // end
        return blog;
    }

    @AfterEach
    void close() {
        // snippet: close
        blog.close();
        storage.close();
        // end
    }

    private Article published(String title) {
        Article draft = blog.articles().draft(edit -> edit.title(title).markdown("Text."));
        return blog.articles().publish(draft.id(), draft.version());
    }

    @Test
    void writing() {
        // snippet: writing
        Article draft = blog.articles()
                .draft(edit -> edit.title("L’Europe résiste")
                        .markdown("Pour tous.\n\n<!--members-only-->\n\nPour les membres.")
                        .tags(Slug.of("europe"))
                        .audience(Audience.MEMBERS));
        Article edited = blog.articles()
                .as(HostIdentity.of("user-7"))
                .edit(draft.id(), draft.version(), edit -> edit.title("L’Europe tient"));
        Article article = blog.articles().publish(edited.id(), edited.version());
        URI address = blog.urls().article(article.slug());
        // end
        assertThat(address).hasToString("https://example.org/blog/l-europe-tient");
        assertThat(edited.updatedBy()).contains(HostIdentity.of("user-7"));
    }

    @Test
    void scheduling() {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        // snippet: scheduling
        Article draft = blog.articles().draft(edit -> edit.title("Demain").markdown("À demain."));
        Article scheduled = blog.articles().schedule(draft.id(), draft.version(), tomorrow);

        Article about = blog.articles()
                .draft(edit -> edit.title("À propos").kind(ArticleKind.PAGE).markdown("Qui nous sommes."));
        blog.articles().publish(about.id(), about.version(), Instant.parse("2019-05-01T08:00:00Z"));
        // end
        assertThat(scheduled.publishedAt()).isEmpty();
    }

    @Test
    void versions() {
        Article article = published("Two authors");
        String mine = "Mine.";
        // snippet: versions
        try {
            blog.articles().edit(article.id(), article.version(), edit -> edit.markdown(mine));
        } catch (StaleVersionException e) {
            Article now = blog.articles().find(article.id()).orElseThrow();
            // Show both, and let the author decide.
        }
        // end
        assertThat(blog.articles().find(article.id()).orElseThrow().markdown()).isEqualTo(mine);
    }

    @Test
    void history() {
        Article article = published("What it said");
        blog.articles().edit(article.id(), article.version(), edit -> edit.markdown("Other words."));
        // snippet: history
        var revisions = blog.articles().revisions(article.id(), PageRequest.first(20));
        long wanted = revisions.items().get(revisions.items().size() - 1).version();
        Article now = blog.articles().find(article.id()).orElseThrow();
        Article restored = blog.articles().restore(article.id(), now.version(), wanted);
        // end
        assertThat(restored.markdown()).isEqualTo("Text.");
    }

    @Test
    void staging() {
        Article article = published("A correction");
        // snippet: staging
        StagedEdit edit =
                blog.stagedEdits().begin(article.id(), article.version(), changes -> changes.markdown("Corrected."));
        ArticleView preview = blog.stagedEdits().preview(article.id());
        Article corrected = blog.stagedEdits().publish(article.id(), edit.version());
        // end
        assertThat(preview.text().html()).contains("Corrected");
        assertThat(corrected.markdown()).isEqualTo("Corrected.");
    }

    @Test
    void reading() {
        published("To be read");
        // snippet: reading
        Reader reader = Reader.ANONYMOUS;
        ArticleResult result = blog.articles().read(Slug.of("to-be-read"), reader);
        if (result instanceof ArticleResult.Found found) {
            String html = found.view().text().html();
            Optional<ArticleLink> before = found.view().previous();
        } else if (result instanceof ArticleResult.Moved moved) {
            URI redirect = blog.urls().article(moved.slug());
        }

        NumberedPage<ArticleTeaser> home = blog.articles().newest(ArticleFilter.ALL, reader, 10);
        List<ArchiveMonth> months = blog.articles().archive(ArticleFilter.tagged(Slug.of("europe")));
        // end
        assertThat(home.items()).hasSize(1);
        assertThat(months).isEmpty();
    }

    @Test
    void naming() {
        Article draft = blog.articles().draft(edit -> edit.title("Tagged").tags(Slug.of("ue")));
        blog.articles().publish(draft.id(), draft.version());
        // snippet: naming
        blog.tags().describe(Tag.named(Slug.of("europe"), "L’Europe"));
        int changed = blog.tags().merge(Slug.of("ue"), Slug.of("europe"));
        List<TagUse> tags = blog.tags().list(Optional.empty(), 100);
        // end
        assertThat(changed).isEqualTo(1);
        assertThat(tags).extracting(TagUse::posts).containsExactly(1L);
    }

    @Test
    void commenting() {
        Article article = published("Discussed");
        // snippet: commenting
        Comment comment = blog.comments()
                .submit(CommentRequest.on(article.id(), Commenter.named("Karim"), "Bien dit."), Reader.ANONYMOUS);
        var held = blog.comments().list(CommentQuery.all().in(CommentState.HELD), PageRequest.first(50));
        Comment visible = blog.comments().approve(comment.id(), comment.version());
        Optional<ThreadPage> thread =
                blog.comments().thread(article.id(), Reader.ANONYMOUS, Optional.of(visible.id()), 50);
        // end
        assertThat(held.items()).containsExactly(comment);
        assertThat(thread).isPresent();
    }

    @Test
    void commenting_as_a_user_of_the_host() {
        Article article = published("Discussed");
        // snippet: signing
        Reader.HostUser ana = new Reader.HostUser(HostIdentity.of("user-7"), List.of(Label.of("premium")))
                .named("Ana Lima")
                .withEmail(EmailAddress.of("ana@example.org"));
        Comment signed = blog.comments().submit(CommentRequest.on(article.id(), Commenter.named("me"), "Merci."), ana);
        // end
        assertThat(signed.commenter().name()).contains("Ana Lima");
        assertThat(signed.commenter().email()).contains(EmailAddress.of("ana@example.org"));
    }

    @Test
    void subscribing() throws InterruptedException {
        // snippet: subscribing
        EmailAddress email = EmailAddress.of("zoe@example.org");
        blog.subscribers().subscribe(SubscribeRequest.of(email, LanguageTag.FRENCH, "footer"));
        // The link in the mail leads to a page of yours with the token, whose button calls:
        String token = TestBlog.tokenIn(
                mailer.await(email, Duration.ofSeconds(10)).orElseThrow().text());
        MemberSession session = blog.subscribers().confirm(token);
        Reader member = blog.subscribers().reader(session.session());
        // end
        assertThat(member).isInstanceOf(Reader.Member.class);
    }

    @Test
    void privacy() throws InterruptedException {
        EmailAddress email = EmailAddress.of("zoe@example.org");
        blog.subscribers().subscribe(SubscribeRequest.of(email, LanguageTag.FRENCH, "footer"));
        String token = TestBlog.tokenIn(
                mailer.await(email, Duration.ofSeconds(10)).orElseThrow().text());
        Subscriber subscriber = blog.subscribers().confirm(token).subscriber();
        // snippet: privacy
        var consent = blog.subscribers().history(subscriber.id(), PageRequest.first(100));
        blog.comments().eraseAllBy(new CommenterKey.Address(email));
        blog.subscribers().erase(subscriber.id());
        blog.subscribers().forgetEvidence(Instant.now().minus(Duration.ofDays(365)));
        // end
        assertThat(consent.items()).isNotEmpty();
        assertThat(blog.subscribers().find(subscriber.id())).isEmpty();
    }

    @Test
    void listening() {
        List<String> told = new ArrayList<>();
        // snippet: listening
        blog.listen(event -> {
            if (event instanceof BlogEvent.ArticlePublished published) {
                told.add(published.article().title());
            }
        });
        // end
        published("Told");
        assertThat(told).containsExactly("Told");
    }

    @Test
    void the_guide_shows_what_is_run_here() throws IOException {
        Map<String, String> inGuide = snippets(Path.of("../docs/engine.md"), IN_GUIDE);
        Map<String, String> here = snippets(Path.of("src/test/java/io/billet/engine/EngineGuideTest.java"), IN_TEST);

        assertThat(inGuide).isEqualTo(here);
    }

    private static Map<String, String> snippets(Path file, Pattern snippet) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Matcher matcher = snippet.matcher(Files.readString(file));
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2).replaceAll("\\s+", ""));
        }
        return found;
    }
}
