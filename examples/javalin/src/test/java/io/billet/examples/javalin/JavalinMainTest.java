package io.billet.examples.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.web.contract.Answer;
import io.billet.web.contract.Browser;
import io.javalin.Javalin;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JavalinMainTest {

    private static Javalin application;

    @BeforeAll
    static void start() {
        application = JavalinMain.start(0);
    }

    @AfterAll
    static void stop() {
        application.stop();
    }

    private static Browser visitor() {
        return Browser.at(application.port());
    }

    @Test
    void a_visitor_finds_the_blog_from_the_hosts_page_subscribes_and_comments() throws Exception {
        Browser zoe = visitor();
        Answer home = zoe.get("/");
        Answer blog = zoe.get(home.page().select("a").attr("href"));
        Answer article = zoe.get(blog.page().select(".teaser h2 a").attr("href"));

        assertThat(article.text()).contains("<em>premier</em>");
        Answer inbox = zoe.fillIn(article, "/newsletter/subscribe", Map.of("email", "zoe@example.org"));
        assertThat(inbox.page().select("h1").text()).isEqualTo("Consultez votre boîte de réception");
        Answer sent = zoe.fillIn(article, "/comments", Map.of("name", "Zoë", "text", "Ça « va » 🙂"));
        assertThat(sent.status()).isEqualTo(200);
    }

    @Test
    void the_hosts_pages_stay_the_hosts() throws Exception {
        Answer unknown = visitor().get("/blogger");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).isEqualTo("The host has no such page");
        assertThat(visitor().get("/blog/nowhere").text()).contains("Le Billet").doesNotContain("The host");
    }
}
