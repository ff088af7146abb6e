package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.Author;
import io.billet.core.Comment;
import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.HttpUrl;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.engine.Blog;
import io.billet.engine.CommentRequest;
import io.billet.engine.Letterhead;
import io.billet.engine.PageRequest;
import io.billet.engine.Site;
import io.billet.engine.spi.Staff;
import io.billet.storage.api.CommentQuery;
import io.billet.web.Person.Seen;
import io.billet.web.http.HostLink;
import io.billet.web.http.Membership;
import io.billet.web.http.ReaderResolver;
import io.billet.web.http.WebHeaders;
import io.billet.web.http.WebRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of the host read, comment and find their way as who they are. */
class HostUsersTest {

    private static final String USER = "X-Test-User";
    private static final HostLink SIGN_IN = HostLink.of("/login").returningBy("continue");
    private static final HostLink SIGN_OUT = HostLink.of("/logout");

    /** As a host would write it. */
    private static final ReaderResolver USERS =
            request -> request.headers().first(USER).map(HostUsersTest::user);

    private static Reader user(String id) {
        Reader.HostUser user = new Reader.HostUser(HostIdentity.of(id), List.of());
        return switch (id) {
            case "ana" ->
                user.withProfile(
                        Optional.of("Ana Lima"),
                        Optional.of("ana@example.org"),
                        Optional.of("https://ana.example"),
                        Optional.of("https://pictures.example/ana.png"));
            case "zoe" -> user.named("Zoë Martin");
            case "premium" -> new Reader.HostUser(HostIdentity.of(id), List.of(Label.of("premium")));
            default -> user;
        };
    }

    private final Person person = new Person();

    private static LiveBlog blog(UnaryOperator<BlogHandler.Builder> settings) throws Exception {
        return LiveBlog.with(
                pages -> settings.apply(pages.readers(USERS).signIn(SIGN_IN).signOut(SIGN_OUT)));
    }

    private Seen open(URI address, String user) throws Exception {
        return person.send(HttpRequest.newBuilder(address).GET().header(USER, user));
    }

    private Seen send(URI address, String user, Map<String, String> fields) throws Exception {
        return person.send(Person.form(address, fields).header(USER, user));
    }

    private static List<Comment> said(LiveBlog live) {
        return live.blog
                .comments()
                .list(CommentQuery.all(), PageRequest.first(10))
                .items();
    }

    @Nested
    class A_comment {

        @Test
        void is_signed_with_what_the_host_says_and_asks_for_nothing_of_it() throws Exception {
            try (LiveBlog live = blog(UnaryOperator.identity())) {
                Article article = live.publish("Un article", "Texte.");
                Seen page = open(live.blog.urls().article(article.slug()), "ana");

                Element form = page.page().selectFirst("#comment-form");
                assertThat(form.select("input:not([type=hidden])")).isEmpty();
                assertThat(form.select(".account").text()).contains("Connecté en tant que Ana Lima", "Se déconnecter");
                assertThat(form.select(".account img").attr("src")).isEqualTo("https://pictures.example/ana.png");
                assertThat(page.header("Content-Security-Policy")).contains("img-src 'self' data: https:");
                assertThat(page.body()).doesNotContain("ana@example.org");

                send(live.blog.urls().comments(article.slug()), "ana", Map.of("text", "Merci !"));

                assertThat(said(live))
                        .extracting(Comment::commenter)
                        .containsExactly(Commenter.named("Ana Lima")
                                .withEmail(EmailAddress.of("ana@example.org"))
                                .withUrl(HttpUrl.of("https://ana.example"))
                                .withIdentity(HostIdentity.of("ana")));
            }
        }

        @Test
        void cannot_be_forged_by_fields_that_were_not_asked_for() throws Exception {
            try (LiveBlog live = blog(UnaryOperator.identity())) {
                Article article = live.publish("Un article", "Texte.");
                Map<String, String> forged = Map.of(
                        "name",
                        "Zoë Martin",
                        "email",
                        "zoe@example.org",
                        "url",
                        "https://evil.example",
                        "identity",
                        "zoe");

                Map<String, String> withText = new java.util.HashMap<>(forged);
                withText.put("text", "Merci !");
                Seen taken = send(live.blog.urls().comments(article.slug()), "ana", withText);
                Seen back = send(live.blog.urls().comments(article.slug()), "ana", forged);

                assertThat(taken.status()).isEqualTo(200);
                assertThat(said(live)).singleElement().satisfies(comment -> {
                    assertThat(comment.commenter().name()).contains("Ana Lima");
                    assertThat(comment.commenter().email()).contains(EmailAddress.of("ana@example.org"));
                    assertThat(comment.commenter().url()).contains(HttpUrl.of("https://ana.example"));
                    assertThat(comment.commenter().identity()).contains(HostIdentity.of("ana"));
                });
                assertThat(back.status()).isEqualTo(422);
                assertThat(back.body()).doesNotContain("evil.example", "Zoë Martin");
            }
        }

