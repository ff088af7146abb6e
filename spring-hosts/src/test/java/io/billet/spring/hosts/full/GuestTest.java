package io.billet.spring.hosts.full;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.web.contract.Answer;
import io.billet.web.contract.Browser;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A host that has everything is the same with the blog as without it, as a whole process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuestTest {

    /** What is the blog's, and says so by its name. */
    private static final Pattern OF_THE_BLOG =
            Pattern.compile("(bean|only bean): (billet|io\\.billet\\.spring\\.Billet).*"
                    + "|(column|index) of (shop|archive): BILLET_.*"
                    + "|(servlet|filter): billet.*");

    /** Spring takes all beans of these, so that nobody asks for the only one. */
    private static final Pattern TAKEN_TOGETHER =
            Pattern.compile("no more only bean: .*\\.(SmartLifecycle|ServletRegistrationBean)");

    private static final String BASE = "billet.base-url=http://localhost/shop/blog";

    private Path folder;
    private HostProcess without;
    private HostProcess with;

    @BeforeAll
    void start(@TempDir Path given) throws Exception {
        folder = given;
        without = HostProcess.without(folder);
        with = HostProcess.with(folder, "with", BASE);
    }

    @AfterAll
    void stop() throws Exception {
        with.close();
        without.close();
    }

    @Test
    void beans_tables_servlets_rules_loggers_and_the_process_are_the_same() throws Exception {
        assertThat(changed(with)).isEmpty();
        // Or it would have compared nothing.
        assertThat(without.inventory())
                .noneMatch(line -> OF_THE_BLOG.matcher(line).matches())
                .anyMatch(line -> line.startsWith("bean: shop of "))
                .anyMatch(line -> line.startsWith("bean: flyway"))
                .anyMatch(line -> line.startsWith("bean: liquibase"))
                .anyMatch(line -> line.startsWith("bean: hiddenHttpMethodFilter"))
                .contains("locale: de_CH", "zone: Pacific/Chatham")
                .anyMatch(line -> line.startsWith("column of shop: PRODUCT."))
                .anyMatch(line -> line.startsWith("column of shop: VISIT."))
                .anyMatch(line -> line.startsWith("column of archive: CUSTOMER_ORDER."))
                .anyMatch(line -> line.startsWith("logger: io.example at DEBUG"));
    }

    @Test
    void its_pages_json_errors_and_sign_in_are_the_same() throws Exception {
        Map<String, String> pages = walk(without);

        assertThat(walk(with)).isEqualTo(pages);
        assertThat(pages.get("json"))
                .contains("long_name", "Été", "01.01.1970 12:45")
                .doesNotContain("line_items");
        assertThat(pages.get("unknown")).contains("404").contains("The shop's own page for 404");
        assertThat(pages.get("a fault")).contains("500").contains("The shop's own page for 500");
        assertThat(pages.get("a form without a token")).startsWith("403");
        assertThat(pages.get("a hidden method")).contains("removed book");
        assertThat(pages.get("settings")).contains("de_CH, de_CH, Pacific/Chatham");
        assertThat(pages.get("a machine")).contains("\"long_name\":\"Été\"");
        assertThat(pages.get("a machine unknown")).startsWith("401");
    }

    @Test
    void the_blog_works() throws Exception {
        Browser zoe = with.browser();
        Answer article = zoe.get("/shop/blog/bonjour");

        assertThat(article.text()).contains("<em>premier</em>");
        assertThat(zoe.fillIn(article, "/newsletter/subscribe", Map.of("email", "zoe@example.org"))
                        .status())
                .isEqualTo(200);
        assertThat(zoe.fillIn(article, "/comments", Map.of("name", "Zoë", "text", "Ça « va » 🙂"))
                        .page()
                        .select("[aria-invalid=true], [role=alert]"))
                .isEmpty();
        assertThat(zoe.get("/shop/actuator/metrics/billet.comments?tag=verdict:held")
                        .text())
                .contains("\"value\":1.0");
    }

    @Test
    void and_works_in_the_other_database_which_stays_the_hosts() throws Exception {
        try (HostProcess archived = HostProcess.with(folder, "archived", BASE, "billet.jdbc.data-source=archive")) {
            assertThat(changed(archived)).isEmpty();
            assertThat(archived.inventory())
                    .anyMatch(line -> line.startsWith("column of archive: BILLET_ARTICLE."))
                    .noneMatch(line -> line.startsWith("column of shop: BILLET_"));
            assertThat(archived.browser().get("/shop/blog/bonjour").text()).contains("<em>premier</em>");
        }
    }

    /** What is in one of the two alone. */
    private List<String> changed(HostProcess host) throws Exception {
        List<String> before = without.inventory();
        List<String> after = host.inventory().stream()
                .filter(line -> !OF_THE_BLOG.matcher(line).matches())
                .toList();
        return Stream.concat(
                        before.stream().filter(line -> !after.contains(line)).map(line -> "no more " + line),
                        after.stream().filter(line -> !before.contains(line)).map(line -> "new " + line))
                .filter(line -> !TAKEN_TOGETHER.matcher(line).matches())
                .toList();
    }

    /** What somebody sees who walks through the host's pages: status, header fields and text of each. */
    private static Map<String, String> walk(HostProcess host) throws Exception {
        Map<String, Answer> answers = new LinkedHashMap<>();
        Browser guest = host.browser();
        answers.put("home", guest.get("/shop/"));
        answers.put("json", guest.get("/shop/open", "Accept", "application/json"));
        answers.put("a page for people who sign in", guest.get("/shop/private"));
        answers.put(
                "a form without a token", guest.post("/shop/basket", Map.of("thing", "book"), "Accept", "text/html"));
        answers.put("outside", guest.get("/"));
        answers.put("health", guest.get("/shop/actuator/health"));
        answers.put("another method", guest.send("TRACE", "/shop/open", BodyPublishers.noBody()));
        answers.put(
                "json for a form",
                guest.send("POST", "/shop/basket", BodyPublishers.ofString("{}"), "Content-Type", "application/json"));
        Browser ana = host.browser();
        answers.put(
                "signed in",
                ana.fillIn(ana.get("/shop/login"), "/login", Map.of("username", "ana", "password", "secret")));
        Answer account = ana.get("/shop/private");
        answers.put("settings", account);
        answers.put("a form", ana.fillIn(account, "/things", Map.of("thing", "book")));
        answers.put("a hidden method", ana.fillIn(account, "/things", Map.of("thing", "book", "_method", "delete")));
        answers.put("unknown", ana.get("/shop/unknown", "Accept", "text/html"));
        answers.put("unknown to a program", ana.get("/shop/unknown", "Accept", "application/json"));
        answers.put("a fault", ana.get("/shop/fails", "Accept", "text/html"));
        answers.put("a fault to a program", ana.get("/shop/fails", "Accept", "application/json"));
        answers.put("a machine", order(host, "till:secret", "{\"long_name\":\"Été\",\"line_items\":[]}"));
        answers.put("a machine that spells wrong", order(host, "till:secret", "{\"longName\":\"Été\"}"));
        answers.put("a machine unknown", order(host, "till:wrong", "{}"));
        Map<String, String> seen = new TreeMap<>();
        answers.forEach((name, answer) -> seen.put(name, seen(answer)));
        return seen;
    }

    private static Answer order(HostProcess host, String account, String json) throws Exception {
        String basic = Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
        return host.browser()
                .send(
                        "POST",
                        "/shop/api/orders",
                        BodyPublishers.ofString(json),
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Basic " + basic);
    }

    /** Without what is another one in every process: times, sessions, tokens, ports. */
    private static String seen(Answer answer) {
        Map<String, List<String>> fields =
                new TreeMap<>(answer.response().headers().map());
        fields.keySet().removeIf(name -> name.equalsIgnoreCase("date"));
        return (answer.status() + " " + answer.address().getPath() + "\n" + fields + "\n" + answer.text())
                .replaceAll("JSESSIONID=[0-9A-F]+", "JSESSIONID")
                .replaceAll("(value=\"?)[A-Za-z0-9_-]{40,}", "$1")
                .replaceAll("\"timestamp\":\"[^\"]*\"", "")
                .replaceAll(":[0-9]{4,5}/", "/");
    }
}
