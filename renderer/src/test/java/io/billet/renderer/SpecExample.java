package io.billet.renderer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An example of a specification in the format of CommonMark's {@code spec.txt}. */
record SpecExample(int number, String info, String markdown, String html) {

    private static final String FENCE = "````````````````````````````````";

    static List<SpecExample> readAll(String resource) {
        try (InputStream in = SpecExample.class.getResourceAsStream(resource)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<SpecExample> parse(String text) {
        List<SpecExample> examples = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        String markdown = "";
        String info = null;
        for (String line : text.split("\n", -1)) {
            if (info == null) {
                if (line.startsWith(FENCE + " example")) {
                    info = line.substring(FENCE.length() + " example".length()).strip();
                    part.setLength(0);
                }
            } else if (line.equals(".")) {
                markdown = part.toString();
                part.setLength(0);
            } else if (line.equals(FENCE)) {
                examples.add(new SpecExample(examples.size() + 1, info, markdown, part.toString()));
                info = null;
            } else {
                part.append(line.replace('→', '\t')).append('\n');
            }
        }
        return examples;
    }
}
