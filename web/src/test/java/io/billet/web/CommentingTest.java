package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Comment;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.Discussion;
import io.billet.core.HostIdentity;
import io.billet.core.Reader;
import io.billet.engine.CommentRequest;
import io.billet.engine.PageRequest;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.spi.SpamChecker;
import io.billet.storage.api.CommentQuery;
import io.billet.web.http.ReaderResolver;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class CommentingTest {

    private final Person zoe = new Person();

    @Test
    void an_answer_stands_indented_after_what_it_answers() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            Article article = live.publish("Un article", "Texte.");
            Comment first = approved(live, CommentRequest.on(article.id(), Commenter.named("Zoë"), "Un."));
            approved(live, CommentRequest.on(article.id(), Commenter.named("Léa"), "Deux."));

            Person.Seen page = zoe.open(live.blog.urls().article(article.slug()));
            Person.Seen form = zoe.follow(page, "#comment-" + first.id() + " .answer a");
            assertThat(form.page().selectFirst("#comment-form h3").text()).isEqualTo("Répondre à Zoë");
            zoe.fillIn(form, "/comments", Map.of("name", "Karim", "text", "Trois."));
            Comment answer = held(live).get(0);
            live.blog.comments().approve(answer.id(), answer.version());

            assertThat(answer.parent()).contains(first.id());
            Person.Seen after = zoe.open(live.blog.urls().article(article.slug()));
            assertThat(after.page().select(".comment h3").eachText()).containsExactly("Zoë", "Karim", "Léa");
            Element item = after.page().selectFirst("#comment-" + answer.id()).parent();
            assertThat(item.className()).isEqualTo("depth-1");
            assertThat(item.text()).contains("En réponse à Zoë");
        }
    }

    @Test
    void an_erased_comment_leaves_its_place() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            Article article = live.publish("Un article", "Texte.");
            Comment gone = approved(live, CommentRequest.on(article.id(), Commenter.named("Zoë"), "Un secret."));
            approved(
                    live,
                    CommentRequest.on(article.id(), Commenter.named("Karim"), "Oui.")
                            .answering(gone.id()));
            live.blog.comments().erase(gone.id());

            Person.Seen page = zoe.open(live.blog.urls().article(article.slug()));

            assertThat(page.page().select("#comment-" + gone.id()).text()).isEqualTo("Ce commentaire a été effacé.");
            assertThat(page.body()).doesNotContain("Un secret.", "Zoë");
            assertThat(page.page().select("#comment-" + gone.id() + " .answer")).isEmpty();
        }
    }

    @Test
    void the_same_words_may_be_said_again_later_or_when_they_were_erased() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            Article article = live.publish("Un article", "Texte.");
            URI comments = live.blog.urls().comments(article.slug());
            Map<String, String> said = Map.of("name", "Zoë", "text", "Merci !");
            zoe.post(comments, said);
            zoe.post(comments, said);
            assertThat(live.blog.comments().count(CommentQuery.all())).isEqualTo(1);

            live.clock.advance(java.time.Duration.ofHours(1));
            zoe.post(comments, said);
            assertThat(live.blog.comments().count(CommentQuery.all())).isEqualTo(2);

            Comment second = live.blog
                    .comments()
                    .list(CommentQuery.all().newestFirst(), PageRequest.first(1))
                    .items()
                    .get(0);
            Comment shown = live.blog.comments().approve(second.id(), second.version());
            approved(
                    live,
                    CommentRequest.on(article.id(), Commenter.named("K"), "Oui.")
                            .answering(shown.id()));
            live.blog.comments().erase(shown.id());
            zoe.post(comments, said);
            zoe.post(comments, said);

            assertThat(live.blog.comments().count(CommentQuery.all().in(CommentState.HELD)))
                    .isEqualTo(2);
        }
    }

    @Test
    void a_name_does_not_turn_the_words_around_it() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            Article article = live.publish("Un article", "Texte.");
            Comment arabic =
                    approved(live, CommentRequest.on(article.id(), Commenter.named("\u0632\u0648\u0649"), "Oui."));
            Comment turned =
                    approved(live, CommentRequest.on(article.id(), Commenter.named("\u202eeoZ\u200b"), "Non."));
            URI address = live.blog.urls().article(article.slug());

            Person.Seen first = zoe.open(URI.create(address + "?reply-to=" + arabic.id()));
            Person.Seen second = zoe.open(URI.create(address + "?reply-to=" + turned.id()));

            assertThat(first.page().select("#comment-form-title").text())
                    .isEqualTo("Répondre à \u2068\u0632\u0648\u0649\u2069");
            assertThat(second.page().select("#comment-form-title").text()).isEqualTo("Répondre à eoZ");
            assertThat(second.body()).doesNotContain("\u202e", "\u200b");
        }
    }

    @Test
    void a_form_sent_twice_says_it_once() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            Article article = live.publish("Un article", "Texte.");
            Person.Seen page = zoe.open(live.blog.urls().article(article.slug()));
            Map<String, String> said = Map.of("name", "Zoë", "text", "Merci !");

            zoe.fillIn(page, "/comments", said);
            zoe.fillIn(page, "/comments", said);
            zoe.fillIn(page, "/comments", Map.of("name", "Zoë", "text", "Merci encore !"));

            assertThat(held(live)).map(Comment::markdown).containsExactlyInAnyOrder("Merci !", "Merci encore !");
        }
    }

    @Test
    void a_form_with_mistakes_comes_back_with_what_was_typed_and_what_is_wrong() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            Article article = live.publish("Un article", "Texte.");
            Person.Seen page = zoe.open(live.blog.urls().article(article.slug()));

            Person.Seen again = zoe.fillIn(
                    page,
                    "/comments",
                    Map.of(
                            "name",
                            " ",
                            "email",
                            "zoe\r\nBcc: a@b.c",
                            "url",
                            "javascript:alert(1)",
                            "text",
                            "\nÉcrit & gardé <b>"));

            assertThat(again.status()).isEqualTo(422);
            assertThat(again.page().select("#comment-name-error").text()).startsWith("Indiquez votre nom");
            assertThat(again.page().select("#comment-email-error").text()).startsWith("Indiquez une adresse");
            assertThat(again.page().select("#comment-url-error").text()).startsWith("Indiquez l’adresse d’un site");
            assertThat(again.page().select("#comment-text-error")).isEmpty();
            assertThat(again.page().selectFirst("#comment-text").wholeText()).isEqualTo("\nÉcrit & gardé <b>");
            assertThat(again.page().select("#comment-url").attr("aria-invalid")).isEqualTo("true");
            assertThat(again.page().select("#comment-url").attr("value")).isEqualTo("javascript:alert(1)");
            assertThat(again.page().select("[autofocus]").eachAttr("name")).containsExactly("name");
            assertThat(held(live)).isEmpty();
        }
    }

    @Test
    void too_much_text_is_told_with_the_limit() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            Article article = live.publish("Un article", "Texte.");

            Person.Seen again = zoe.post(
                    live.blog.urls().comments(article.slug()),
                    Map.of("name", "Z".repeat(101), "text", "é".repeat(10_001)));

            assertThat(again.status()).isEqualTo(422);
            assertThat(again.page().select("#comment-name-error").text()).contains("100");
            assertThat(again.page().select("#comment-text-error").text()).contains("10\u202f000");
        }
    }

    @Test
    void a_website_may_be_typed_without_its_scheme() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            Article article = live.publish("Un article", "Texte.");

            zoe.post(
                    live.blog.urls().comments(article.slug()),
                    Map.of("name", "Zoë", "url", "example.org/zoe", "text", "Merci !"));

            assertThat(held(live).get(0).commenter().url().orElseThrow().value())
                    .isEqualTo("https://example.org/zoe");
        }
    }

    @Test
    void that_a_moderator_reads_every_comment_is_said_only_where_it_is_so() throws Exception {
        String said = "Un modérateur lit chaque commentaire";
        try (LiveBlog held = LiveBlog.at("/blog");
                LiveBlog judged = LiveBlog.built(blog -> blog.spamChecker(submission -> SpamChecker.Verdict.HOLD))) {
            assertThat(articleOf(held).text()).contains(said);
            assertThat(articleOf(judged).text()).doesNotContain(said);
        }
    }

    private Person.Seen articleOf(LiveBlog live) throws Exception {
        return zoe.open(
                live.blog.urls().article(live.publish("Un article", "Texte.").slug()));
    }

    @Test
    void a_comment_that_needs_no_moderator_is_shown_at_once() throws Exception {
        try (LiveBlog live = LiveBlog.built(blog -> blog.spamChecker(submission -> SpamChecker.Verdict.APPROVE))) {
            Article article = live.publish("Un article", "Texte.");
            assertThat(zoe.open(live.blog.urls().article(article.slug())).text())
                    .doesNotContain("Un modérateur lit");

            Person.Seen page =
                    zoe.post(live.blog.urls().comments(article.slug()), Map.of("name", "Zoë", "text", "Merci !"));

            // In French, a narrow no-break space stands before the exclamation mark.
            assertThat(page.text()).contains("Votre commentaire est publié.", "Merci\u202f!");
        }
    }

    @Test
    void what_is_spam_is_told_what_everybody_is_told() throws Exception {
        try (LiveBlog live = LiveBlog.built(blog -> blog.spamChecker(submission -> SpamChecker.Verdict.SPAM))) {
            Article article = live.publish("Un article", "Texte.");

            Person.Seen page =
                    zoe.post(live.blog.urls().comments(article.slug()), Map.of("name", "Zoë", "text", "Achetez !"));

            assertThat(page.text()).contains("dès qu’un modérateur").doesNotContain("Achetez");
        }
    }

    @Test
    void a_closed_discussion_says_so_and_takes_nothing() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            Article article = live.publish(
                    edit -> edit.title("Un article").markdown("Texte.").discussion(Discussion.CLOSED));
            Person.Seen page = zoe.open(live.blog.urls().article(article.slug()));
            assertThat(page.text()).contains("Cette discussion est close.");
            assertThat(page.page().select("#comment-form")).isEmpty();

            Person.Seen refused =
                    zoe.post(live.blog.urls().comments(article.slug()), Map.of("name", "Zoë", "text", "Quand même"));

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("Cette discussion est close.");
            assertThat(held(live)).isEmpty();
        }
    }

    @Test
    void answering_what_is_not_there_says_so_and_keeps_the_words() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            Article article = live.publish("Un article", "Texte.");
            Article other = live.publish("Un autre", "Texte.");
            Comment elsewhere = approved(live, CommentRequest.on(other.id(), Commenter.named("Zoë"), "Là-bas."));
            Comment hidden = live.blog
                    .comments()
                    .submit(CommentRequest.on(article.id(), Commenter.named("Léa"), "Attend."), Reader.ANONYMOUS);

            for (String parent :
                    List.of("nonsense", elsewhere.id().toString(), hidden.id().toString())) {
                URI address = live.blog.urls().article(article.slug());
                Person.Seen page = zoe.open(URI.create(address + "?reply-to=" + parent));
                assertThat(page.status()).isEqualTo(200);
                assertThat(page.page().select(".notice").text()).contains("n’est plus là");

                Person.Seen refused = zoe.post(
                        live.blog.urls().comments(article.slug()),
                        Map.of("name", "Zoë", "text", "Mes mots", "reply-to", parent));
                assertThat(refused.status()).isEqualTo(422);
                assertThat(refused.page().selectFirst("#comment-form .error").text())
                        .contains("n’est plus là");
                assertThat(refused.page()
                                .selectFirst("#comment-text")
                                .wholeText()
                                .strip())
                        .isEqualTo("Mes mots");
            }
            assertThat(live.blog.comments().count(CommentQuery.all())).isEqualTo(2);
        }
    }

    @Test
    void a_comment_reaches_an_article_that_was_renamed_meanwhile() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            Article article = live.publish("Ancien nom", "Texte.");
            Person.Seen page = zoe.open(live.blog.urls().article(article.slug()));
            live.blog
                    .articles()
                    .edit(article.id(), article.version(), edit -> edit.slug(io.billet.core.Slug.of("neuf")));

            Person.Seen thanked = zoe.fillIn(page, "/comments", Map.of("name", "Zoë", "text", "Merci !"));

            assertThat(thanked.address().getPath()).isEqualTo("/blog/neuf");
            assertThat(held(live)).hasSize(1);
        }
    }

    @Test
    void who_comments_too_often_is_asked_to_wait_and_keeps_their_words() throws Exception {
        try (LiveBlog live =
                LiveBlog.built(blog -> blog.rateLimiter((action, key) -> action != RateLimiter.Action.COMMENT))) {
            Article article = live.publish("Un article", "Texte.");

            Person.Seen refused =
                    zoe.post(live.blog.urls().comments(article.slug()), Map.of("name", "Zoë", "text", "Mes mots"));

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.page().selectFirst("#comment-text").wholeText().strip())
                    .isEqualTo("Mes mots");
        }
    }

    @Test
    void a_user_of_the_host_comments_as_who_they_are() throws Exception {
        ReaderResolver users = request -> request.headers()
                .first("X-Test-User")
                .map(user -> new Reader.HostUser(HostIdentity.of(user), List.of()));
        try (LiveBlog live = LiveBlog.with(handler -> handler.readers(users))) {
            Article article = live.publish("Un article", "Texte.");

            zoe.send(Person.form(live.blog.urls().comments(article.slug()), Map.of("name", "Zoë", "text", "Merci !"))
                    .header("X-Test-User", "user-7"));

            assertThat(held(live).get(0).commenter().identity()).isEqualTo(Optional.of(HostIdentity.of("user-7")));
        }
    }

    private static Comment approved(LiveBlog live, CommentRequest request) {
        Comment comment = live.blog.comments().submit(request, Reader.ANONYMOUS);
        live.clock.advance(java.time.Duration.ofSeconds(1));
        return live.blog.comments().approve(comment.id(), comment.version());
    }

    private static List<Comment> held(LiveBlog live) {
        return live.blog
                .comments()
                .list(CommentQuery.all().in(CommentState.HELD), PageRequest.first(10))
                .items();
    }
}
