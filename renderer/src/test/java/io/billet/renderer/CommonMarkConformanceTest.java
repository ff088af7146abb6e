package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.renderer.internal.html.OutputStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The 652 examples of CommonMark 0.31.2, byte for byte. */
class CommonMarkConformanceTest {

    /** The examples that do not pass, each with its reason: none. */
    private static final List<Integer> NOT_PASSED = List.of();

    @Test
    void every_example_of_the_specification_gives_its_html() {
        List<SpecExample> examples = SpecExample.readAll("/spec.txt");
        List<Integer> failed = new ArrayList<>();
        for (SpecExample example : examples) {
            String html = plain().render(example.markdown(), Optional.empty()).html();
            if (!html.equals(example.html())) {
                failed.add(example.number());
                System.err.println("EXAMPLE " + example.number() + "\n" + example.markdown() + "\n--- expected\n"
                        + example.html() + "\n--- got\n" + html);
            }
        }

        assertThat(examples).hasSize(652);
        assertThat(failed).isEqualTo(NOT_PASSED);
    }

    /** CommonMark alone, and its own way of writing HTML. */
    static Pipeline plain(MarkdownFeature... features) {
        Options article = Options.of(HtmlPolicy.ARTICLE);
        EnumSet<MarkdownFeature> chosen = EnumSet.noneOf(MarkdownFeature.class);
        chosen.addAll(List.of(features));
        return new Pipeline(
                new Options(
                        HtmlPolicy.ARTICLE,
                        chosen,
                        article.limits(),
                        Optional.empty(),
                        Typography.NONE,
                        "h-",
                        200,
                        article.imageSizes(),
                        article.extensions()),
                new OutputStyle(
                        OutputStyle.RawHtml.UNTOUCHED,
                        HtmlPolicy.ARTICLE.vocabulary(),
                        Set.of(OutputStyle.Trait.CHECKBOXES),
                        "h-",
                        Optional.empty()));
    }
}