        @Test
        void asks_for_the_name_that_the_host_does_not_give() throws Exception {
            try (LiveBlog live = blog(UnaryOperator.identity())) {
                Article article = live.publish("Un article", "Texte.");
                Seen page = open(live.blog.urls().article(article.slug()), "user-7");

                assertThat(page.page().select("#comment-form input[name=name]")).hasSize(1);
                assertThat(page.page().select("#comment-form .account").text()).contains("Vous êtes connecté.");
                assertThat(send(live.blog.urls().comments(article.slug()), "user-7", Map.of("text", "Merci !"))
                                .status())
                        .isEqualTo(422);
                send(live.blog.urls().comments(article.slug()), "user-7", Map.of("text", "Merci !", "name", "Bea"));

                assertThat(said(live)).singleElement().satisfies(comment -> {
                    assertThat(comment.commenter().name()).contains("Bea");
                    assertThat(comment.commenter().identity()).contains(HostIdentity.of("user-7"));
                });
            }
        }

        @Test
        void of_a_guest_with_the_name_of_an_author_comes_back_with_a_reason() throws Exception {
            try (LiveBlog live = blog(UnaryOperator.identity())) {
                Article article = live.publish("Un article", "Texte.");
                live.blog.authors().describe(Author.named(Slug.of("zoe"), "Zoë Martin"));
                URI target = live.blog.urls().comments(article.slug());

                Seen refused = person.post(target, Map.of("name", "zoë  MARTIN", "text", "C’est moi."));
                Seen nameless = send(target, "user-7", Map.of("name", "Zoë Mаrtin", "text", "C’est moi."));
                Seen theirs = send(target, "zoe", Map.of("text", "C’est moi."));

                assertThat(refused.status()).isEqualTo(422);
                assertThat(refused.page().select("#comment-name-error").text()).contains("Un auteur de ce blog");
                assertThat(refused.page().select("textarea").text()).isEqualTo("C’est moi.");
                assertThat(nameless.status()).isEqualTo(422);
                assertThat(theirs.status()).isEqualTo(200);
                assertThat(said(live))
                        .extracting(comment -> comment.commenter().name())
                        .containsExactly(Optional.of("Zoë Martin"));
            }
        }
    }

    @Nested
    class A_badge {

        @ParameterizedTest
        @CsvSource({
            "en, Author, Moderator, Guest",
            "fr, Auteur, Modération, Invité",
            "de, Autor, Moderation, Gast",
            "es, Autor, Moderación, Invitado"
        })
        void stands_beside_the_name_in_the_language_of_the_page(
                String language, String author, String moderator, String guest) {
            Blog blog = Blog.builder()
                    .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.of(language)))
                    .staff(Staff.of(Map.of(
                            HostIdentity.of("zoe"), Staff.Standing.AUTHOR,
                            HostIdentity.of("mod"), Staff.Standing.MODERATOR)))
                    .build();
            Article draft = blog.articles().draft(edit -> edit.title("Post").markdown("Text."));
            Article post = blog.articles().publish(draft.id(), draft.version());
            say(blog, post, user("zoe"), "any");
            say(blog, post, user("mod"), "Mo");
            say(blog, post, user("ana"), "any");
            say(blog, post, Reader.ANONYMOUS, "Author");

