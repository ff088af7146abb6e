package io.billet.web.contract;

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
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.nodes.FormElement;

/** Somebody with a browser: cookies, links and forms, without JavaScript. */
public final class Browser {

    private final String origin;
    private final HttpClient client;

    private Browser(int port, HttpClient.Redirect redirects) {
        origin = "http://localhost:" + port;
        client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(redirects)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /**
     * Returns a browser that follows redirects.
     *
     * @param port of the server
     */
    public static Browser at(int port) {
        return new Browser(port, HttpClient.Redirect.NORMAL);
    }

    /**
     * Returns a client that shows redirects as they are.
     *
     * @param port of the server
     */
    public static Browser withoutRedirects(int port) {
        return new Browser(port, HttpClient.Redirect.NEVER);
    }

    /**
     * Asks for a page.
     *
     * @param path    with query, percent-encoded; or an address of which that much counts
     * @param headers names and values of header fields in turn
     */
    public Answer get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    /**
     * Sends a form as browsers do.
     *
     * @param path    as {@link #get}
     * @param fields  of the form
     * @param headers names and values of header fields in turn
     */
    public Answer post(String path, Map<String, String> fields, String... headers)
            throws IOException, InterruptedException {
        String form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 4, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/x-www-form-urlencoded";
        all[2] = "Sec-Fetch-Site";
        all[3] = "same-origin";
        return send("POST", path, HttpRequest.BodyPublishers.ofString(form), all);
    }

    /**
     * Fills in the form of a page whose action ends so.
     *
     * @param from      the page
     * @param actionEnd the end of the form's address
     * @param typed     what somebody types, beside what stands in the form already
     */
    public Answer fillIn(Answer from, String actionEnd, Map<String, String> typed)
            throws IOException, InterruptedException {
        FormElement form = (FormElement) Objects.requireNonNull(
                from.page().selectFirst("form[action$=" + actionEnd + "]"),
                () -> "no form for " + actionEnd + " on " + from.address() + ", " + from.status());
        Map<String, String> fields = new LinkedHashMap<>();
        form.formData().forEach(pair -> fields.put(pair.key(), pair.value()));
        fields.putAll(typed);
        if (!fields.getOrDefault("stamp", "").isEmpty()) {
            // As long as a person takes at the least: what comes sooner is taken for a machine's.
            Thread.sleep(1_200);
        }
        return post(form.absUrl("action"), fields);
    }

    /**
     * Sends a request.
     *
     * @param method  of HTTP
     * @param path    as {@link #get}
     * @param body    of the request
     * @param headers names and values of header fields in turn
     */
    public Answer send(String method, String path, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(here(path)).method(method, body).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    /** Mails and pages name the address that readers see; the server is at another port. */
    private URI here(String pathOrAddress) {
        URI given = URI.create(pathOrAddress);
        String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
        return URI.create(origin + given.getRawPath() + query);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
