package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Audience;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState;
import io.billet.engine.internal.subscription.SignedLinks;
import io.billet.engine.internal.subscription.SigningKeys;
import io.billet.web.http.Membership;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What members see and change of their subscription. */
class AccountTest {

    private static final String ADDRESS = "zoe@example.org";
    private static final String ACCOUNT = "/newsletter/account";
    private static final String PREFERENCES = "/newsletter/preferences";

    private final Person zoe = new Person();
    private LiveBlog live;

    @BeforeEach
    void a_blog_with_a_member() throws Exception {
        live = LiveBlog.built(
                builder -> builder.acceptsAddress(address -> !address.domain().equals("throw-away.example")));
        live.publish(edit -> edit.title("Pour les membres")
                .markdown("Début.\n\n<!--members-only-->\n\nSecret.")
                .audience(Audience.MEMBERS));
        join(zoe, ADDRESS);
    }

    @AfterEach
    void close() {
        live.close();
    }

    private void join(Person person, String address) throws Exception {
        person.post(live.blog.urls().subscribe(), Map.of("email", address, "language", "fr"));
        person.fillIn(person.open(live.linkMailedTo(address, "/newsletter/confirm")), "/newsletter/confirm", Map.of());
    }

    private Person.Seen account() throws Exception {
        return zoe.open(live.blog.urls().account());
    }

    private Person.Seen press(String action) throws Exception {
        return press(zoe, action, Map.of());
    }

    private Person.Seen press(Person person, String action, Map<String, String> more) throws Exception {
        Map<String, String> fields = new HashMap<>(more);
        fields.put("action", action);
        return person.post(live.blog.urls().account(), fields);
    }

    private Optional<Subscriber> stored(String address) {
        return live.storage.subscribers().findByEmail(EmailAddress.of(address));
    }

    private String preferences() {
        SignedLinks links =
                new SignedLinks(new SigningKeys("link-keys", live.storage.settings(), live.clock, new SecureRandom()));
        return links.token(
                SignedLinks.Purpose.PREFERENCES, stored(ADDRESS).orElseThrow().id());
    }

    @Nested
    class who_is_signed_in {

        @Test
        void sees_what_is_known_and_nobody_keeps_the_page() throws Exception {
            Person.Seen page = account();

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("Votre compte", ADDRESS);
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(page.page().select("meta[name=robots]").attr("content")).isEqualTo("noindex");
            assertThat(page.page().select("script")).isEmpty();
            assertThat(zoe.open(live.home).page().select("nav a[href$=" + ACCOUNT + "]"))
                    .hasSize(1);
        }

        @Test
        void changes_name_and_language() throws Exception {
            Person.Seen saved = zoe.fillIn(account(), ACCOUNT, Map.of("name", "Zoé Lemaître", "language", "de"));

            assertThat(saved.text()).contains("Ihre Änderungen sind gespeichert.");
            assertThat(saved.page().select("#member-name").val()).isEqualTo("Zoé Lemaître");
            assertThat(saved.page().select("#member-language option[selected]").val())
                    .isEqualTo("de");
            assertThat(stored(ADDRESS).orElseThrow().language()).isEqualTo(LanguageTag.of("de"));
        }

        @Test
        void is_told_what_is_wrong_with_a_name() throws Exception {
            Person.Seen refused = press(zoe, "save", Map.of("name", "z".repeat(201), "language", "fr"));

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.page().select("#member-name-error").text()).contains("200");
            assertThat(refused.page().select("#member-name").val()).hasSize(201);
        }

        @Test
        void changes_the_address_by_a_link_from_the_new_one() throws Exception {
            Person.Seen asked = press(zoe, "move", Map.of("email", "zoe@example.net"));
            assertThat(asked.text()).contains("un courriel vient d’y être envoyé");
            assertThat(stored(ADDRESS)).isPresent();

            URI link = live.linkMailedTo("zoe@example.net", "/newsletter/move");
            Person.Seen question = zoe.open(link);
            assertThat(stored(ADDRESS)).isPresent();
            Person.Seen moved = zoe.fillIn(question, "/newsletter/move", Map.of());

            assertThat(moved.text()).contains("Votre adresse a été changée");
            assertThat(stored(ADDRESS)).isEmpty();
            assertThat(account().text()).contains("zoe@example.net");
            assertThat(zoe.fillIn(question, "/newsletter/move", Map.of()).status())
                    .isEqualTo(410);
        }

        @Test
        void gets_one_answer_for_free_and_taken_addresses() throws Exception {
            Person adam = new Person();
            join(adam, "adam@example.org");

            Person.Seen taken = press(zoe, "move", Map.of("email", "adam@example.org"));
            Person.Seen free = press(zoe, "move", Map.of("email", "zoe@example.net"));

            assertThat(taken.body()).isEqualTo(free.body());
        }

