package io.billet.web.http;

import io.billet.web.jdk.BlogServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/**
 * A surface that is not the blog's: five routes, bodies of any size in and out. It uses what is public in this package, and is
 * run in a process of its own with little memory by {@link SecondSurfaceTest}.
 */
final class SecondSurface implements WebHandler {

    static final long LARGE = 200_000_000;

    private final Router router = Router.at("/files")
            .get("/", (request, values) -> text("files"))
            .get("/{name}", (request, values) -> text("about " + values.get("name")))
            .get("/{name}/content", (request, values) -> content())
            .post(
                    "/{name}",
                    (request, values) ->
                            text(Parameters.ofForm(request, 1_000).text("title") + " for " + values.get("name")))
            .route("PUT", "/{name}/content", (request, values) -> text(Long.toString(length(request))))
            .build();

    public static void main(String[] none) throws IOException {
        BlogServer server = BlogServer.builder().port(0).build();
        server.mount("/files", new SecondSurface()).start();
        System.out.println(server.port());
    }

    @Override
    public long bodyLimit() {
        return LARGE;
    }

    @Override
    public WebResponse handle(WebRequest request) {
        try {
            WebResponse response = router.route(request);
            return request.method().equals("HEAD") ? response.withoutBody() : response;
        } catch (HttpProblem e) {
            return e.toResponse();
        }
    }

    private static WebResponse content() {
        return WebResponse.of(200).withBody("application/octet-stream", OptionalLong.empty(), out -> {
            byte[] piece = new byte[10_000];
            for (long sent = 0; sent < LARGE; sent += piece.length) {
                out.write(piece);
            }
        });
    }

    private static long length(WebRequest request) {
        try (InputStream body = request.bodyStream()) {
            byte[] piece = new byte[10_000];
            long length = 0;
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                length += read;
            }
            return length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WebResponse text(String text) {
        return WebResponse.of(200).withText("text/plain; charset=utf-8", text);
    }
}
