package io.billet.storage.files;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A process that writes what another one writes as well, and says which of them was first. */
final class CompetingWriter {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private CompetingWriter() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        String name = arguments[1];
        ArticleId shared = ArticleId.of(arguments[2]);
        try (FilesStorage storage = FilesStorage.in(root).open()) {
            waitForTheOther(root, name);
            for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
                String line = name + " " + i + "\n";
                append(storage, shared, line);
            }
            for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
                create(storage, "slug-" + i);
            }
        }
    }

    private static void waitForTheOther(Path root, String name) throws Exception {
        Files.createFile(root.resolve("." + name));
        for (int i = 0; i < 2_000 && !(Files.exists(root.resolve(".one")) && Files.exists(root.resolve(".two"))); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void append(FilesStorage storage, ArticleId id, String line) {
        while (true) {
            Article read = storage.articles().find(id).orElseThrow();
            try {
                storage.articles().update(read.edit(NOON, edit -> edit.markdown(read.markdown() + line)));
                return;
            } catch (StaleVersionException e) {
                System.out.println("stale");
            }
        }
    }

    private static void create(FilesStorage storage, String slug) {
        try {
            storage.articles()
                    .create(Article.draft(
                            new ArticleId(UUID.randomUUID()),
                            NOON,
                            edit -> edit.slug(Slug.of(slug)).title(slug)));
            System.out.println("created " + slug);
        } catch (AlreadyExistsException e) {
            System.out.println("there is " + slug);
        }
    }
}
