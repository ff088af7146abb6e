package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.engine.ArticleFilter;
import io.billet.engine.ArticleResult;
import io.billet.engine.BackgroundJob;
import io.billet.engine.Blog;
import io.billet.engine.MemberSession;
import io.billet.engine.PageRequest;
import io.billet.engine.Site;
import io.billet.engine.SubscribeRequest;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.testing.RecordingMailer;
import io.billet.web.http.WebHeaders;
import io.billet.web.http.WebRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A word that only members may read is looked for in everything that the blog gives out: with a members-only line, without
 * one, and with what merely looks like one; for each audience and each kind of reader.
 */
class MembersOnlyCanaryTest {

    private static final String CANARY = "xyzzy";
    private static final Slug TAG = Slug.of("europe");
    private static final Slug AUTHOR = Slug.of("zoe");
    private static final Label PATRON = Label.of("patron");

    /** What stands before the canary: the first four have lines that make what stands before them public. */
    private static final List<String> LINES = List.of(
            "Public.\n\n<!--members-only-->",
            "Public.\n\n> <!-- members-only -->",
            "Public [one][a], [a], ![two][a], note[^2], ABBR.\n\n<!--members-only-->",
            "<!--members-only-->",
            "",
            "Start.",
            "Start.\n\n<!--members only-->",
            "Start.\n\n<!--membersonly-->",
            "Start.\n\n<!--member-only-->",
            "Start.\n\n<!--more-->",
            "Start.\n\n<!-- more -->",
            "Start.\n\n<!--\nmembers-only\n-->",
            "Start.\n\n<!-- see <!--members-only--> below",
            "Start.\n\n<!-- TODO: members-only -->",
            "Start. <!--members-only--> in the line",
            "Start.\n\n`<!--members-only-->`",
            "Start.\n\n```\n<!--members-only-->\n```",
            "Start.\n\n    <!--members-only-->",
            "Start.\n\n\\<!--members-only-->",
            "Start.\n\n&lt;!--members-only--&gt;",
            "Start.\n\n<div>\n<!--members-only-->",
            "Start.\n\n<!-members-only->",
            "Start.\n\n[members-only]",
            "---\nmembers-only: true\n---\n\nStart.");

    private static final String SECRET =
            "\n\n# " + CANARY + " heading\n\n" + CANARY + " text, ![" + CANARY + "](/" + CANARY + ".png) [link](/"
                    + CANARY + ") and[^1]\n\n[^1]: " + CANARY + " note\n\n[^2]: " + CANARY + " other note\n\n[a]: /"
                    + CANARY + " '" + CANARY + "'\n\n*[ABBR]: "
                    + CANARY + "\n";

    private final RecordingMailer mailer = new RecordingMailer();
    private final Map<String, Reader> hostUsers = new LinkedHashMap<>();
    private Blog blog;
    private BlogHandler handler;
    private String memberSession;
    private String patronSession;

    @BeforeEach
    void open() throws Exception {
        blog = Blog.builder()
                .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                .mailer(mailer)
                .rateLimiter(RateLimiter.unlimited())
                .build()
                .start(BackgroundJob.MAIL);
        hostUsers.put("guest", new Reader.HostUser(HostIdentity.of("guest"), List.of()));
        hostUsers.put("patron", new Reader.HostUser(HostIdentity.of("patron"), List.of(PATRON)));
        handler = BlogHandler.builder(blog)
                .articlesPerPage(100)
                .readers(request -> request.headers().first("X-User").map(hostUsers::get))
                .build();
        memberSession = join("zoe@example.org").session();
        MemberSession patron = join("yan@example.org");
        blog.subscribers().label(patron.subscriber().id(), List.of(PATRON));
        patronSession = patron.session();
    }

    @AfterEach
    void close() {
        blog.close();
    }

    private MemberSession join(String address) throws InterruptedException {
        EmailAddress email = EmailAddress.of(address);
        blog.subscribers().subscribe(SubscribeRequest.of(email, LanguageTag.FRENCH, "test"));
        Matcher token = Pattern.compile("token=([\\w-]+)")
                .matcher(mailer.await(email, Duration.ofSeconds(10))
                        .orElseThrow()
                        .text());
        assertThat(token.find()).isTrue();
        return blog.subscribers().confirm(token.group(1));
    }

