package io.billet.examples.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.web.contract.Answer;
import io.billet.web.contract.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

class JettyMainTest {

    @Test
    void a_visitor_finds_the_blog_from_the_hosts_page_and_subscribes() throws Exception {
        Server server = JettyMain.start(0);
        try {
            Browser visitor = Browser.at(((ServerConnector) server.getConnectors()[0]).getLocalPort());
            Answer home = visitor.get("/");
            Answer blog = visitor.get(home.page().select("a").attr("href"));
            Answer article = visitor.get(blog.page().select(".teaser h2 a").attr("href"));

            assertThat(article.text()).contains("<em>premier</em>");
            Answer inbox = visitor.fillIn(article, "/newsletter/subscribe", Map.of("email", "zoe@example.org"));
            assertThat(inbox.page().select("h1").text()).isEqualTo("Consultez votre boîte de réception");
        } finally {
            server.stop();
        }
    }

    @Test
    void the_blog_asks_five_lines_of_the_host_at_most() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("src/main/java/io/billet/examples/jetty/JettyMain.java"));
        List<String> stripped = lines.stream().map(String::strip).toList();

        assertThat(stripped.subList(stripped.indexOf("// begin") + 1, stripped.indexOf("// end")))
                .hasSizeLessThanOrEqualTo(5)
                .anyMatch(line -> line.contains("BlogServlet"));
    }
}
