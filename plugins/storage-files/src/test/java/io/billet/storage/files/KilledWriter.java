package io.billet.storage.files;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Slug;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/** A process that writes until it is killed, and says what has been written once the call has returned. */
final class KilledWriter {

    private KilledWriter() {}

    public static void main(String[] arguments) {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        String run = arguments[1];
        FilesStorage storage = FilesStorage.in(Path.of(arguments[0])).open();
        for (int i = 0; ; i++) {
            String slug = "article-" + run + "-" + i;
            Article created = storage.articles()
                    .create(Article.draft(
                            new ArticleId(UUID.randomUUID()),
                            now,
                            edit -> edit.slug(Slug.of(slug))
                                    .title("Title " + slug)
                                    .markdown("Text. ".repeat(2_000))));
            say(created);
            say(storage.articles()
                    .update(created.edit(
                            now, edit -> edit.slug(Slug.of(slug + "-renamed")).markdown("Changed. ".repeat(2_000)))));
        }
    }

    private static void say(Article written) {
        System.out.println(written.id() + " " + written.version() + " " + written.slug());
        System.out.flush();
    }
}
