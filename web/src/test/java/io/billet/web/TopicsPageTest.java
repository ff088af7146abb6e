package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.Tag;
import io.billet.engine.Subscribers;
import io.billet.engine.internal.subscription.SignedLinks;
import io.billet.engine.internal.subscription.SigningKeys;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The topics that a member wants by mail: on the account page, and on the one behind the link in a mail. */
class TopicsPageTest {

    private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");
    private static final Slug EUROPE = Slug.of("europe");
    private static final Slug SPORT = Slug.of("sport");
    private static final Slug TEXTS = Slug.of("日本語");
    private static final String ACCOUNT = "/newsletter/account";
    private static final String BOXES = "fieldset input[type=checkbox]";

    private final Person zoe = new Person();
    private LiveBlog live;

    @AfterEach
    void close() {
        live.close();
    }

    private void blogWith(Slug... topics) throws Exception {
        live = LiveBlog.built(builder -> builder.topics(topics));
        live.storage.tags().put(Tag.named(EUROPE, "L’Europe <3"));
        zoe.post(live.blog.urls().subscribe(), Map.of("email", ZOE.value(), "language", "fr"));
        zoe.fillIn(zoe.open(live.linkMailedTo(ZOE.value(), "/newsletter/confirm")), "/newsletter/confirm", Map.of());
    }

    private Person.Seen account() throws Exception {
        return zoe.open(live.blog.urls().account());
    }

    private Subscriber stored() {
        return live.storage.subscribers().findByEmail(ZOE).orElseThrow();
    }

    private String token() {
        SignedLinks links =
                new SignedLinks(new SigningKeys("link-keys", live.storage.settings(), live.clock, new SecureRandom()));
        return links.token(SignedLinks.Purpose.PREFERENCES, stored().id());
    }

    /** What a browser sends of a form that shows those, of which these are ticked. */
    private static Map<String, String> form(List<Slug> shown, Slug... ticked) {
        Map<String, String> fields = new HashMap<>(Map.of("action", "save", "name", "Zoë", "language", "fr"));
        shown.forEach(slug -> fields.put("offered-" + slug, "1"));
        Arrays.stream(ticked).forEach(slug -> fields.put("topic-" + slug, "1"));
        return fields;
    }

    private Person.Seen save(List<Slug> shown, Slug... ticked) throws Exception {
        return zoe.post(live.blog.urls().account(), form(shown, ticked));
    }

    private static List<String> ticked(Person.Seen page) {
        return page.page().select(BOXES + "[checked]").eachAttr("name");
    }

    @Nested
    class The_account {

        @Test
        void shows_a_box_for_each_topic_by_its_name_and_all_are_wanted_at_first() throws Exception {
            blogWith(SPORT, EUROPE, TEXTS);
            Person.Seen page = account();

            assertThat(page.page().select("fieldset legend").text()).isEqualTo("Sujets que vous recevez par courriel");
            assertThat(page.page().select("fieldset label").eachText()).containsExactly("sport", "L’Europe <3", "日本語");
            assertThat(ticked(page)).containsExactly("topic-sport", "topic-europe", "topic-日本語");
            assertThat(page.page().select("fieldset [aria-describedby], [aria-describedby=member-topics-note]"))
                    .isNotEmpty();
            assertThat(page.text()).contains("aucun de ces sujets");
        }

        @Test
        void shows_nothing_of_topics_where_there_are_none() throws Exception {
            blogWith();
            assertThat(account().page().select("fieldset")).isEmpty();
            assertThat(account().text()).doesNotContain("Sujets que");
            save(List.of(SPORT));
            assertThat(stored().declined()).isEmpty();
        }

        @Test
        void keeps_what_is_ticked_and_what_is_not() throws Exception {
            blogWith(SPORT, EUROPE, TEXTS);
            List<Slug> all = List.of(SPORT, EUROPE, TEXTS);

            Person.Seen saved = save(all, EUROPE);
            assertThat(saved.text()).contains("enregistrées");
            assertThat(ticked(saved)).containsExactly("topic-europe");
            assertThat(stored().declined()).containsExactly(SPORT, TEXTS);
            assertThat(stored().name()).contains("Zoë");

            assertThat(ticked(zoe.fillIn(account(), ACCOUNT, Map.of("topic-sport", "1"))))
                    .containsExactly("topic-sport", "topic-europe");
            assertThat(stored().declined()).containsExactly(TEXTS);
            save(all);
            assertThat(stored().declined()).containsExactlyInAnyOrderElementsOf(all);
            save(all, SPORT, EUROPE, TEXTS);
            assertThat(stored().declined()).isEmpty();
        }

