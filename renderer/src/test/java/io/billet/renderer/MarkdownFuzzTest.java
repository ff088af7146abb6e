package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.billet.core.LanguageTag;
import java.net.URI;
import java.util.List;

/**
 * Any text through any preset: no exception but a typed rejection, and nothing in the HTML that its policy does not
 * allow. In {@code verify} the inputs found so far are replayed; {@code JAZZER_FUZZ=1} searches for new ones.
 */
class MarkdownFuzzTest {

    private static final URI BASE = URI.create("https://blog.example/posts/one");
    private static final List<MarkdownRenderer> RENDERERS = List.of(
            MarkdownRenderer.article(),
            MarkdownRenderer.comment(),
            MarkdownRenderer.email(BASE),
            MarkdownRenderer.feed(BASE),
            MarkdownRenderer.builder().typography(Typography.INSERT).build());
    private static final List<LanguageTag> LANGUAGES =
            List.of(LanguageTag.ENGLISH, LanguageTag.FRENCH, LanguageTag.GERMAN, LanguageTag.of("fr-CH"));

    @FuzzTest(maxDuration = "62m")
    void any_text_becomes_html_within_its_policy(FuzzedDataProvider data) {
        MarkdownRenderer renderer = data.pickValue(RENDERERS);
        LanguageTag language = data.pickValue(LANGUAGES);
        String markdown = data.consumeRemainingAsString();
        try {
            RenderedMarkdown article = renderer.render(markdown, language);
            assertThat(renderer.policy().violations(article.html())).isEmpty();
            assertThat(renderer.policy().violations(article.preview().html())).isEmpty();
        } catch (MarkdownLimitException e) {
            assertThat(e.line()).isPositive();
        }
    }
}
