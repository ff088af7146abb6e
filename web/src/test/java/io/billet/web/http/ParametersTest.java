package io.billet.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ParametersTest {

    @Test
    void a_query_that_is_spoilt_stands_for_itself() {
        Parameters query = Parameters.ofQuery(WebRequest.of("GET", "/").withQuery("%&a=%FF&b=c%20d&e=+&b=x"));

        assertThat(query.text("a")).isEqualTo("%FF");
        assertThat(query.text("b")).isEqualTo("c d");
        assertThat(query.text("e")).isEqualTo(" ");
        assertThat(query.find("%")).contains("");
        assertThat(Parameters.ofQuery(WebRequest.of("GET", "/").withQuery("x=1&".repeat(1_000) + "y=2"))
                        .find("y"))
                .isEmpty();
    }

    @Test
    void a_form_is_read_from_octets_and_from_a_stream_up_to_its_limit() {
        byte[] body = "name=Zo%C3%AB".getBytes(StandardCharsets.UTF_8);
        WebRequest octets = form().withBody(body);
        WebRequest stream = form().withBody(new ByteArrayInputStream(body), OptionalLong.empty());

        assertThat(Parameters.ofForm(octets, body.length).text("name")).isEqualTo("Zoë");
        assertThat(Parameters.ofForm(stream, body.length).text("name")).isEqualTo("Zoë");
        for (WebRequest request :
                new WebRequest[] {octets, form().withBody(new ByteArrayInputStream(body), OptionalLong.empty())}) {
            assertThatExceptionOfType(HttpProblem.class)
                    .isThrownBy(() -> Parameters.ofForm(request, body.length - 1))
                    .satisfies(problem -> assertThat(problem.status()).isEqualTo(413));
        }
    }

    private static WebRequest form() {
        return WebRequest.of("POST", "/")
                .withHeaders(WebHeaders.NONE.with("Content-Type", "application/x-www-form-urlencoded"));
    }
}
