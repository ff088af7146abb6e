package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.LanguageTag;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The snippets of {@code docs/rendering.md}, run; and the guide shows what is run here. */
class RenderingGuideTest {

    private static final Pattern IN_GUIDE =
            Pattern.compile("<!-- snippet: (\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_TEST = Pattern.compile("// snippet: (\\w+)\\n(.*?)// end", Pattern.DOTALL);

    @Test
    void article() {
        // snippet: article
        MarkdownRenderer renderer = MarkdownRenderer.article();
        RenderedMarkdown article = renderer.render("# Hello\n\nSome *text*.");
        String html = article.html();
        // end
        assertThat(html).isEqualTo("<h1 id=\"h-hello\">Hello</h1>\n<p>Some <em>text</em>.</p>\n");
    }

    @Test
    void members() {
        // snippet: members
        RenderedMarkdown article = MarkdownRenderer.article().render("For all.\n\n<!--members-only-->\n\nFor members.");
        boolean isMember = false;
        String html = isMember ? article.whole().html() : article.preview().html();
        // end
        assertThat(html).isEqualTo("<p>For all.</p>\n");
    }

    @Test
    void comment() {
        // snippet: comment
        String html = MarkdownRenderer.comment()
                .render("Nice! <script>alert(1)</script> See https://example.org")
                .html();
        // end
        assertThat(html)
                .isEqualTo("<p>Nice! &lt;script&gt;alert(1)&lt;/script&gt; See <a href=\"https://example.org\""
                        + " rel=\"nofollow ugc noopener\">https://example.org</a></p>\n");
    }

    @Test
    void email() {
        // snippet: email
        URI address = URI.create("https://blog.example/posts/hello");
        RenderedMarkdown mail = MarkdownRenderer.email(address).render("See [the page](/about).");
        String htmlPart = mail.html();
        String textPart = mail.whole().plainText();
        String feedHtml =
                MarkdownRenderer.feed(address).render("See [the page](/about).").html();
        // end
        assertThat(htmlPart).contains("style=", "href=\"https://blog.example/about\"");
        assertThat(textPart).isEqualTo("See the page [1].\n\n[1] https://blog.example/about");
        assertThat(feedHtml).isEqualTo("<p>See <a href=\"https://blog.example/about\">the page</a>.</p>\n");
    }

    @Test
    void typography() {
        // snippet: typography
        String french = MarkdownRenderer.article()
                .render("Il dit : \"Oui\" !", LanguageTag.of("fr"))
                .html();
        MarkdownRenderer inserting =
                MarkdownRenderer.builder().typography(Typography.INSERT).build();
        String added = inserting.render("Vraiment?", LanguageTag.of("fr")).html();
        // end
        assertThat(french).isEqualTo("<p>Il dit\u00a0: «\u00a0Oui\u00a0»\u202f!</p>\n");
        assertThat(added).isEqualTo("<p>Vraiment\u202f?</p>\n");
    }

    @Test
    void options() {
        // snippet: options
        MarkdownRenderer renderer = MarkdownRenderer.builder()
                .disable(MarkdownFeature.EMOJI_SHORTCODES, MarkdownFeature.ABBREVIATIONS)
                .limits(MarkdownLimits.article().withCharacters(200_000))
                .idPrefix("post-")
                .imageSizes("v1", url -> Optional.of(new ImageSizes.Size(640, 480)))
                .build();
        String cacheKey = renderer.fingerprint();
        // end
        assertThat(cacheKey).isNotEqualTo(MarkdownRenderer.article().fingerprint());
        assertThat(renderer.render("# a\n\n![b](c) :tada:").html())
                .contains("id=\"post-a\"", "width=\"640\" height=\"480\"", ":tada:");
    }

    @Test
    void limits() {
        // snippet: limits
        try {
            MarkdownRenderer.comment().render("> ".repeat(5_000));
        } catch (MarkdownLimitException e) {
            System.out.println(e.limit() + " at line " + e.line() + ": at most " + e.bound());
        }
        // end
        assertThatThrownBy(() -> MarkdownRenderer.comment().render("\n\n" + "> ".repeat(5_000)))
                .isInstanceOfSatisfying(
                        MarkdownLimitException.class, e -> assertThat(e.line()).isEqualTo(3));
    }

    @Test
    void policy() {
        // snippet: policy
        List<String> problems = HtmlPolicy.COMMENT.violations("<p onclick=\"alert(1)\">x</p>");
        // end
        assertThat(problems).containsExactly("attribute onclick of <p>, at offset 2");
    }

    @Test
    void the_guide_shows_the_code_that_is_run_here() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "rendering.md"));
        String test = Files.readString(Path.of("src/test/java/io/billet/renderer/RenderingGuideTest.java"));

        assertThat(snippets(IN_GUIDE, guide)).hasSize(8).isEqualTo(snippets(IN_TEST, test));
    }

    private static Map<String, String> snippets(Pattern pattern, String text) {
        Map<String, String> snippets = new TreeMap<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            snippets.put(matcher.group(1), matcher.group(2).replaceAll("\\s+", ""));
        }
        return snippets;
    }
}
