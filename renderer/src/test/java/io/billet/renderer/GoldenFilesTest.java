package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.billet.core.LanguageTag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole outputs, to be read by a person. {@code -Dbillet.golden=src/test/resources/io/billet/renderer/golden} writes them
 * anew; read the difference before committing it. No-break spaces are shown as {@code ⍽} and narrow ones as {@code ⸱}.
 */
class GoldenFilesTest {

    @TestFactory
    Stream<DynamicTest> typography_of_each_language() {
        return Stream.of(
                        "fr", "fr-BE", "fr-CA", "fr-CH", "en", "de", "de-CH", "es", "it", "pt-PT", "pl", "cs", "sv",
                        "fi", "ru", "ja")
                .map(tag -> DynamicTest.dynamicTest(
                        tag,
                        () -> compare(
                                "typography." + tag + ".html",
                                MarkdownRenderer.article()
                                        .render(read("typography.md"), LanguageTag.of(tag))
                                        .html())));
    }

    @TestFactory
    Stream<DynamicTest> each_preset() {
        return Attacks.PRESETS.entrySet().stream()
                .map(preset -> DynamicTest.dynamicTest(preset.getKey(), () -> {
                    RenderedMarkdown rendered = preset.getValue().render(read("everything.md"), LanguageTag.ENGLISH);
                    compare("everything." + preset.getKey() + ".html", rendered.html());
                    compare(
                            "everything." + preset.getKey() + ".preview.html",
                            rendered.preview().html());
                    compare(
                            "everything." + preset.getKey() + ".txt",
                            rendered.whole().plainText() + "\n");
                }));
    }

    @Test
    void inserted_spaces() throws IOException {
        MarkdownRenderer inserting =
                MarkdownRenderer.builder().typography(Typography.INSERT).build();

        compare(
                "inserted.fr.html",
                inserting
                        .render(
                                "Quoi? «Non», dit-il: à 12:30! Vraiment?! (oui!) [ici](/x)! Fin; ou pas.",
                                LanguageTag.FRENCH)
                        .html());
    }

    @Test
    void the_article_that_started_the_project() throws IOException {
        String corpora = System.getProperty("billet.corpora");
        if (corpora == null) {
            System.err.println(
                    "SKIPPED: system property billet.corpora names no folder; the seed article is not rendered");
        }
        assumeTrue(corpora != null);
        String markdown = Files.readString(Path.of(corpora, "..", "seed", "article.fr.md"));

        RenderedMarkdown rendered = MarkdownRenderer.article().render(markdown, LanguageTag.FRENCH);

        assertThat(visible(rendered.html()))
                .contains("1,3⍽Md€ dans Mistral AI⍽: l’Europe")
                .contains("parie-t-il aussi gros⸱?</h2>")
                .contains("«⍽Le Chat⍽»", "«⍽souveraineté numérique⍽»", "semi-conducteurs → modèles → applications")
                .contains(
                        "<ol>\n<li>Un accès",
                        "<ul>\n<li>Multiplier",
                        "<a href=\"https://example.org/asml-mistral\">ici</a>")
                .contains("commentaires⸱!</p>");
        assertThat(rendered.whole().tableOfContents())
                .extracting(TocEntry::level)
                .containsExactly(1, 2, 2, 2, 2);
        assertThat(rendered.whole().links())
                .containsExactly(new LinkReference("https://example.org/asml-mistral", "ici"));
        assertThat(rendered.excerpt())
                .startsWith("1,3 milliard d’euros")
                .endsWith("…")
                .hasSizeLessThanOrEqualTo(200);
        assertThat(rendered.whole().wordCount()).isBetween(330, 370);
        assertThat(rendered.readingTime()).isEqualTo(java.time.Duration.ofMinutes(2));
    }

    @Test
    void what_is_derived_leaks_nothing_from_the_members_part() throws IOException {
        RenderedMarkdown rendered = MarkdownRenderer.article().render(read("everything.md"), LanguageTag.ENGLISH);

        assertThat(rendered.frontMatter()).contains("title: Everything\n");
        assertThat(rendered.preview().footnotes()).isEmpty();
        assertThat(rendered.whole().footnotes())
                .extracting(FootnoteEntry::number)
                .containsExactly(1, 2);
        assertThat(rendered.preview().plainText()).doesNotContain("The rest", "Another note");
        assertThat(rendered.whole().images())
                .containsExactly(new ImageReference("picture.png", "A picture", java.util.Optional.of("Its caption")));
    }

    private static void compare(String name, String actual) throws IOException {
        String shown = visible(actual);
        String folder = System.getProperty("billet.golden");
        if (folder != null) {
            Files.writeString(Path.of(folder, name), shown);
        }
        assertThat(shown).isEqualTo(read(name));
    }

    private static String visible(String text) {
        return text.replace('\u00a0', '⍽').replace('\u202f', '⸱');
    }

    private static String read(String name) throws IOException {
        String folder = System.getProperty("billet.golden");
        if (folder != null) {
            return Files.readString(Path.of(folder, name));
        }
        try (InputStream in = GoldenFilesTest.class.getResourceAsStream("golden/" + name)) {
            return in == null ? "(missing)" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
