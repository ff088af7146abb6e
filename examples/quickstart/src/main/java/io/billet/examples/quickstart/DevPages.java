package io.billet.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.billet.core.BlogException;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.engine.Blog;
import io.billet.engine.PageRequest;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.testing.RecordingMailer;
import io.billet.storage.api.CommentQuery;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a developer needs to walk the whole path without a mail server and without a back office: outgoing mail at {@code
 * /dev/mail}, comments that wait for a moderator at {@code /dev/comments}. Not for production: nobody has to sign in.
 */
final class DevPages implements HttpHandler {

    private static final int LONGEST_FORM = 1_000;

    private final Blog blog;
    private final RecordingMailer mailer;

    DevPages(Blog blog, RecordingMailer mailer) {
        this.blog = blog;
        this.mailer = mailer;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod() + " " + path) {
                case "GET /dev/mail" -> send(exchange, 200, page("Courrier sortant", mails()));
                case "GET /dev/comments" -> send(exchange, 200, page("Commentaires en attente", comments()));
                case "POST /dev/comments" -> moderate(exchange);
                default -> send(exchange, 404, page("Introuvable", "<p>Rien ici.</p>"));
            }
        }
    }

    private String mails() {
        List<OutgoingMail> mails = new ArrayList<>(mailer.mails());
        Collections.reverse(mails);
        return mails.isEmpty()
                ? "<p>Aucun courrier pour l’instant. Abonnez-vous sur le blog.</p>"
                : mails.stream().map(DevPages::mail).collect(Collectors.joining());
    }

    private static String mail(OutgoingMail mail) {
        String text = escape(mail.text()).replaceAll("(https?://\\S+)", "<a href=\"$1\">$1</a>");
        return "<article><h2>" + escape(mail.subject()) + "</h2><p>À : "
                + escape(mail.to().value()) + "</p><pre>" + text + "</pre></article>";
    }

    private String comments() {
        List<Comment> held = blog.comments()
                .list(CommentQuery.all().in(CommentState.HELD), PageRequest.first(100))
                .items();
        return held.isEmpty()
                ? "<p>Aucun commentaire n’attend.</p>"
                : held.stream().map(DevPages::comment).collect(Collectors.joining());
    }

    private static String comment(Comment comment) {
        return "<article><h2>" + escape(comment.commenter().name().orElse("")) + "</h2><pre>"
                + escape(comment.markdown()) + "</pre><form method=\"post\">"
                + "<input type=\"hidden\" name=\"id\" value=\"" + comment.id() + "\">"
                + "<input type=\"hidden\" name=\"version\" value=\"" + comment.version() + "\">"
                + "<button>Approuver</button></form></article>";
    }

    private void moderate(HttpExchange exchange) throws IOException {
        String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            send(exchange, 403, page("Refusé", "<p>Ce formulaire vient d’un autre site.</p>"));
            return;
        }
        String form = new String(exchange.getRequestBody().readNBytes(LONGEST_FORM), StandardCharsets.UTF_8);
        try {
            blog.comments().approve(CommentId.of(field(form, "id")), Long.parseLong(field(form, "version")));
            exchange.getResponseHeaders().set("Location", "/dev/comments");
            send(exchange, 303, "");
        } catch (BlogException | IllegalArgumentException e) {
            send(exchange, 400, page("Refusé", "<p>" + escape(String.valueOf(e.getMessage())) + "</p>"));
        }
    }

    private static String field(String form, String name) {
        for (String pair : form.split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="fr"><head><meta charset="utf-8"><title>%1$s</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <style>
                  :root { color-scheme: light dark; }
                  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
                  article { border: 1px solid color-mix(in srgb, currentColor 25%%, transparent); border-radius: .5rem;
                    padding: 0 1rem 1rem; margin: 1rem 0; }
                  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
                </style></head>
                <body><nav><a href="/blog/">Le blog</a> · <a href="/dev/mail">Courrier</a> ·
                <a href="/dev/comments">Commentaires</a></nav><main><h1>%1$s</h1>%2$s</main></body></html>
                """.formatted(title, body);
    }

    private static void send(HttpExchange exchange, int status, String html) throws IOException {
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
