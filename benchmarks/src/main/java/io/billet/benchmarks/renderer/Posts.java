package io.billet.benchmarks.renderer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The texts to render: real posts from the folder {@code posts} under the system property {@code billet.corpora}, or
 * else posts made up here, always the same ones.
 */
final class Posts {

    private static final String[] WORDS =
            ("the of a to and in is that for it as was with be by on not he his but at are this have from or had an they"
                            + " which one you were all her would there their we him been has when who will no more if out"
                            + " renderer article subscriber comment storage version release library thread parser memory")
                    .split(" ");

    private Posts() {}

    static List<String> read() {
        String corpora = System.getProperty("billet.corpora");
        if (corpora == null) {
            System.err.println("billet.corpora is not set: rendering posts that the benchmark makes up");
            return Stream.iterate(1, i -> i + 1).limit(70).map(Posts::madeUp).toList();
        }
        try (Stream<Path> files = Files.list(Path.of(corpora, "posts"))) {
            List<String> posts = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                posts.add(Files.readString(file));
            }
            return posts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String madeUp(int seed) {
        Random random = new Random(seed);
        StringBuilder post = new StringBuilder();
        for (int section = 0; section < 8; section++) {
            post.append("## ").append(words(random, 5)).append("\n\n");
            for (int paragraph = 0; paragraph < 4; paragraph++) {
                post.append(words(random, 60))
                        .append(" *")
                        .append(words(random, 2))
                        .append("* and [");
                post.append(words(random, 3))
                        .append("](https://example.org/")
                        .append(section)
                        .append("), it's `");
                post.append(words(random, 1))
                        .append("` -- \"")
                        .append(words(random, 4))
                        .append("\".\n\n");
            }
            post.append("- ")
                    .append(words(random, 12))
                    .append("\n- **")
                    .append(words(random, 2))
                    .append("** ");
            post.append(words(random, 9))
                    .append("\n\n```java\n")
                    .append(words(random, 20))
                    .append("\n```\n\n");
            post.append("| a | b |\n|---|---|\n| ")
                    .append(words(random, 3))
                    .append(" | ")
                    .append(words(random, 3));
            post.append(" |\n\n");
        }
        return post.toString();
    }

    private static String words(Random random, int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : i % 15 == 14 ? ".\n" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return words.toString().replace("\n", count > 20 ? "\n" : " ");
    }
}
