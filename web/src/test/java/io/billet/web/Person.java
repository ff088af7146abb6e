package io.billet.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** Somebody with a browser: cookies, links and forms, without JavaScript. */
final class Person {

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    record Seen(int status, URI address, HttpResponse<String> response) {

        Document page() {
            return Jsoup.parse(response.body(), address.toString());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String text() {
            return page().text();
        }

        String body() {
            return response.body();
        }
    }

    Seen open(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(withoutFragment(address)).GET());
    }

    Seen follow(Seen from, String selector) throws IOException, InterruptedException {
        Element link = from.page().selectFirst(selector);
        if (link == null) {
            throw new AssertionError("no " + selector + " on " + from.address());
        }
        return open(URI.create(link.absUrl("href")));
    }

    /** Fills in the form whose action ends so, and sends it as browsers do. */
    Seen fillIn(Seen from, String actionEnd, Map<String, String> typed) throws IOException, InterruptedException {
        FormElement form = (FormElement) from.page().selectFirst("form[action$=" + actionEnd + "]");
        if (form == null) {
            throw new AssertionError("no form for " + actionEnd + " on " + from.address());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        form.formData().forEach(pair -> fields.put(pair.key(), pair.value()));
        fields.putAll(typed);
        return post(URI.create(form.absUrl("action")), fields);
    }

    Seen post(URI address, Map<String, String> fields) throws IOException, InterruptedException {
        return send(form(address, fields));
    }

    static HttpRequest.Builder form(URI address, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    Seen send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                request.timeout(Duration.ofSeconds(30)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Seen(response.statusCode(), response.uri(), response);
    }

    private static URI withoutFragment(URI address) {
        String text = address.toString();
        int hash = text.indexOf('#');
        return hash < 0 ? address : URI.create(text.substring(0, hash));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
