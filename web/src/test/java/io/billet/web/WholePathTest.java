package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import io.billet.core.Audience;
import io.billet.core.Comment;
import io.billet.core.CommentState;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.SubscriberState;
import io.billet.engine.PageRequest;
import io.billet.storage.api.CommentQuery;
import java.io.StringReader;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholePathTest {

    private static final String MARKDOWN = """
            Le début, pour tous.

            ## Pourquoi ?

            1. Un accès « privilégié ».
            2. Un rapprochement.

            <!--members-only-->

            ## La suite

            Le secret des membres.
            """;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/blog", "/a/b"})
    void a_reader_finds_reads_subscribes_confirms_comments_and_is_heard(String mount) throws Exception {
        try (LiveBlog live = LiveBlog.at(mount)) {
            live.publish(edit -> edit.title("ASML investit 1,3 Md€")
                    .markdown(MARKDOWN)
                    .language(LanguageTag.FRENCH)
                    .audience(Audience.MEMBERS)
                    .tags(Slug.of("europe")));
            Person zoe = new Person();

            Person.Seen list = zoe.open(live.home);
            assertThat(list.status()).isEqualTo(200);
            Person.Seen article = zoe.follow(list, ".teaser h2 a");
            assertThat(article.address().getPath()).endsWith("/asml-investit-1-3-md");
            assertThat(article.text()).contains("Le début, pour tous.").doesNotContain("secret");
            assertThat(article.page().select("#comments")).isEmpty();
            assertThat(article.text()).contains("bibliothèque des numéros réservés aux membres");

            Person.Seen inbox = zoe.fillIn(article, "/newsletter/subscribe", Map.of("email", "zoe@example.org"));
            assertThat(inbox.status()).isEqualTo(200);
            assertThat(inbox.page().selectFirst("h1").text()).isEqualTo("Consultez votre boîte de réception");

            URI link = live.linkMailedTo("zoe@example.org", "/newsletter/confirm");
            Person.Seen question = zoe.open(link);
            assertThat(question.status()).isEqualTo(200);
            assertThat(stateOf(live, "zoe@example.org")).isEqualTo(SubscriberState.Kind.PENDING);
            assertThat(zoe.open(article.address()).text()).doesNotContain("secret");

            Person.Seen whole = zoe.fillIn(question, "/newsletter/confirm", Map.of());
            assertThat(stateOf(live, "zoe@example.org")).isEqualTo(SubscriberState.Kind.CONFIRMED);
            assertThat(whole.address().getPath()).isEqualTo(article.address().getPath());
            assertThat(whole.text()).contains("Le secret des membres.", "Bienvenue", "zoe@example.org");

            Person.Seen thanked = zoe.fillIn(whole, "/comments", Map.of("name", "Zoë", "text", "Merci *beaucoup* !"));
            assertThat(thanked.status()).isEqualTo(200);
            assertThat(thanked.page().selectFirst(".notice").text()).contains("modérateur");
            assertThat(thanked.page().select(".comment")).isEmpty();

            Comment held = live.blog
                    .comments()
                    .list(CommentQuery.all(), PageRequest.first(10))
                    .items()
                    .get(0);
            assertThat(held.state()).isEqualTo(CommentState.HELD);
            assertThat(held.commenter().email()).contains(EmailAddress.of("zoe@example.org"));
            live.blog.comments().approve(held.id(), held.version());
            Person.Seen heard = zoe.open(article.address());
            assertThat(heard.page()
                            .select("#comment-" + held.id() + " .said em")
                            .text())
                    .isEqualTo("beaucoup");

            Person.Seen feed = zoe.open(URI.create(
                    heard.page().selectFirst("link[type=application/rss+xml]").absUrl("href")));
            SyndFeed rss = new SyndFeedInput().build(new StringReader(feed.body()));
            SyndEntry entry = rss.getEntries().get(0);
            assertThat(entry.getTitle()).isEqualTo("ASML investit 1,3 Md€");
            assertThat(entry.getLink()).isEqualTo(article.address().toString());
            assertThat(feed.body()).contains("Le début").doesNotContain("secret");
        }
    }

    @Test
    void a_member_signs_out_and_in_again_and_leaves() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            live.publish(
                    edit -> edit.title("Pour les membres").markdown(MARKDOWN).audience(Audience.MEMBERS));
            URI address = live.blog.urls().article(Slug.of("pour-les-membres"));
            Person zoe = new Person();
            zoe.fillIn(zoe.open(address), "/newsletter/subscribe", Map.of("email", "zoe@example.org"));
            zoe.fillIn(
                    zoe.open(live.linkMailedTo("zoe@example.org", "/newsletter/confirm")),
                    "/newsletter/confirm",
                    Map.of());
            URI leave = live.linkMailedTo("zoe@example.org", "/newsletter/unsubscribe");

            Person.Seen out = zoe.fillIn(zoe.open(address), "/newsletter/sign-out", Map.of());
            assertThat(out.text()).contains("Vous êtes déconnecté.");
            assertThat(zoe.open(address).text()).doesNotContain("secret");

            zoe.fillIn(
                    zoe.open(live.blog.urls().subscribe()),
                    "/newsletter/subscribe",
                    Map.of("email", "zoe@example.org"));
            Person.Seen question = zoe.open(live.linkMailedTo("zoe@example.org", "/newsletter/sign-in"));
            assertThat(zoe.open(address).text()).doesNotContain("secret");
            Person.Seen in = zoe.fillIn(question, "/newsletter/sign-in", Map.of());
            assertThat(in.text()).contains("Vous êtes connecté.");
            assertThat(zoe.open(address).text()).contains("secret");

            Person.Seen really = zoe.open(leave);
            assertThat(zoe.open(address).text()).contains("secret");
            Person.Seen left = zoe.fillIn(really, "/newsletter/unsubscribe", Map.of());
            assertThat(left.text()).contains("Vous êtes désabonné");
            assertThat(zoe.open(address).text()).doesNotContain("secret");
        }
    }

    private static SubscriberState.Kind stateOf(LiveBlog live, String address) {
        return live.storage
                .subscribers()
                .findByEmail(EmailAddress.of(address))
                .orElseThrow()
                .state()
                .kind();
    }
}
