package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.Comment;
import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.SubscriberId;
import io.billet.engine.CommentRequest;
import io.billet.engine.internal.subscription.SignedLinks;
import io.billet.engine.internal.subscription.SigningKeys;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every page that can be looked at. */
class LookingTest {

    private final WatchedStorage storage = new WatchedStorage();
    private final Person zoe = new Person();
    private LiveBlog live;
    private List<URI> everything;

    @BeforeEach
    void a_blog_with_all_kinds_of_pages() throws Exception {
        live = LiveBlog.on(storage);
        Article open = live.publish(edit -> edit.title("Un article")
                .markdown("Texte.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n")
                .tags(Slug.of("europe"))
                .authors(Slug.of("claire")));
        live.publish(edit -> edit.title("Pour les membres")
                .markdown("Début.\n\n<!--members-only-->\n\nSecret.")
                .audience(Audience.MEMBERS));
        Article moved = live.publish("Ancien nom", "Texte.");
        live.blog.articles().edit(moved.id(), moved.version(), edit -> edit.slug(Slug.of("nouveau-nom")));
        Comment comment = live.blog
                .comments()
                .submit(CommentRequest.on(open.id(), Commenter.named("Karim"), "Oui."), Reader.ANONYMOUS);
        live.blog.comments().approve(comment.id(), comment.version());
        everything = addresses(comment, confirmToken(), signInToken(), unsubscribeToken());
        awaitThatNoMailWaits();
        storage.writes.clear();
    }

    /** What becomes of a mail is written down after it has been sent. */
    private void awaitThatNoMailWaits() throws InterruptedException {
        while (live.blog.outbox().waiting() > 0) {
            Thread.sleep(5);
        }
    }

    private List<URI> addresses(Comment comment, String confirm, String signIn, String unsubscribe) throws Exception {
        List<URI> addresses = new ArrayList<>();
        for (String path : List.of(
                "",
                "?after=nonsense",
                "?notice=welcome",
                "un-article",
                "un-article?reply-to=" + comment.id(),
                "un-article?reply-to=nobody",
                "un-article/comments/" + comment.id(),
                "un-article/comments/" + comment.id() + "?reply-to=" + comment.id(),
                "un-article/comments/01a20320-a27b-7fb8-8b30-d74ecf8b940d",
                "un-article/comments/nonsense",
                "un-article?notice=comment-held",
                "un-article/",
                "un-article/comments",
                "pour-les-membres",
                "ancien-nom",
                "no-such-article",
                "tag/europe",
                "tag/nothing",
                "page/1",
                "page/99",
                "tag/europe/page/1",
                "archive",
                "archive/2026/11",
                "archive/2026/11/page/1",
                "index/archive",
                "author/claire",
                "author/nobody",
                "feed.xml",
                "newsletter/subscribe",
                "newsletter/subscribe?sent=de",
                "newsletter/confirm?token=" + confirm,
                "newsletter/confirm?token=wrong",
                "newsletter/confirm",
                "newsletter/sign-in?token=" + signIn,
                "newsletter/sign-in?token=wrong",
                "newsletter/unsubscribe?token=" + unsubscribe,
                "newsletter/unsubscribe?token=wrong",
                "newsletter/sign-out",
                "newsletter/account",
                "newsletter/account?notice=saved",
                "newsletter/account/export",
                "newsletter/preferences?token=" + preferencesToken(),
                "newsletter/preferences?token=wrong",
                "newsletter/move?token=" + moveToken(),
                "newsletter/move?token=wrong",
                "feed.xml?key=" + live.blog.subscribers().openFeed(member()),
                "feed.xml?key=wrong",
                "assets/nothing.css",
                "no/such/page",
                "%FF")) {
            addresses.add(URI.create(live.home + path));
        }
        return addresses;
    }

    private String confirmToken() throws Exception {
        zoe.post(live.blog.urls().subscribe(), Map.of("email", "new@example.org"));
        return token(live.linkMailedTo("new@example.org", "/confirm"));
    }

    private String signInToken() throws Exception {
        zoe.post(live.blog.urls().subscribe(), Map.of("email", "zoe@example.org"));
        String confirm = token(live.linkMailedTo("zoe@example.org", "/confirm"));
        live.blog.subscribers().confirm(confirm);
        zoe.post(live.blog.urls().subscribe(), Map.of("email", "zoe@example.org"));
        return token(live.linkMailedTo("zoe@example.org", "/sign-in"));
    }

    private SubscriberId member() {
        return live.storage
                .subscribers()
                .findByEmail(EmailAddress.of("zoe@example.org"))
                .orElseThrow()
                .id();
    }

    private String preferencesToken() {
        SignedLinks links =
                new SignedLinks(new SigningKeys("link-keys", live.storage.settings(), live.clock, new SecureRandom()));
        return links.token(SignedLinks.Purpose.PREFERENCES, member());
    }

