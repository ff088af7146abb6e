package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.Reader;
import io.billet.core.Slug;
import java.io.StringReader;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedsTest {

    private final TestBlog test = new TestBlog();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void another_reader_of_rss_finds_what_was_written() throws Exception {
        Article article = test.published(edit -> edit.title("« 1,3 Md€ » & <b>plus</b>")
                .markdown("Un *texte* avec [lien](/ailleurs) ]]> et \u0001.")
                .tags(Slug.of("europe"))
                .authors(Slug.of("zoe")));

        SyndFeed feed = read(Reader.ANONYMOUS);
        SyndEntry entry = feed.getEntries().get(0);

        assertThat(feed.getTitle()).isEqualTo("Le Billet");
        assertThat(feed.getLanguage()).isEqualTo("fr");
        assertThat(entry.getTitle()).isEqualTo("« 1,3 Md€ » & <b>plus</b>");
        assertThat(entry.getUri()).isEqualTo("urn:uuid:" + article.id());
        assertThat(entry.getLink()).isEqualTo("https://example.org/blog/" + article.slug());
        assertThat(entry.getPublishedDate()).isEqualTo(Date.from(TestBlog.START));
        assertThat(entry.getCategories().get(0).getName()).isEqualTo("europe");
        assertThat(entry.getAuthor()).isEqualTo("zoe");
        assertThat(entry.getContents().get(0).getValue())
                .contains("<em>texte</em>", "href=\"https://example.org/ailleurs\"");
    }

    @Test
    void the_feed_holds_nothing_that_its_reader_may_not_see() throws Exception {
        test.published(edit -> edit.title("Membres")
                .markdown("Pour tous.\n\n<!--members-only-->\n\nSecret.")
                .audience(Audience.MEMBERS));
        test.blog.articles().draft(edit -> edit.title("Brouillon secret"));

        String anonymous =
                test.blog.feeds().rss(ArticleFilter.ALL, Reader.ANONYMOUS).xml();
        Reader member =
                test.blog.subscribers().reader(test.member("zoe@example.org").session());
        String whole = test.blog.feeds().rss(ArticleFilter.ALL, member).xml();

        assertThat(anonymous).contains("Pour tous.").doesNotContain("Secret", "secret");
        assertThat(whole).contains("Secret.").doesNotContain("Brouillon");
    }

    @Test
    void an_empty_blog_has_an_empty_feed() throws Exception {
        assertThat(read(Reader.ANONYMOUS).getEntries()).isEmpty();
        assertThat(test.blog.feeds().rss(ArticleFilter.ALL, Reader.ANONYMOUS).updatedAt())
                .isEmpty();
    }

    @Test
    void it_holds_the_latest_twenty_the_newest_first() throws Exception {
        for (int i = 1; i <= 25; i++) {
            int number = i;
            test.published(edit -> edit.title("Article " + number));
            test.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(read(Reader.ANONYMOUS).getEntries())
                .hasSize(20)
                .first()
                .extracting(SyndEntry::getTitle)
                .isEqualTo("Article 25");
    }

    private SyndFeed read(Reader reader) throws Exception {
        String xml = test.blog.feeds().rss(ArticleFilter.ALL, reader).xml();
        return new SyndFeedInput().build(new StringReader(xml));
    }
}
