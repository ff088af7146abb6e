package io.billet.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import io.billet.core.Comment;
import io.billet.core.EmailAddress;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.jdbc.JdbcStorage;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Walks the quickstart over HTTP as a person would, from the list of articles to an approved comment. */
@Timeout(300)
class WholePathTest {

    private static final String EMAIL = "zoe@example.org";
    private static final String MEMBERS_ONLY = "Les comptes, ligne par ligne";
    private static final String SAID = "Chaque port choisira la sienne.";

    @TempDir
    private Path folder;

    private Path database;

    @BeforeEach
    void chooseDatabase() {
        database = folder.resolve("blog");
    }

    @Test
    void from_the_list_to_an_approved_comment() throws Exception {
        try (QuickstartProcess quickstart = QuickstartProcess.start(database)) {
            Visitor visitor = new Visitor(quickstart.origin());

            Document article = openFromList(visitor);
            assertThat(article.text())
                    .contains("1,3 Md€", "vent → câble → quai → navire")
                    .doesNotContain(MEMBERS_ONLY);

            Document answer = subscribe(visitor, article);
            assertThat(answer.text()).containsIgnoringCase("boîte");

            String link = linkInMail(visitor);
            for (int scanner = 0; scanner < 3; scanner++) {
                Visitor mailScanner = new Visitor(quickstart.origin());
                mailScanner.open(link);
            }
            assertThat(openFromList(visitor).text())
                    .as("following the link changes nothing")
                    .doesNotContain(MEMBERS_ONLY);

            confirm(visitor, link);
            Document whole = openFromList(visitor);
            assertThat(whole.text()).contains(MEMBERS_ONLY, "70,7 M€");
            assertThat(openFromList(new Visitor(quickstart.origin())).text())
                    .as("somebody else still gets the preview")
                    .doesNotContain(MEMBERS_ONLY);

            comment(visitor, whole);
            assertThat(openFromList(visitor).text()).doesNotContain(SAID);
            approve(visitor);
            assertThat(openFromList(visitor).text()).contains(SAID);

            SyndFeed feed = new SyndFeedInput()
                    .build(new StringReader(visitor.get("/blog/feed.xml").body()));
            assertThat(feed.getEntries())
                    .extracting(SyndEntry::getTitle)
                    .anyMatch(title -> title.contains("Anvers branche ses navires"));
            assertThat(visitor.get("/blog/feed.xml").body()).contains("Anvers");
            assertThat(new Visitor(quickstart.origin()).get("/blog/feed.xml").body())
                    .doesNotContain(MEMBERS_ONLY);
        }
    }

    @Test
    void every_acknowledged_write_survives_sigkill() throws Exception {
        Visitor visitor;
        try (QuickstartProcess quickstart = QuickstartProcess.start(database)) {
            visitor = new Visitor(quickstart.origin());
            subscribe(visitor, openFromList(visitor));
        }
        assertThat(subscriber().map(s -> s.state().kind())).contains(SubscriberState.Kind.PENDING);

        try (QuickstartProcess quickstart = QuickstartProcess.start(database)) {
            visitor.comeBackTo(quickstart.origin());
            subscribe(visitor, openFromList(visitor));
            confirm(visitor, linkInMail(visitor));
        }
        assertThat(subscriber().map(s -> s.state().kind())).contains(SubscriberState.Kind.CONFIRMED);

        try (QuickstartProcess quickstart = QuickstartProcess.start(database)) {
            visitor.comeBackTo(quickstart.origin());
            Document whole = openFromList(visitor);
            assertThat(whole.text()).as("the session survived too").contains(MEMBERS_ONLY);
            comment(visitor, whole);
        }
        assertThat(comments()).extracting(Comment::markdown).containsExactly(SAID);

        try (QuickstartProcess quickstart = QuickstartProcess.start(database)) {
            visitor.comeBackTo(quickstart.origin());
            assertThat(openFromList(visitor).text()).doesNotContain(SAID);
            approve(visitor);
        }

        try (QuickstartProcess quickstart = QuickstartProcess.start(database)) {
            visitor.comeBackTo(quickstart.origin());
            assertThat(openFromList(visitor).text()).contains(SAID);
            Document list = visitor.open("/blog/");
            assertThat(links(list, "anvers-branche-ses-navires"))
                    .as("five starts published it once")
                    .hasSize(1);
        }
    }

    private static Document openFromList(Visitor visitor) throws Exception {
        Document list = visitor.open("/blog/");
        return visitor.open(links(list, "anvers-branche-ses-navires").get(0));
    }

    /** The addresses of the headlines, each once. */
    private static List<String> links(Document list, String slug) {
        return list.select("h2 a[href*=" + slug + "]").eachAttr("abs:href");
    }

    private static Document subscribe(Visitor visitor, Document page) throws Exception {
        Element form = page.selectFirst("form[action$=/newsletter/subscribe]");
        // As long as a person takes at the least: what comes sooner is taken for a machine's.
        Thread.sleep(1_200);
        return visitor.submit(form, Map.of("email", EMAIL));
    }

    private static String linkInMail(Visitor visitor) throws Exception {
        for (int attempt = 0; attempt < 100; attempt++) {
            List<String> links = visitor.open("/dev/mail")
                    .select("a[href*=/newsletter/confirm]")
                    .eachAttr("abs:href");
            if (!links.isEmpty()) {
                return links.get(0);
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no mail with a link to confirm");
    }

    private static void confirm(Visitor visitor, String link) throws Exception {
        Document asking = visitor.open(link);
        visitor.submit(asking.selectFirst("main form[method=post]"), Map.of());
    }

    private static void comment(Visitor visitor, Document article) throws Exception {
        Element form = article.selectFirst("form[action$=/comments]");
        visitor.submit(form, Map.of("name", "Zoë", "text", SAID));
    }

    private static void approve(Visitor visitor) throws Exception {
        Element form = visitor.open("/dev/comments").selectFirst("form");
        visitor.submit(form, Map.of());
    }

    private Optional<Subscriber> subscriber() {
        try (BlogStorage storage = JdbcStorage.h2File(database)) {
            return storage.subscribers().findByEmail(EmailAddress.of(EMAIL));
        }
    }

    private List<Comment> comments() {
        try (BlogStorage storage = JdbcStorage.h2File(database)) {
            return storage.comments().list(CommentQuery.all(), Optional.empty(), 10);
        }
    }
}
