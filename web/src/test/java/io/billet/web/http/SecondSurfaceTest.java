package io.billet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A second surface beside the blog, in a process with 64 MB of memory, that takes and gives 200 MB. */
class SecondSurfaceTest {

    private static Process process;
    private static String files;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecondSurface.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        files = "http://localhost:" + said.readLine() + "/files";
    }

    @AfterAll
    static void stop() {
        process.destroyForcibly();
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(files + path)).timeout(Duration.ofMinutes(2));
    }

    private String sent(HttpRequest.Builder request) throws Exception {
        var response = client.send(request.build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    @Test
    void routes_answer_and_what_follows_from_them_does_too() throws Exception {
        assertThat(sent(at("/"))).isEqualTo("200 files");
        assertThat(sent(at("/caf%C3%A9"))).isEqualTo("200 about café");
        assertThat(sent(at("/a").header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("title=T"))))
                .isEqualTo("200 T for a");
        assertThat(sent(at("/a/b/c"))).startsWith("404");
        assertThat(sent(at("/a/content").DELETE())).startsWith("405");
        assertThat(sent(at("/a").method("HEAD", BodyPublishers.noBody()))).isEqualTo("200 ");
        assertThat(sent(at("/a/"))).startsWith("301");
    }

    @Test
    void a_body_of_any_size_streams_out() throws Exception {
        var response = client.send(at("/a/content").build(), BodyHandlers.ofInputStream());
        long length = 0;
        try (InputStream body = response.body()) {
            byte[] piece = new byte[65_536];
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                length += read;
            }
        }
        assertThat(length).isEqualTo(SecondSurface.LARGE);
    }

    @Test
    void a_body_of_any_size_streams_in_with_its_length_known_or_not() throws Exception {
        byte[] piece = new byte[1_000_000];
        Iterable<byte[]> pieces = () -> IntStream.range(0, (int) (SecondSurface.LARGE / piece.length))
                .mapToObj(i -> piece)
                .iterator();
        String whole = "200 " + SecondSurface.LARGE;

        assertThat(sent(at("/a/content").PUT(BodyPublishers.ofByteArrays(pieces))))
                .isEqualTo(whole);
        assertThat(sent(at("/a/content")
                        .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(pieces), SecondSurface.LARGE))))
                .isEqualTo(whole);
    }
}
