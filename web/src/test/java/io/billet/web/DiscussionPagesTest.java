package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.Commenter;
import io.billet.core.Discussion;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.engine.CommentRequest;
import io.billet.engine.spi.SpamChecker;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DiscussionPagesTest {

    private final Person zoe = new Person();
    private LiveBlog live;
    private Article article;

    @BeforeEach
    void open() throws Exception {
        live = LiveBlog.with(handler -> handler.commentsPerPage(2));
        article = live.publish("Un article", "Texte.");
    }

    @AfterEach
    void close() throws Exception {
        live.close();
    }

    private Comment say(String name) {
        return approved(CommentRequest.on(article.id(), Commenter.named(name), "Texte de " + name));
    }

    private Comment answer(Comment parent, String name) {
        return approved(CommentRequest.on(article.id(), Commenter.named(name), "Texte de " + name)
                .answering(parent.id()));
    }

    private Comment approved(CommentRequest request) {
        Comment comment = live.blog.comments().submit(request, Reader.ANONYMOUS);
        return live.blog.comments().approve(comment.id(), comment.version());
    }

    private URI address(CommentId id) {
        return live.blog.urls().comment(article.slug(), id);
    }

    private static List<String> names(Person.Seen page) {
        return page.page().select(".comment:not(.context) h3").eachText();
    }

    @Nested
    class A_discussion_of_many_pages {

        @Test
        void is_followed_forward_and_back() throws Exception {
            for (int i = 1; i <= 7; i++) {
                say("Nom " + i);
            }
            Person.Seen first = zoe.open(live.blog.urls().article(article.slug()));
            Person.Seen second = zoe.follow(first, ".discussion .pager a[rel=next]");
            Person.Seen third = zoe.follow(second, ".discussion .pager a[rel=next]");
            Person.Seen fourth = zoe.follow(third, ".discussion .pager a[rel=next]");

            assertThat(names(first)).containsExactly("Nom 1", "Nom 2");
            assertThat(names(second)).containsExactly("Nom 3", "Nom 4");
            assertThat(names(third)).containsExactly("Nom 5", "Nom 6");
            assertThat(names(fourth)).containsExactly("Nom 7");
            assertThat(first.page().select(".discussion .pager a[rel=prev]")).isEmpty();
            assertThat(fourth.page().select(".discussion .pager a[rel=next]")).isEmpty();
            assertThat(fourth.page().select(".discussion .pager a").eachText())
                    .containsExactly("Premiers commentaires", "Commentaires précédents");
            Person.Seen back = zoe.follow(fourth, ".discussion .pager a[rel=prev]");
            assertThat(back.address()).isEqualTo(third.address());
            assertThat(zoe.follow(second, ".discussion .pager a[rel=prev]")
                            .address()
                            .getPath())
                    .isEqualTo("/blog/un-article");
            Person.Seen answering = zoe.follow(second, ".comment .answer a");
            assertThat(answering.page().selectFirst("#comment-form h3").text()).isEqualTo("Répondre à Nom 3");
            assertThat(names(answering)).containsExactly("Nom 3", "Nom 4");
        }

        @Test
        void repeats_what_the_first_of_a_page_answers() throws Exception {
            Comment one = say("Un");
            Comment two = answer(one, "Deux");
            answer(two, "Trois");
            Person.Seen second =
                    zoe.follow(zoe.open(live.blog.urls().article(article.slug())), ".discussion .pager a[rel=next]");

            assertThat(second.page().select(".comment h3").eachText()).containsExactly("Un", "Deux", "Trois");
            assertThat(second.page().select(".comment.context .repeated").eachText())
                    .containsExactly("D’une page précédente", "D’une page précédente");
            assertThat(names(second)).containsExactly("Trois");
            assertThat(second.page().select(".thread > li").eachAttr("class"))
                    .containsExactly("depth-0", "depth-1", "depth-2");
        }
    }

    @Nested
    class The_address_of_a_comment {

        @Test
        void leads_to_the_page_that_begins_with_it() throws Exception {
            List<Comment> said = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                said.add(say("Nom " + i));
            }
            Comment fourth = said.get(3);
            Person.Seen page = zoe.open(address(fourth.id()));

            assertThat(page.status()).isEqualTo(200);
            assertThat(names(page)).containsExactly("Nom 4", "Nom 5");
            assertThat(address(fourth.id()).getPath()).isEqualTo("/blog/un-article/comments/" + fourth.id());
            assertThat(address(fourth.id()).getFragment()).isEqualTo("comment-" + fourth.id());
            assertThat(page.page().select("#comment-" + fourth.id())).hasSize(1);
            assertThat(page.page().select("link[rel=canonical]").attr("href")).endsWith("/blog/un-article");
            assertThat(page.page().select("#comment-" + fourth.id() + " a.when").attr("href"))
                    .endsWith("/blog/un-article/comments/" + fourth.id() + "#comment-" + fourth.id());
        }

        @Test
        void is_where_one_is_led_after_commenting() throws Exception {
            live.close();
            live = LiveBlog.built(blog -> blog.spamChecker(submission -> SpamChecker.Verdict.APPROVE));
            article = live.publish("Un article", "Texte.");
            Person.Seen page = zoe.open(live.blog.urls().article(article.slug()));
            Person.Seen thanked = zoe.fillIn(page, "/comments", Map.of("name", "Zoë", "text", "Merci !"));

            assertThat(thanked.status()).isEqualTo(200);
            assertThat(thanked.address().getPath()).startsWith("/blog/un-article/comments/");
            assertThat(thanked.page().select(".notice").text()).contains("publié");
            assertThat(names(thanked)).containsExactly("Zoë");
        }

        @Test
        void tells_nothing_of_what_is_not_shown() throws Exception {
            Comment held = live.blog
                    .comments()
                    .submit(CommentRequest.on(article.id(), Commenter.named("Retenu"), "x"), Reader.ANONYMOUS);
            Comment hidden = say("Caché");
            live.blog.comments().hide(hidden.id(), hidden.version());
            Comment spam = say("Pourriel");
            live.blog.comments().markAsSpam(spam.id(), spam.version());
            Comment erased = say("Ôté");
            live.blog.comments().erase(erased.id());
            Person.Seen never = zoe.open(address(new CommentId(new UUID(0x7000, Long.MIN_VALUE))));

            assertThat(never.status()).isEqualTo(404);
            for (Comment each : List.of(held, hidden, spam, erased)) {
                Person.Seen page = zoe.open(address(each.id()));
                assertThat(page.status()).as("%s", each.state()).isEqualTo(404);
                assertThat(page.body()).isEqualTo(never.body());
                assertThat(page.header("Cache-Control")).isEqualTo(never.header("Cache-Control"));
            }
        }

        @Test
        void is_of_its_own_article_and_in_one_spelling() throws Exception {
            Article other = live.publish("Un autre", "Texte.");
            Comment said = say("Zoë");
            String id = said.id().toString();
            for (String path : List.of(
                    other.slug() + "/comments/" + id,
                    "un-article/comments/" + id.toUpperCase(Locale.ROOT),
                    "un-article/comments/" + id + "0",
                    "un-article/comments/x",
                    "jamais-ecrit/comments/" + id)) {
                assertThat(zoe.open(live.blog.urls().home().resolve("/blog/" + path))
                                .status())
                        .as(path)
                        .isEqualTo(404);
            }
        }

        @Test
        void goes_with_the_article_to_its_new_name() throws Exception {
            Comment said = say("Zoë");
            URI before = address(said.id());
            live.blog.articles().edit(article.id(), article.version(), edit -> edit.slug(Slug.of("neuf")));

            Person.Seen page = zoe.open(before);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.address().getPath()).isEqualTo("/blog/neuf/comments/" + said.id());
        }

        @Test
        void is_the_articles_for_who_may_not_see_the_discussion() throws Exception {
            Comment said = say("Zoë");
            Article members =
                    live.blog.articles().edit(article.id(), article.version(), edit -> edit.audience(Audience.MEMBERS));
            for (CommentId id : List.of(said.id(), new CommentId(new UUID(0x7000, Long.MIN_VALUE)))) {
                Person.Seen page = zoe.open(address(id));
                assertThat(page.address().getPath()).isEqualTo("/blog/un-article");
                assertThat(page.body()).doesNotContain("Texte de Zoë");
            }
            live.blog
                    .articles()
                    .edit(
                            members.id(),
                            members.version(),
                            edit -> edit.audience(Audience.EVERYONE).discussion(Discussion.OFF));
            assertThat(zoe.open(address(said.id())).status()).isEqualTo(404);
        }

        @Test
        void of_before_shows_the_article() throws Exception {
            say("Zoë");
            Person.Seen page = zoe.open(URI.create(live.blog.urls().article(article.slug()) + "?comments=YwAAAA"));
            assertThat(page.status()).isEqualTo(200);
            assertThat(names(page)).containsExactly("Zoë");
        }
    }
}