        @Test
        void is_told_openly_of_what_is_no_address_and_of_providers_that_get_no_mail() throws Exception {
            assertThat(press(zoe, "move", Map.of("email", "zoe"))
                            .page()
                            .select("#member-email-error")
                            .text())
                    .isNotEmpty();
            assertThat(press(zoe, "move", Map.of("email", "zoe@throw-away.example"))
                            .page()
                            .select("#member-email-error")
                            .text())
                    .contains("fournisseur");
        }

        @Test
        void leaves() throws Exception {
            assertThat(press("leave").text()).contains("Vous êtes désabonné");
            assertThat(stored(ADDRESS).orElseThrow().state().kind()).isEqualTo(SubscriberState.Kind.UNSUBSCRIBED);
            assertThat(account().text()).doesNotContain(ADDRESS);
        }

        @Test
        void signs_out_everywhere() throws Exception {
            Person phone = new Person();
            phone.post(live.blog.urls().subscribe(), Map.of("email", ADDRESS));
            phone.fillIn(
                    phone.open(live.linkMailedTo(ADDRESS, "/newsletter/sign-in")), "/newsletter/sign-in", Map.of());
            assertThat(phone.open(live.blog.urls().account()).text()).contains(ADDRESS);

            press("sign-out");

            assertThat(phone.open(live.blog.urls().account()).text()).doesNotContain(ADDRESS);
            assertThat(account().text()).doesNotContain(ADDRESS);
        }

        @Test
        void is_asked_once_more_before_all_is_deleted() throws Exception {
            Person.Seen question = press("delete");
            assertThat(question.text()).contains("Supprimer tout ce qui vous concerne");
            assertThat(stored(ADDRESS)).isPresent();

            Person.Seen gone = zoe.fillIn(question, ACCOUNT, Map.of());

            assertThat(gone.text()).contains("Vos données ont été supprimées");
            assertThat(stored(ADDRESS)).isEmpty();
        }

        @Test
        void cannot_be_made_to_do_anything_from_another_site() throws Exception {
            var request = HttpRequest.newBuilder(live.blog.urls().account())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", "https://evil.example")
                    .POST(HttpRequest.BodyPublishers.ofString("action=really-delete"));

            assertThat(zoe.send(request).status()).isEqualTo(403);
            assertThat(stored(ADDRESS)).isPresent();
        }

