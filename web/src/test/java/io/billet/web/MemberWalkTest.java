package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.billet.core.Audience;
import io.billet.core.EmailAddress;
import io.billet.core.Slug;
import io.billet.core.SubscriberState;
import io.billet.engine.spi.OutgoingMail;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the form to the last mail in a real browser without JavaScript. */
class MemberWalkTest {

    private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");

    @Test
    void somebody_subscribes_confirms_reads_changes_and_leaves(@TempDir Path profile) throws Exception {
        Optional<Path> browser = Chromium.found();
        if (browser.isEmpty()) {
            System.err.println(
                    "SKIPPED: no Chromium on this machine; nobody walks through the pages without JavaScript");
        }
        assumeTrue(browser.isPresent());
        try (LiveBlog live = LiveBlog.at("/blog");
                Chromium chromium = Chromium.started(browser.get(), profile)) {
            live.publish(edit -> edit.title("Pour les membres")
                    .markdown("Début.\n\n<!--members-only-->\n\nLe secret.")
                    .audience(Audience.MEMBERS));
            URI article = live.blog.urls().article(Slug.of("pour-les-membres"));

            chromium.open(article);
            assertThat(chromium.text()).contains("Début.").doesNotContain("Le secret.");
            chromium.type("#subscribe-email", ZOE.value());
            chromium.press("form[action$='/newsletter/subscribe'] button");
            assertThat(chromium.text()).contains("Consultez votre boîte");

            chromium.open(live.linkMailedTo(ZOE.value(), "/newsletter/confirm"));
            chromium.press("form[action$='/newsletter/confirm'] button");
            assertThat(chromium.address()).contains("pour-les-membres");
            assertThat(chromium.text()).contains("Bienvenue", "Le secret.");

            chromium.press("nav a[href$='/newsletter/account']");
            assertThat(chromium.text()).contains("Votre compte", ZOE.value());
            pictures(chromium, "account");
            chromium.type("#member-name", "Zoé");
            chromium.press("form:has(#member-name) button");
            assertThat(chromium.valueOf("#member-name")).isEqualTo("Zoé");

            chromium.press("form:has(input[value='open-feed']) button");
            String feed = chromium.valueOf("#member-feed-address");
            pictures(chromium, "feed");
            assertThat(new Person().open(URI.create(feed)).body()).contains("Le secret.");

            URI leave = live.linkMailedTo(ZOE.value(), "/newsletter/unsubscribe");
            chromium.open(leave);
            assertThat(stateOfZoe(live)).isEqualTo(SubscriberState.Kind.CONFIRMED);
            chromium.press("form[action$='/newsletter/unsubscribe'] button");
            assertThat(chromium.text()).contains("désabonné");
            assertThat(stateOfZoe(live)).isEqualTo(SubscriberState.Kind.UNSUBSCRIBED);
            assertThat(new Person().open(URI.create(feed)).status()).isEqualTo(410);
            chromium.open(article);
            assertThat(chromium.text()).doesNotContain("Le secret.");

            comesBackAndLeavesByOneClick(live, chromium);
        }
    }

    /** What a mail program does: a POST with neither cookie nor page. */
    private static void comesBackAndLeavesByOneClick(LiveBlog live, Chromium chromium) throws Exception {
        chromium.open(live.blog.urls().subscribe());
        chromium.type("#subscribe-email", ZOE.value());
        chromium.press("form[action$='/newsletter/subscribe'] button");
        chromium.open(live.linkMailedTo(ZOE.value(), "/newsletter/confirm"));
        chromium.press("form[action$='/newsletter/confirm'] button");
        assertThat(stateOfZoe(live)).isEqualTo(SubscriberState.Kind.CONFIRMED);
        OutgoingMail welcome = live.mailer.await(ZOE, Duration.ofSeconds(10)).orElseThrow();
        URI oneClick = welcome.list().orElseThrow().unsubscribe();

        Person.Seen answer = new Person()
                .send(HttpRequest.newBuilder(oneClick)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(stateOfZoe(live)).isEqualTo(SubscriberState.Kind.UNSUBSCRIBED);
    }

    private static SubscriberState.Kind stateOfZoe(LiveBlog live) {
        return live.storage.subscribers().findByEmail(ZOE).orElseThrow().state().kind();
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
