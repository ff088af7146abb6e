package io.billet.renderer.internal.inlines;

import io.billet.renderer.internal.syntax.Characters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Emoji by their names, such as {@code :tada:}. The table is {@code emoji.txt}: a name, a space, the emoji. */
final class Emoji {

    private static final int LONGEST_NAME = 40;
    private static final Map<String, String> BY_NAME = read();

    private Emoji() {}

    static @Nullable String of(String name) {
        return BY_NAME.get(name);
    }

    /** Returns the end of {@code :name:} whose first colon stands at {@code at}, or -1. */
    static int end(String s, int at, int end) {
        int most = Math.min(end, at + LONGEST_NAME);
        for (int i = at + 1; i < most; i++) {
            char c = s.charAt(i);
            if (c == ':') {
                return i > at + 1 ? i + 1 : -1;
            }
            if (!Characters.isAsciiAlphanumeric(c) && c != '_' && c != '+' && c != '-') {
                return -1;
            }
        }
        return -1;
    }

    private static Map<String, String> read() {
        InputStream table = Emoji.class.getResourceAsStream("emoji.txt");
        if (table == null) {
            throw new IllegalStateException("emoji.txt is missing beside " + Emoji.class.getName());
        }
        Map<String, String> emoji = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    emoji.put(line.substring(0, space), line.substring(space + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(emoji);
    }
}