        @Test
        void cannot_ask_for_what_there_is_not() throws Exception {
            assertThat(press("explode").status()).isEqualTo(400);
        }
    }

    @Nested
    class a_private_feed {

        private URI feed() throws Exception {
            Person.Seen shown = press("open-feed");
            return URI.create(shown.page().select("#member-feed-address").val());
        }

        @Test
        void has_what_its_member_may_read_and_is_theirs_alone() throws Exception {
            Person.Seen feed = new Person().open(feed());

            assertThat(feed.status()).isEqualTo(200);
            assertThat(feed.body()).contains("Secret.");
            assertThat(feed.header("Cache-Control")).startsWith("private");
            assertThat(feed.header("X-Robots-Tag")).contains("noindex");
            assertThat(feed.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(new Person().open(live.blog.urls().rss()).body()).doesNotContain("Secret.");
        }

        @Test
        void is_shown_once() throws Exception {
            String key = feed().getQuery();

            assertThat(account().body()).doesNotContain(key);
        }

        @Test
        void is_gone_once_it_is_closed_or_another_is_opened_or_they_leave() throws Exception {
            URI first = feed();
            URI second = feed();
            assertThat(new Person().open(first).status()).isEqualTo(410);
            assertThat(new Person().open(second).status()).isEqualTo(200);

            assertThat(press("close-feed").text()).contains("ne fonctionne plus");
            assertThat(new Person().open(second).status()).isEqualTo(410);

            URI third = feed();
            press("leave");
            Person.Seen gone = new Person().open(third);
            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.body()).doesNotContain("Secret.");
        }

        @Test
        void is_not_opened_by_what_is_mailed() throws Exception {
            assertThat(new Person()
                            .open(URI.create(live.blog.urls().rss() + "?key=" + preferences()))
                            .status())
                    .isEqualTo(410);
            assertThat(new Person()
                            .open(URI.create(live.blog.urls().rss() + "?key="))
                            .status())
                    .isEqualTo(410);
        }
    }

    @Nested
    class who_comes_by_a_link_from_a_mail {

        @Test
        void sees_neither_name_nor_address_and_changes_the_language() throws Exception {
            live.blog.subscribers().rename(stored(ADDRESS).orElseThrow().id(), "Zoé Lemaître");
            Person anybody = new Person();

            Person.Seen page = anybody.open(live.blog.urls().preferences(preferences()));
            assertThat(page.text()).contains("Votre abonnement").doesNotContain(ADDRESS, "Lemaître");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(page.header("Referrer-Policy")).isEqualTo("strict-origin");

            Person.Seen saved = anybody.fillIn(page, PREFERENCES, Map.of("language", "en"));
            assertThat(saved.text()).contains("Your changes have been saved.");
            assertThat(stored(ADDRESS).orElseThrow().language()).isEqualTo(LanguageTag.ENGLISH);
            assertThat(stored(ADDRESS).orElseThrow().name()).contains("Zoé Lemaître");
        }

        @Test
        void leaves() throws Exception {
            String token = preferences();
            Person.Seen left =
                    new Person().post(live.blog.urls().preferences(), Map.of("token", token, "action", "leave"));

            assertThat(left.text()).contains("Vous êtes désabonné");
            assertThat(new Person().open(live.blog.urls().preferences(token)).status())
                    .isEqualTo(410);
        }

        @Test
        void does_nothing_else() throws Exception {
            String token = preferences();
            for (String action : new String[] {"really-delete", "open-feed", "move", "sign-out"}) {
                Person.Seen refused =
                        new Person().post(live.blog.urls().preferences(), Map.of("token", token, "action", action));
                assertThat(refused.status()).as(action).isEqualTo(400);
            }
            assertThat(new Person()
                            .post(live.blog.urls().preferences(), Map.of("token", "x" + token, "action", "leave"))
                            .status())
                    .isEqualTo(410);
            assertThat(stored(ADDRESS).orElseThrow().state().kind()).isEqualTo(SubscriberState.Kind.CONFIRMED);
        }
    }

    @Nested
    class who_is_not_signed_in {

        @Test
        void is_offered_to() throws Exception {
            Person.Seen page = new Person().open(live.blog.urls().account());

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("Votre compte").doesNotContain(ADDRESS);
            assertThat(page.page().select("form[action$=/newsletter/subscribe]"))
                    .hasSize(1);
        }

        @Test
        void changes_nothing() throws Exception {
            press(new Person(), "really-delete", Map.of());

            assertThat(stored(ADDRESS)).isPresent();
        }

        @Test
        void is_told_where_accounts_are_the_hosts() throws Exception {
            try (LiveBlog other = LiveBlog.with(handler -> handler.membership(Membership.ACCOUNTS))) {
                Person.Seen page = new Person().open(other.blog.urls().account());

                assertThat(page.text()).contains("suivez le lien qui se trouve à la fin");
                assertThat(page.page().select("main form")).isEmpty();
            }
        }
    }

    @Nested
    class the_form_to_subscribe {

        @Test
        void has_a_field_that_people_do_not_see_and_machines_fill_in() throws Exception {
            Person.Seen form = new Person().open(live.blog.urls().subscribe());
            assertThat(form.page().select("input[name=message]").attr("tabindex"))
                    .isEqualTo("-1");
            assertThat(form.page().select("input[name=message]").parents().is(".unseen"))
                    .isTrue();

            Person.Seen person =
                    new Person().fillIn(form, "/newsletter/subscribe", Map.of("email", "adam@example.org"));
            Person.Seen machine = new Person()
                    .fillIn(form, "/newsletter/subscribe", Map.of("email", "spam@example.org", "message", "Buy"));

            assertThat(machine.body()).isEqualTo(person.body());
            assertThat(stored("adam@example.org")).isPresent();
            assertThat(stored("spam@example.org")).isEmpty();
        }

        @Test
        void knows_for_how_long_it_was_shown_and_is_still_the_same_page() throws Exception {
            Person.Seen form = new Person().open(live.blog.urls().subscribe());
            assertThat(form.page().select("input[name=stamp]").val()).isNotEmpty();
            live.clock.advance(Duration.ofMillis(500));
            Person.Seen later = new Person().open(live.blog.urls().subscribe());
            assertThat(later.body()).isNotEqualTo(form.body());
            assertThat(later.header("ETag")).isEqualTo(form.header("ETag")).startsWith("W/");

            new Person().fillIn(form, "/newsletter/subscribe", Map.of("email", "quick@example.org"));
            assertThat(stored("quick@example.org")).isEmpty();
            live.clock.advance(Duration.ofMillis(500));
            new Person().fillIn(form, "/newsletter/subscribe", Map.of("email", "adam@example.org"));
            assertThat(stored("adam@example.org")).isPresent();
        }

        @Test
        void comes_back_with_a_word_about_providers_that_get_no_mail() throws Exception {
            Person.Seen refused = new Person()
                    .post(live.blog.urls().subscribe(), Map.of("email", "a@throw-away.example", "language", "en"));

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.page().select("#subscribe-error").text()).contains("provider");
            assertThat(refused.page().select("#subscribe-email").val()).isEqualTo("a@throw-away.example");
        }
    }
}
