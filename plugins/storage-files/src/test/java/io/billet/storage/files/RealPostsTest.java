package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.billet.core.Article;
import io.billet.core.ArticleSummary;
import io.billet.storage.api.ArticleQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts of a real blog, with TOML headers, read all and changed all. */
class RealPostsTest {

    @TempDir
    Path root;

    @Test
    void every_post_is_read_and_keeps_its_header_when_it_is_changed() throws IOException {
        int posts = copyPosts();
        try (FilesStorage storage = FilesStorage.in(root).open()) {
            List<ArticleSummary> all = storage.articles().list(ArticleQuery.all(), Optional.empty(), 1_000);
            System.out.println("real posts: " + all.size() + " of " + posts + " read");
            // Some share the last part of their addresses, which differ in the date before it.
            assertThat(storage.brokenFiles()).allMatch(fault -> fault.reason().startsWith("its slug"));
            assertThat(all).hasSize(posts - storage.brokenFiles().size()).hasSizeGreaterThan(posts * 9 / 10);
            for (ArticleSummary summary : all) {
                Article article = storage.articles().find(summary.id()).orElseThrow();
                Article changed = storage.articles()
                        .update(article.edit(Instant.parse("2030-01-01T00:00:00Z"), edit -> edit.title("Changed")));
                assertThat(storage.articles().find(article.id())).contains(changed);
            }
        }
        assertOriginalLinesRemain();
    }

    private void assertOriginalLinesRemain() throws IOException {
        try (Stream<Path> files = Files.list(corpus())) {
            for (Path original :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                List<String> now = Files.readAllLines(root.resolve(original.getFileName()));
                List<String> before = Files.readAllLines(original).stream()
                        .filter(line -> !line.startsWith("title = "))
                        .toList();
                assertThat(now).as("%s", original.getFileName()).containsSubsequence(before);
            }
        }
    }

    private int copyPosts() throws IOException {
        try (Stream<Path> files = Files.list(corpus())) {
            List<Path> posts =
                    files.filter(file -> file.toString().endsWith(".md")).toList();
            for (Path post : posts) {
                Files.copy(post, root.resolve(post.getFileName()));
            }
            return posts.size();
        }
    }

    private static Path corpus() {
        String corpora = System.getProperty("billet.corpora", "");
        Path posts = Path.of(corpora).resolve("posts");
        boolean there = !corpora.isEmpty() && Files.isDirectory(posts);
        if (!there) {
            System.err.println("SKIPPED: no real posts are read; set -Dbillet.corpora to the folder that has posts/");
        }
        assumeTrue(there, "billet.corpora is not set");
        return posts;
    }
}