        @Test
        void leaves_a_topic_alone_that_its_form_did_not_show() throws Exception {
            blogWith(SPORT, EUROPE);
            save(List.of(SPORT, EUROPE), EUROPE);

            save(List.of(EUROPE));
            assertThat(stored().declined()).containsExactly(EUROPE, SPORT);
            save(List.of(EUROPE), EUROPE);
            assertThat(stored().declined()).containsExactly(SPORT);
            save(List.of(), SPORT);
            assertThat(stored().declined()).as("a box without its topic").containsExactly(SPORT);
        }

        @Test
        void passes_over_what_is_no_topic() throws Exception {
            blogWith(SPORT);
            Map<String, String> fields = form(List.of(SPORT, EUROPE), SPORT);
            fields.put("offered-", "1");
            fields.put("offered-Not A Slug", "1");
            Person.Seen saved = zoe.post(live.blog.urls().account(), fields);

            assertThat(saved.status()).isEqualTo(200);
            assertThat(saved.text()).contains("enregistrées");
            assertThat(stored().declined()).isEmpty();
        }

        @Test
        void shows_what_was_ticked_again_when_a_name_is_refused_and_stores_nothing() throws Exception {
            blogWith(SPORT, EUROPE);
            Map<String, String> fields = form(List.of(SPORT, EUROPE), EUROPE);
            fields.put("name", "z".repeat(201));
            Person.Seen refused = zoe.post(live.blog.urls().account(), fields);

            assertThat(refused.status()).isEqualTo(422);
            assertThat(ticked(refused)).containsExactly("topic-europe");
            assertThat(stored().declined()).isEmpty();
        }

        @Test
        void has_room_for_the_most_topics() throws Exception {
            Slug[] most = IntStream.range(0, Subscribers.MOST_TOPICS)
                    .mapToObj(number -> Slug.of("日本語".repeat(20) + number))
                    .toArray(Slug[]::new);
            blogWith(most);
            Person.Seen saved = save(List.of(most));

            assertThat(saved.status()).isEqualTo(200);
            assertThat(stored().declined()).hasSize(Subscribers.MOST_TOPICS);
            zoe.fillIn(account(), ACCOUNT, form(List.of(most), most));
            assertThat(stored().declined()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "en, Topics you want by email",
            "fr, Sujets que vous recevez par courriel",
            "de, 'Themen, die Sie per E-Mail bekommen'",
            "es, Temas que recibe por correo"
        })
        void asks_in_the_language_of_who_reads(String language, String legend) throws Exception {
            blogWith(SPORT);
            live.blog.subscribers().speak(stored().id(), LanguageTag.of(language));

            assertThat(account().page().select("fieldset legend").text()).isEqualTo(legend);
            assertThat(account().page().select("#member-topics-note").text()).isNotEmpty();
        }

        @Test
        void is_changed_by_nothing_but_a_form_of_its_own() throws Exception {
            blogWith(SPORT);
            URI account = live.blog.urls().account();
            HttpRequest.Builder foreign =
                    Person.form(account, form(List.of(SPORT))).header("Origin", "https://evil.example");
            assertThat(zoe.send(foreign).status()).isEqualTo(403);
            zoe.open(URI.create(account + "?action=save&offered-sport=1"));
            new Person().post(account, form(List.of(SPORT)));

            assertThat(stored().declined()).isEmpty();
        }
    }

    @Nested
    class The_page_behind_a_link_in_a_mail {

