package io.billet.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentSecurityPolicyTest {

    private static final URI HTTPS = URI.create("https://example.org/blog");
    private static final ContentSecurityPolicy STANDARD = ContentSecurityPolicy.standard();

    private static String sent(ContentSecurityPolicy policy) {
        return policy.header(HTTPS).orElseThrow();
    }

    @Test
    void the_standard_permits_what_the_pages_need_and_no_script() {
        assertThat(sent(STANDARD))
                .isEqualTo("default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data: https:;"
                        + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(STANDARD.header(URI.create("http://localhost/blog")).orElseThrow())
                .contains("img-src 'self' data: https: http:;");
    }

    @Test
    void sources_join_those_of_the_standard_and_nothing_else_changes() {
        ContentSecurityPolicy more = STANDARD.allow("script-src", "'self'", "https://stats.example.org")
                .allow("STYLE-SRC", "https://fonts.example.org", "'self'")
                .allow("script-src", "https://stats.example.org", "https://b.example.org:8443/x.js");

        assertThat(sent(more))
                .isEqualTo(
                        "default-src 'none'; script-src 'self' https://stats.example.org https://b.example.org:8443/x.js;"
                                + " style-src 'self' https://fonts.example.org; font-src 'self'; img-src 'self' data: https:;"
                                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(sent(STANDARD)).doesNotContain("script-src");
    }

    @Test
    void none_gives_way_to_what_is_allowed() {
        assertThat(sent(STANDARD.allow("frame-ancestors", "https://portal.example.org")))
                .endsWith("; frame-ancestors https://portal.example.org");
        assertThat(sent(STANDARD.allow("script-src"))).doesNotContain("script-src");
    }

    @Test
    void what_makes_it_worth_little_is_taken_only_as_it_is_written() {
        assertThat(sent(STANDARD.allow("style-src", "'unsafe-inline'"))).contains("style-src 'self' 'unsafe-inline';");
        assertThat(sent(STANDARD.allow("script-src", "*"))).contains("script-src *;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https:",
                "data:",
                "blob:",
                "*.example.org",
                "https://*.example.org",
                "example.org:*",
                "https://a.example.org/x/",
                "'self'",
                "'sha256-YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE='",
                "'unsafe-inline'",
                "'strict-dynamic'",
                "ws://localhost:8080"
            })
    void takes_sources_of_each_kind(String source) {
        assertThat(sent(STANDARD.allow("script-src", source))).contains("script-src " + source + ";");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://a.example.org; script-src *",
                "https://a.example.org, default-src *",
                "a b",
                "'self' *",
                "a\nb",
                "a\r\nSet-Cookie: x",
                "\u0000",
                "self",
                "none",
                "unsafe-inline",
                "'none'",
                "'nonce-abc'",
                "'NONCE-abc'",
                "'unsafe-everything'",
                "'sha256-short'",
                "https://",
                "https://ex ample.org",
                "\"self\"",
                "https://a.example.org/;x",
                "https://a.example.org/,x",
                "é.example.org",
                "'self",
                "javascript:alert(1)"
            })
    void refuses_what_is_no_source(String source) {
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.allow("script-src", source));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "img-src|'unsafe-inline'",
                "style-src|'unsafe-eval'",
                "font-src|'strict-dynamic'",
                "form-action|'unsafe-inline'",
                "frame-ancestors|'sha256-YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE='",
                "default-src|'self'",
                "sandbox|allow-scripts",
                "report-uri|/x",
                "script-src; default-src|*",
                "''|*"
            })
    void refuses_what_a_directive_does_not_know(String directive, String source) {
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.allow(directive, source));
    }

    @Test
    void says_which_mistake_it_was() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.allow("script-src", "unsafe-inline"))
                .withMessageContaining("'unsafe-inline' with its quotes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.allow("script-src", "'nonce-abc'"))
                .withMessageContaining("every page");
    }

    @Test
    void what_is_left_to_the_host_is_not_sent_whatever_is_added() {
        assertThat(ContentSecurityPolicy.leftToHost()
                        .allow("script-src", "'self'")
                        .header(HTTPS))
                .isEmpty();
        assertThat(ContentSecurityPolicy.leftToHost().withoutScripts().header(HTTPS))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentSecurityPolicy.leftToHost().allow("script-src", "self"));
    }

    @Test
    void without_scripts_nothing_runs_or_reports() {
        ContentSecurityPolicy all = STANDARD.allow("script-src", "*")
                .allow("script-src-elem", "*")
                .allow("script-src-attr", "'unsafe-inline'")
                .allow("connect-src", "*")
                .allow("frame-src", "*")
                .allow("child-src", "*")
                .allow("worker-src", "*")
                .allow("object-src", "*")
                .allow("font-src", "https://fonts.example.org");

        assertThat(sent(all.withoutScripts())).isEqualTo(sent(STANDARD.allow("font-src", "https://fonts.example.org")));
    }
}