    @Test
    void what_only_members_may_read_is_in_nothing_that_others_get() {
        for (String line : LINES) {
            for (Audience audience : List.of(Audience.MEMBERS, Audience.labelled(PATRON))) {
                Article article = published(line, audience);
                for (Map.Entry<String, WebRequest> who : outsiders(audience).entrySet()) {
                    for (Map.Entry<String, String> output :
                            everything(article, who.getValue()).entrySet()) {
                        assertThat(output.getValue())
                                .as("%s for %s, %s, after «%s»", output.getKey(), who.getKey(), audience, line)
                                .doesNotContainIgnoringCase(CANARY);
                    }
                }
                withdraw(article);
            }
        }
    }

    @Test
    void who_belongs_reads_it_whatever_line_there_is() {
        for (String line : LINES) {
            for (Audience audience : List.of(Audience.MEMBERS, Audience.labelled(PATRON))) {
                Article article = published(line, audience);
                for (WebRequest who : List.of(member(patronSession), host("patron"))) {
                    String page = get(who, "/" + article.slug().value());
                    assertThat(page).as("%s, after «%s»", audience, line).contains(CANARY + " text");
                }
                withdraw(article);
            }
        }
    }

    @Test
    void without_a_line_the_preview_is_the_authors_summary() {
        Article article = published("Start.", Audience.MEMBERS);
        article = blog.articles().edit(article.id(), article.version(), edit -> edit.summary("Ce qui compte."));
        WebRequest anonymous = WebRequest.of("GET", "/");

        for (Map.Entry<String, String> output : everything(article, anonymous).entrySet()) {
            assertThat(output.getValue())
                    .as(output.getKey())
                    .doesNotContain("Start")
                    .contains("Ce qui compte.");
        }
    }

    private Article published(String line, Audience audience) {
        Article draft = blog.articles()
                .draft(edit -> edit.title("Pour les membres")
                        .markdown(line + SECRET)
                        .tags(TAG)
                        .authors(AUTHOR)
                        .audience(audience));
        return blog.articles().publish(draft.id(), draft.version());
    }

    private void withdraw(Article article) {
        blog.articles().delete(article.id(), article.version());
    }

    private Map<String, WebRequest> outsiders(Audience audience) {
        Map<String, WebRequest> outsiders = new LinkedHashMap<>();
        outsiders.put("somebody anonymous", WebRequest.of("GET", "/"));
        outsiders.put("a bearer of a wrong session", member("wrong"));
        if (audience instanceof Audience.Labelled) {
            outsiders.put("a member without the label", member(memberSession));
            outsiders.put("a user of the host without the label", host("guest"));
        }
        return outsiders;
    }

    private static WebRequest member(String session) {
        return WebRequest.of("GET", "/").withHeaders(WebHeaders.NONE.with("Cookie", "__Host-billet-blog=" + session));
    }

    private static WebRequest host(String user) {
        return WebRequest.of("GET", "/").withHeaders(WebHeaders.NONE.with("X-User", user));
    }

    /** All that a reader can ask for, by name. */
    private Map<String, String> everything(Article article, WebRequest who) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("page", get(who, "/" + article.slug().value()));
        outputs.put("page with a reply", get(who, "/" + article.slug().value() + "?reply-to=" + article.id()));
        outputs.put("list", get(who, "/"));
        outputs.put("list of a tag", get(who, "/tag/" + TAG.value()));
        outputs.put("list of an author", get(who, "/author/" + AUTHOR.value()));
        outputs.put("feed", get(who, "/feed.xml"));
        Reader reader = reader(who);
        ArticleResult found = blog.articles().read(article.slug(), reader);
        outputs.put("ArticleView", found.toString());
        outputs.put(
                "ArticleTeaser",
                blog.articles()
                        .page(ArticleFilter.ALL, reader, PageRequest.first(10))
                        .items()
                        .toString());
        outputs.put("Feed", blog.feeds().rss(ArticleFilter.tagged(TAG), reader).xml());
        return outputs;
    }

    private Reader reader(WebRequest who) {
        Optional<Reader> user = who.headers().first("X-User").map(hostUsers::get);
        return user.orElseGet(() -> who.headers()
                .first("Cookie")
                .map(cookie -> blog.subscribers().reader(cookie.substring(cookie.indexOf('=') + 1)))
                .orElse(Reader.ANONYMOUS));
    }

    private String get(WebRequest who, String target) {
        String[] parts = target.split("\\?", 2);
        WebRequest request = WebRequest.of("GET", parts[0]).withHeaders(who.headers());
        request = parts.length > 1 ? request.withQuery(parts[1]) : request;
        return new String(handler.handle(request).body(), StandardCharsets.UTF_8);
    }
}
