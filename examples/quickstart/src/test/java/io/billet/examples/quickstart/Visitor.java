package io.billet.examples.quickstart;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A person with a browser: follows links, fills in forms as the page gives them, keeps cookies. */
final class Visitor {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private URI origin;

    Visitor(URI origin) {
        this.origin = origin;
    }

    /** The same person comes back after the server has been started anew, on another port. */
    void comeBackTo(URI newOrigin) {
        origin = newOrigin;
    }

    Document open(String pathOrUrl) throws IOException, InterruptedException {
        return page(send(HttpRequest.newBuilder(resolve(pathOrUrl)).GET()), 200);
    }

    HttpResponse<String> get(String pathOrUrl) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(resolve(pathOrUrl)).GET());
    }

    /** Sends a form with everything that stands in it, and what the person fills in. */
    Document submit(Element form, Map<String, String> filledIn) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder(((FormElement) form)
                .formData().stream()
                        .filter(field -> !filledIn.containsKey(field.key()))
                        .map(field -> encode(field.key()) + "=" + encode(field.value()))
                        .collect(Collectors.joining("&")));
        filledIn.forEach((name, value) -> {
            if (form.select("[name=" + name + "]").isEmpty()) {
                throw new AssertionError("the form has no field " + name + ": " + form);
            }
            body.append('&').append(encode(name)).append('=').append(encode(value));
        });
        String action = form.hasAttr("action") ? form.absUrl("action") : form.baseUri();
        HttpRequest.Builder request = HttpRequest.newBuilder(resolve(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin.toString())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        return page(send(request), 200);
    }

    /** Links lead to the port the site was started on; after a restart that is another one. */
    private URI resolve(String pathOrUrl) {
        URI target = URI.create(pathOrUrl);
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        return origin.resolve(target.getRawPath() + query);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(
                request.timeout(Duration.ofSeconds(30)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static Document page(HttpResponse<String> response, int expected) {
        if (response.statusCode() != expected) {
            throw new AssertionError(response.request().method() + " " + response.uri() + " gave "
                    + response.statusCode() + "\n" + response.body());
        }
        return Jsoup.parse(response.body(), response.uri().toString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