        @Test
        void shows_and_keeps_the_same() throws Exception {
            blogWith(SPORT, EUROPE);
            Person anybody = new Person();
            URI page = live.blog.urls().preferences(token());
            assertThat(ticked(anybody.open(page))).containsExactly("topic-sport", "topic-europe");
            assertThat(anybody.open(page).text()).doesNotContain(ZOE.value());

            Map<String, String> fields = form(List.of(SPORT, EUROPE), SPORT);
            fields.put("token", token());
            Person.Seen saved = anybody.post(live.blog.urls().preferences(), fields);

            assertThat(saved.text()).contains("enregistrées");
            assertThat(ticked(saved)).containsExactly("topic-sport");
            assertThat(stored().declined()).containsExactly(EUROPE);
            assertThat(stored().name()).as("a name is not changed by a link").isEmpty();
        }

        @Test
        void changes_nothing_by_a_link_that_was_not_made_here_or_from_another_site_or_by_being_looked_at()
                throws Exception {
            blogWith(SPORT);
            Person anybody = new Person();
            Map<String, String> fields = form(List.of(SPORT));
            fields.put("token", "x" + token());
            assertThat(anybody.post(live.blog.urls().preferences(), fields).status())
                    .isEqualTo(410);
            fields.put("token", token());
            HttpRequest.Builder foreign =
                    Person.form(live.blog.urls().preferences(), fields).header("Origin", "https://evil.example");
            assertThat(anybody.send(foreign).status()).isEqualTo(403);
            anybody.open(URI.create(live.blog.urls().preferences(token()) + "&action=save&offered-sport=1"));

            assertThat(stored().declined()).isEmpty();
        }
    }

    /** Without JavaScript. */
    @Test
    void somebody_unticks_a_topic_in_a_browser(@TempDir Path profile) throws Exception {
        blogWith(SPORT, EUROPE, Slug.of("vie-numérique"), TEXTS);
        live.storage
                .tags()
                .put(Tag.named(
                        Slug.of("vie-numérique"),
                        "La vie numérique, ses lois, ses usages et ce que l’on en dit à Bruxelles"));
        Optional<Path> browser = Chromium.found();
        if (browser.isEmpty()) {
            System.err.println("SKIPPED: no Chromium on this machine; nobody unticks a topic in a browser");
        }
        assumeTrue(browser.isPresent());
        try (Chromium chromium = Chromium.started(browser.get(), profile)) {
            chromium.open(live.blog.urls().preferences(token()));
            assertThat(chromium.isTicked("input[name=topic-sport]")).isTrue();
            chromium.tick("input[name=topic-sport]");
            chromium.press("form:has(fieldset) button");

            assertThat(chromium.text()).contains("enregistrées");
            assertThat(chromium.isTicked("input[name=topic-sport]")).isFalse();
            assertThat(chromium.isTicked("input[name=topic-europe]")).isTrue();
            assertThat(stored().declined()).containsExactly(SPORT);
            pictures(chromium, "topics-by-link");

            chromium.open(live.blog.urls().subscribe());
            chromium.type("#subscribe-email", ZOE.value());
            chromium.press("form[action$='/newsletter/subscribe'] button");
            chromium.open(live.linkMailedTo(ZOE.value(), "/newsletter/sign-in"));
            chromium.press("form[action$='/newsletter/sign-in'] button");
            chromium.open(live.blog.urls().account());
            assertThat(chromium.isTicked("input[name=topic-sport]")).isFalse();
            chromium.tick("fieldset label:first-of-type bdi");
            chromium.press("form:has(fieldset) button");
            assertThat(chromium.isTicked("input[name=topic-sport]")).isTrue();
            assertThat(stored().declined()).isEmpty();
            chromium.tick("input[name=topic-europe]");
            pictures(chromium, "topics-account");
        }
    }

    /** For who wants to look: -Dbillet.pictures=folder. */
    private static void pictures(Chromium chromium, String name) throws Exception {
        String folder = System.getProperty("billet.pictures", "");
        if (!folder.isEmpty()) {
            for (int width : new int[] {1280, 390}) {
                for (boolean dark : new boolean[] {false, true}) {
                    String file = name + "-" + width + (dark ? "-dark" : "") + ".png";
                    Files.write(Path.of(folder).resolve(file), chromium.picture(width, dark));
                }
            }
        }
    }
}