    private String moveToken() throws Exception {
        live.blog.subscribers().requestMove(member(), EmailAddress.of("zoe@example.net"));
        return token(live.linkMailedTo("zoe@example.net", "/move"));
    }

    private String unsubscribeToken() throws Exception {
        return token(live.linkMailedTo("zoe@example.org", "/unsubscribe"));
    }

    private static String token(URI link) {
        return link.getQuery().substring("token=".length());
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void never_writes() throws Exception {
        for (URI address : everything) {
            zoe.open(address);
            zoe.send(HttpRequest.newBuilder(address).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        }

        assertThat(storage.writes).isEmpty();
    }

    @Test
    void leaves_links_good_however_often_a_scanner_follows_them() throws Exception {
        for (int i = 0; i < 50; i++) {
            for (URI address : everything) {
                if (address.toString().contains("token=")) {
                    zoe.open(address);
                }
            }
        }

        assertThat(storage.writes).isEmpty();
        for (String step : List.of("confirm", "sign-in", "move", "unsubscribe")) {
            URI link = everything.stream()
                    .filter(address -> address.getPath().endsWith("/" + step))
                    .filter(address -> address.toString().contains("token=")
                            && !address.toString().endsWith("wrong"))
                    .findFirst()
                    .orElseThrow();
            Person scanned = new Person();
            Person.Seen done = scanned.fillIn(scanned.open(link), link.getPath(), Map.of());
            assertThat(done.status()).as(step).isEqualTo(200);
        }
    }

    @Test
    void gives_head_what_get_gives_but_for_the_body() throws Exception {
        for (URI address : everything) {
            Person.Seen get = zoe.open(address);
            Person.Seen head =
                    zoe.send(HttpRequest.newBuilder(address).method("HEAD", HttpRequest.BodyPublishers.noBody()));

            assertThat(head.status()).as(address.toString()).isEqualTo(get.status());
            assertThat(head.body()).as(address.toString()).isEmpty();
            for (String name : List.of("Content-Length", "Content-Type", "ETag", "Cache-Control", "Vary")) {
                assertThat(head.header(name)).as(name + " of " + address).isEqualTo(get.header(name));
            }
        }
    }

    @Test
    void finds_well_formed_pages_without_script_and_inline_style() throws Exception {
        for (URI address : everything) {
            Person.Seen seen = zoe.open(address);
            if (!seen.header("Content-Type").startsWith("text/html")) {
                continue;
            }
            Parser parser = Parser.htmlParser().setTrackErrors(50);
            var page = parser.parseInput(seen.body(), address.toString());
            assertThat(parser.getErrors())
                    .as(address.toString())
                    .map(ParseError::toString)
                    .isEmpty();
            assertThat(page.select("script, style, [style], [onclick], iframe"))
                    .as(address.toString())
                    .isEmpty();
            assertThat(page.select("h1")).as(address.toString()).hasSize(1);
            assertThat(page.select("html").attr("lang")).as(address.toString()).isNotEmpty();
            assertThat(page.select("main#main, header, footer, nav[aria-label]"))
                    .hasSizeGreaterThanOrEqualTo(4);
            page.select("input:not([type=hidden]), textarea")
                    .forEach(field -> assertThat(page.select("label[for=" + field.id() + "]"))
                            .as(field + " on " + address)
                            .hasSize(1));
            page.select("[id]")
                    .forEach(element -> assertThat(page.select("[id=" + element.id() + "]"))
                            .as(element.id() + " on " + address)
                            .hasSize(1));
        }
    }

    @Test
    void is_told_by_every_response_what_a_browser_may_do() throws Exception {
        for (URI address : everything) {
            Person.Seen seen = zoe.open(address);

            assertThat(seen.header("Content-Security-Policy"))
                    .as(address.toString())
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                    .doesNotContain("unsafe", "script-src");
            assertThat(seen.header("X-Content-Type-Options"))
                    .as(address.toString())
                    .isEqualTo("nosniff");
            assertThat(seen.header("Referrer-Policy")).as(address.toString()).isNotEmpty();
            assertThat(seen.header("Cache-Control")).as(address.toString()).isNotEmpty();
            assertThat(seen.status()).as(address.toString()).isLessThan(500);
        }
    }

    @Test
    void keeps_pages_with_a_token_out_of_caches_and_referrers() throws Exception {
        for (URI address : everything) {
            if (address.toString().contains("token=")) {
                Person.Seen seen = zoe.open(address);
                assertThat(seen.header("Cache-Control")).as(address.toString()).isEqualTo("no-store");
                assertThat(seen.header("Referrer-Policy"))
                        .as(address.toString())
                        .isEqualTo("strict-origin");
                assertThat(seen.page().select("meta[name=robots]").attr("content"))
                        .isEqualTo("noindex");
            }
        }
    }
}
