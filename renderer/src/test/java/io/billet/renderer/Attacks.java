package io.billet.renderer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markdown that tries to run a script, and the presets that it is tried on. */
final class Attacks {

    private static final URI BASE = URI.create("https://blog.example/posts/one");

    static final Map<String, MarkdownRenderer> PRESETS = Map.of(
            "article", MarkdownRenderer.article(),
            "comment", MarkdownRenderer.comment(),
            "email", MarkdownRenderer.email(BASE),
            "feed", MarkdownRenderer.feed(BASE));

    /** The presets, and one that a host may build: all that an author may use, within a stranger's policy. */
    static final Map<String, MarkdownRenderer> RENDERERS = new HashMap<>(PRESETS);

    static {
        RENDERERS.put(
                "comment with every feature",
                MarkdownRenderer.builder().policy(HtmlPolicy.COMMENT).build());
    }

    private static final Pattern JSON_STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u([0-9a-fA-F]{4})|.)", Pattern.DOTALL);

    private Attacks() {}

    /** The families of OWASP's filter evasion cheat sheet and more, written out by the project; one a line. */
    static List<String> ours() {
        try (InputStream in = Attacks.class.getResourceAsStream("attacks.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Attacks::unescaped)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** markdown-it's link attacks and the Big List of Naughty Strings, where the corpora are at hand. */
    static Optional<List<String>> corpora() {
        String folder = System.getProperty("billet.corpora");
        if (folder == null) {
            System.err.println(
                    "SKIPPED: system property billet.corpora names no folder; the attack corpora are not run");
            return Optional.empty();
        }
        try {
            List<String> attacks = new ArrayList<>();
            for (String fixture :
                    Files.readString(Path.of(folder, "markdown-it-xss.txt")).split("\n\\.\n")) {
                attacks.add(fixture.strip());
            }
            Matcher strings = JSON_STRING.matcher(Files.readString(Path.of(folder, "blns.json")));
            while (strings.find()) {
                attacks.add(unescaped(strings.group(1)));
            }
            return Optional.of(attacks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String line) {
        return ESCAPE.matcher(line).replaceAll(escape -> {
            if (escape.group(2) != null) {
                return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(2), 16)));
            }
            return Matcher.quoteReplacement(
                    switch (escape.group(1)) {
                        case "n" -> "\n";
                        case "t" -> "\t";
                        case "r" -> "\r";
                        default -> escape.group(1);
                    });
        });
    }
}
