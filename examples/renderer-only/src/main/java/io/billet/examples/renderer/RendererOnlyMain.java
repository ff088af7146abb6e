package io.billet.examples.renderer;

import io.billet.core.LanguageTag;
import io.billet.renderer.MarkdownRenderer;
import io.billet.renderer.RenderedMarkdown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts an author's Markdown and a stranger's comment into a page of one's own: {@code page.html}. */
public final class RendererOnlyMain {

    private static final String ARTICLE = """
            # Pourquoi une bibliothèque ?

            Un blog *dans* l'application : "pas à côté" ; voilà l'idée.

            1. une dépendance
            2. trois lignes

            > [!TIP]
            > Le rendu se garde : il ne change pas tant que `fingerprint()` reste le même.

            <!--members-only-->

            La suite est réservée aux abonnés.
            """;
    private static final String COMMENT = "Merci ! <script>alert('non')</script> Voir https://example.org.";

    private RendererOnlyMain() {}

    public static void main(String[] args) throws IOException {
        RenderedMarkdown article = MarkdownRenderer.article().render(ARTICLE, LanguageTag.FRENCH);
        RenderedMarkdown comment = MarkdownRenderer.comment().render(COMMENT, LanguageTag.FRENCH);
        String page = """
                <!DOCTYPE html>
                <html lang="fr">
                <head><meta charset="utf-8"><title>%s</title></head>
                <body>
                <article>%s</article>
                <section><h2>Commentaires</h2>%s</section>
                </body>
                </html>
                """.formatted(
                        article.whole().tableOfContents().get(0).text(),
                        article.preview().html(),
                        comment.html());
        Path file = Path.of(args.length > 0 ? args[0] : "page.html");
        Files.writeString(file, page, StandardCharsets.UTF_8);
        System.out.println("Wrote " + file.toAbsolutePath() + ": "
                + article.preview().wordCount() + " of " + article.whole().wordCount() + " words are public");
    }
}
