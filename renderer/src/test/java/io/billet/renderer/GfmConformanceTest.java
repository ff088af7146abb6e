package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** The examples that GitHub's specification adds to CommonMark's, compared as parsed HTML. */
class GfmConformanceTest {

    private static final Set<String> EXTENSIONS = Set.of("table", "strikethrough", "autolink", "disabled", "tagfilter");

    /** What does not pass, each with its reason. */
    private static final Map<Integer, String> NOT_PASSED =
            Map.of(652, "tag filter: replaced by the policy, which leaves out more");

    @Test
    void its_extension_examples_give_its_html() {
        Pipeline renderer = CommonMarkConformanceTest.plain(
                MarkdownFeature.TABLES,
                MarkdownFeature.TASK_LISTS,
                MarkdownFeature.STRIKETHROUGH,
                MarkdownFeature.AUTOLINKS);
        List<Integer> failed = new ArrayList<>();
        int run = 0;
        for (SpecExample example : SpecExample.readAll("/gfm-spec.txt")) {
            if (!EXTENSIONS.contains(example.info())) {
                continue;
            }
            run++;
            String html = renderer.render(example.markdown(), Optional.empty()).html();
            if (!normalized(html).equals(normalized(example.html()))) {
                failed.add(example.number());
                System.err.println("GFM EXAMPLE " + example.number() + "\n" + example.markdown() + "\n--- expected\n"
                        + example.html() + "\n--- got\n" + html);
            }
        }

        assertThat(run).isGreaterThanOrEqualTo(22);
        assertThat(failed).containsExactlyInAnyOrderElementsOf(NOT_PASSED.keySet());
    }

    static String normalized(String html) {
        Element body = Jsoup.parseBodyFragment(html).body();
        body.select("input").forEach(box -> {
            boolean checked = box.hasAttr("checked");
            box.clearAttributes();
            box.attr("type", "checkbox");
            if (checked) {
                box.attr("checked", true);
            }
        });
        return body.html().replaceAll("\\s+", " ");
    }
}