            assertThat(headings(page(BlogHandler.builder(blog).readers(USERS).build())))
                    .containsExactly("Zoë Martin " + author, "Mo " + moderator, "Ana Lima", "Author " + guest);
            // Where the host has no users, everybody is a guest.
            assertThat(headings(page(BlogHandler.of(blog))))
                    .containsExactly("Zoë Martin " + author, "Mo " + moderator, "Ana Lima", "Author");
            blog.close();
        }

        private static void say(Blog blog, Article post, Reader reader, String name) {
            Comment said = blog.comments().submit(CommentRequest.on(post.id(), Commenter.named(name), "Text"), reader);
            blog.comments().approve(said.id(), said.version());
        }

        private static List<String> headings(Document page) {
            return page.select(".comment h3").eachText();
        }

        private static Document page(BlogHandler pages) {
            return Jsoup.parse(new String(
                    pages.handle(WebRequest.of("GET", "/post")).body(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Nested
    class Signing_in_and_out {

        @Test
        void is_linked_to_from_where_it_helps_and_leads_back() throws Exception {
            try (LiveBlog live = blog(UnaryOperator.identity())) {
                Article article = live.publish("Un article", "Texte.");
                Article locked = live.publish(
                        edit -> edit.title("Fermé").markdown("Le début.").audience(Audience.MEMBERS));
                URI address = live.blog.urls().article(article.slug());

                Document page = person.open(address).page();
                Document wall =
                        person.open(live.blog.urls().article(locked.slug())).page();
                Document newsletter = person.open(live.blog.urls().subscribe()).page();

                String back = "/login?continue=%2Fblog%2Fun-article";
                assertThat(page.select("nav a[href^=/login]").attr("href")).isEqualTo(back);
                assertThat(page.select("#comment-form a[href^=/login]").attr("href"))
                        .isEqualTo(back);
                assertThat(wall.select(".cut a[href^=/login]").attr("href"))
                        .isEqualTo("/login?continue=%2Fblog%2Fferme");
                assertThat(newsletter.select("main a[href^=/login]").attr("href"))
                        .isEqualTo("/login?continue=%2Fblog%2Fnewsletter%2Fsubscribe");
                assertThat(page.select("a[href^=/logout]")).isEmpty();

                Document mine = open(address, "ana").page();
                assertThat(mine.select("a[href^=/login]")).isEmpty();
                assertThat(mine.select("footer a[href=/logout]")).hasSize(1);
                assertThat(mine.select("footer").text()).contains("Connecté en tant que Ana Lima");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "login",
                    "//evil.example/login",
                    "/\\evil.example",
                    "/\t/evil.example",
                    "/a//b",
                    "javascript:alert(1)",
                    "https:/login",
                    "https://user@example.org/",
                    "ftp://example.org/",
                    "/login#here",
                    "https://example.org/#here",
                    "data:text/html,x"
                })
        void leads_to_no_address_of_another_form(String address) {
            assertThatThrownBy(() -> HostLink.of(address)).isInstanceOf(IllegalArgumentException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a b", "a=b", "a&b", "é"})
        void takes_no_other_parameter(String name) {
            assertThatThrownBy(() -> SIGN_IN.returningBy(name)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void comes_back_to_the_blog_whatever_was_asked_for() {
            URI base = URI.create("https://example.org/blog");
            URI root = URI.create("https://example.org");

            assertThat(SIGN_IN.from(base, "/bonjour")).isEqualTo("/login?continue=%2Fblog%2Fbonjour");
            assertThat(SIGN_IN.from(base, "/%C3%A9t%C3%A9"))
                    .isEqualTo("/login?continue=%2Fblog%2F%25C3%25A9t%25C3%25A9");
            assertThat(HostLink.of("https://login.example/?app=blog")
                            .returningBy("to")
                            .from(base, "/bonjour"))
                    .isEqualTo("https://login.example/?app=blog&to=https%3A%2F%2Fexample.org%2Fblog%2Fbonjour");
            for (String odd : List.of("", "//evil.example", "/\\evil.example", "/a//b", "evil", "/\r\nx", "/a#b")) {
                assertThat(SIGN_IN.from(base, odd)).as(odd).isEqualTo("/login?continue=%2Fblog%2F");
                assertThat(SIGN_IN.from(root, odd)).as(odd).isEqualTo("/login?continue=%2F");
            }
        }
    }

    @Nested
    class A_user_whom_the_host_cannot_describe {

        @Test
        void is_nobody_and_brings_no_page_down() throws Exception {
            try (LiveBlog live = blog(UnaryOperator.identity())) {
                live.publish("Un article", "Texte.");
                Article locked = live.publish(edit -> edit.title("Fermé")
                        .markdown("Le début.\n\n<!--members-only-->\n\nLe secret.")
                        .audience(Audience.MEMBERS));
                String odd = "x".repeat(300);

                assertThat(open(live.home, odd).status()).isEqualTo(200);
                Seen wall = open(live.blog.urls().article(locked.slug()), odd);
                assertThat(wall.status()).isEqualTo(200);
                assertThat(wall.body()).doesNotContain("Le secret.");
            }
        }

        @Test
        void is_no_member_by_a_session_either() throws Exception {
            try (LiveBlog live = blog(UnaryOperator.identity())) {
                Article locked = live.publish(edit -> edit.title("Fermé")
                        .markdown("Le début.\n\n<!--members-only-->\n\nLe secret.")
                        .audience(Audience.MEMBERS));
                URI address = live.blog.urls().article(locked.slug());
                subscribe(live, address);

                assertThat(person.open(address).body()).contains("Le secret.");
                assertThat(open(address, "x".repeat(300)).body()).doesNotContain("Le secret.");
            }
        }
    }

    private void subscribe(LiveBlog live, URI article) throws Exception {
        person.fillIn(
                person.open(live.blog.urls().subscribe()), "/newsletter/subscribe", Map.of("email", "bea@example.org"));
        Seen ask = person.open(live.linkMailedTo("bea@example.org", "/newsletter/confirm"));
        person.fillIn(ask, "/newsletter/confirm", Map.of());
        assertThat(article).isNotNull();
    }

    @Nested
    class The_end_of_a_preview {

        private static final String TEXT = "Le début.\n\n<!--members-only-->\n\nLe secret.";

        private Element cut(LiveBlog live, Audience audience, Optional<String> user) throws Exception {
            Article locked =
                    live.publish(edit -> edit.title("Fermé").markdown(TEXT).audience(audience));
            URI address = live.blog.urls().article(locked.slug());
            Seen seen = user.isPresent() ? open(address, user.get()) : person.open(address);
            assertThat(seen.body()).doesNotContain("Le secret.");
            return seen.page().selectFirst(".cut");
        }

        @Test
        void says_that_members_come_by_the_newsletter() throws Exception {
            try (LiveBlog live = LiveBlog.at("/blog")) {
                Element cut = cut(live, Audience.MEMBERS, Optional.empty());
                assertThat(cut.text()).contains("Abonnez-vous gratuitement");
                assertThat(cut.select("form[action$=subscribe]")).hasSize(1);
                assertThat(cut.select("a[href^=/login]")).isEmpty();
            }
        }

        @Test
        void says_that_they_come_by_accounts() throws Exception {
            try (LiveBlog live = blog(pages -> pages.membership(Membership.ACCOUNTS))) {
                Element cut = cut(live, Audience.MEMBERS, Optional.empty());
                assertThat(cut.text()).contains("connectés à leur compte").doesNotContain("Abonnez", "adresse");
                assertThat(cut.select("form")).isEmpty();
                assertThat(cut.select("a.button[href^=/login]")).hasSize(1);
            }
        }

        @Test
        void says_what_the_mails_of_the_site_say() throws Exception {
            Site site = Site.of("Le Billet", URI.create("http://localhost/blog"), LanguageTag.FRENCH)
                    .writingOn(Letterhead.PLAIN.withoutMembership());
            try (LiveBlog live = LiveBlog.built(blog -> blog.site(site))) {
                Article locked =
                        live.publish(edit -> edit.title("Fermé").markdown(TEXT).audience(Audience.MEMBERS));
                Seen seen = person.open(URI.create("http://localhost:" + live.port() + "/blog/" + locked.slug()));
                assertThat(seen.page().selectFirst(".cut").text())
                        .contains("connectés à leur compte")
                        .doesNotContain("Abonnez");
            }
        }

        @Test
        void says_that_they_come_by_both() throws Exception {
            try (LiveBlog live = blog(UnaryOperator.identity())) {
                Element cut = cut(live, Audience.MEMBERS, Optional.empty());
                assertThat(cut.text()).contains("Connectez-vous à votre compte, ou abonnez-vous");
                assertThat(cut.select("form[action$=subscribe]")).hasSize(1);
                assertThat(cut.select("a.button[href^=/login]")).hasSize(1);
            }
        }

        @Test
        void does_not_offer_accounts_that_only_the_staff_has() throws Exception {
            try (LiveBlog live = blog(pages -> pages.membership(Membership.NEWSLETTER))) {
                Element cut = cut(live, Audience.MEMBERS, Optional.empty());
                assertThat(cut.text()).contains("Abonnez-vous gratuitement").doesNotContain("compte");
                assertThat(cut.select("a[href^=/login]")).isEmpty();
            }
        }

        @Test
        void names_what_opens_an_article_for_some() throws Exception {
            Audience audience = Audience.labelled(Label.of("premium"), Label.of("<b>staff</b>"));
            try (LiveBlog live = blog(pages -> pages.labelName(Label.of("premium"), "Les amis du musée"))) {
                Element guest = cut(live, audience, Optional.empty());
                assertThat(guest.select(".opens strong").text()).isEqualTo("<b>staff</b>, Les amis du musée");
                assertThat(guest.text()).contains("Un nouvel abonnement seul n’y donne pas accès");
                Element other = cut(live, audience, Optional.of("ana"));
                assertThat(other.text()).contains("Les amis du musée", "un autre cercle");
                assertThat(other.select("form, a.button")).isEmpty();
            }
        }

        @Test
        void names_it_in_the_language_of_the_page() {
            Blog blog = Blog.builder()
                    .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                    .messages(LanguageTag.FRENCH, new ListResourceBundle() {
                        @Override
                        protected Object[][] getContents() {
                            return new Object[][] {{"label.premium", "Les abonnés de soutien"}};
                        }
                    })
                    .build();
            Article draft = blog.articles()
                    .draft(edit -> edit.title("Fermé").markdown(TEXT).audience(Audience.labelled(Label.of("premium"))));
            blog.articles().publish(draft.id(), draft.version());
            BlogHandler pages = BlogHandler.builder(blog)
                    .readers(USERS)
                    .labelName(Label.of("premium"), "Supporters")
                    .build();

            assertThat(text(pages, "ana"))
                    .contains("Les abonnés de soutien")
                    .doesNotContain("Le secret.", "Supporters");
            assertThat(text(pages, "premium")).contains("Le secret.");
            blog.close();
        }

        private static String text(BlogHandler pages, String user) {
            WebRequest request = WebRequest.of("GET", "/ferme").withHeaders(WebHeaders.NONE.with(USER, user));
            return new String(pages.handle(request).body(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Nested
    class Where_only_accounts_make_members {

        @Test
        void a_subscription_opens_nothing_and_says_so() throws Exception {
            try (LiveBlog live = blog(pages -> pages.membership(Membership.ACCOUNTS))) {
                Article locked = live.publish(edit -> edit.title("Fermé")
                        .markdown("Le début.\n\n<!--members-only-->\n\nLe secret.")
                        .audience(Audience.MEMBERS));
                URI address = live.blog.urls().article(locked.slug());
                Seen form = person.open(live.blog.urls().subscribe());
                assertThat(form.text()).doesNotContain("bibliothèque", "Déjà membre");
                person.fillIn(form, "/newsletter/subscribe", Map.of("email", "bea@example.org"));
                Seen done = person.fillIn(
                        person.open(live.linkMailedTo("bea@example.org", "/newsletter/confirm")),
                        "/newsletter/confirm",
                        Map.of());

                assertThat(done.text())
                        .contains("Votre abonnement est confirmé. Merci")
                        .doesNotContain("vous sont ouverts");
                assertThat(person.open(address).body()).doesNotContain("Le secret.");
                assertThat(open(address, "ana").body()).contains("Le secret.");
            }
        }

        @Test
        void a_session_from_before_opens_nothing() throws Exception {
            try (LiveBlog live = blog(UnaryOperator.identity())) {
                Article locked = live.publish(edit -> edit.title("Fermé")
                        .markdown("Le début.\n\n<!--members-only-->\n\nLe secret.")
                        .audience(Audience.MEMBERS));
                BlogHandler strict = BlogHandler.builder(live.blog)
                        .membership(Membership.ACCOUNTS)
                        .build();
                BlogHandler open = BlogHandler.of(live.blog);
                live.blog
                        .subscribers()
                        .subscribe(io.billet.engine.SubscribeRequest.of(
                                EmailAddress.of("bea@example.org"), LanguageTag.FRENCH, "test"));
                String token = live.linkMailedTo("bea@example.org", "/newsletter/confirm")
                        .getRawQuery()
                        .replace("token=", "");
                String session = live.blog.subscribers().confirm(token).session();
                WebRequest request = WebRequest.of("GET", "/" + locked.slug())
                        .withHeaders(WebHeaders.NONE.with("Cookie", "billet-blog=" + session));

                assertThat(new String(open.handle(request).body(), java.nio.charset.StandardCharsets.UTF_8))
                        .contains("Le secret.");
                assertThat(new String(strict.handle(request).body(), java.nio.charset.StandardCharsets.UTF_8))
                        .doesNotContain("Le secret.");
            }
        }
    }
}
