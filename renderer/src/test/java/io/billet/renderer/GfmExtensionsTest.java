package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The examples by which cmark-gfm tests its extensions, beside those of the specification; compared as parsed HTML. */
class GfmExtensionsTest {

    private static final String IGNORE = "<IGNORE>\n";

    private static final Map<String, MarkdownFeature> EXTENSIONS = Map.of(
            "table", MarkdownFeature.TABLES,
            "tasklist", MarkdownFeature.TASK_LISTS,
            "strikethrough", MarkdownFeature.STRIKETHROUGH,
            "autolink", MarkdownFeature.AUTOLINKS,
            "footnotes", MarkdownFeature.FOOTNOTES);

    /** What does not pass, each with its reason. */
    private static final Map<Integer, String> NOT_PASSED = Map.of(
            22, "tag filter: replaced by the policy, which leaves out more",
            23, "footnotes: the same notes in the same order, with Billet's ids, roles and labels");

    @Test
    void its_examples_give_its_html() throws IOException {
        String folder = System.getProperty("billet.corpora");
        if (folder == null) {
            System.err.println(
                    "SKIPPED: system property billet.corpora names no folder; cmark-gfm's extension examples are not run");
        }
        assumeTrue(folder != null);
        Map<Integer, String> failed = new LinkedHashMap<>();
        int run = 0;
        for (SpecExample example : SpecExample.parse(Files.readString(Path.of(folder, "gfm-extensions.txt")))) {
            run++;
            String html = CommonMarkConformanceTest.plain(features(example.info()))
                    .render(example.markdown(), Optional.empty())
                    .html();
            boolean passed = example.html().equals(IGNORE)
                    || GfmConformanceTest.normalized(html).equals(GfmConformanceTest.normalized(example.html()));
            if (!passed) {
                failed.put(example.number(), html);
            }
        }
        failed.forEach((number, html) -> System.err.println("CMARK-GFM EXAMPLE " + number + " GAVE\n" + html));

        assertThat(run).isEqualTo(28);
        assertThat(failed.keySet()).isEqualTo(NOT_PASSED.keySet());
    }

    /** The extensions that an example names; an example that names none is about all of them. */
    private static MarkdownFeature[] features(String info) {
        Predicate<String> named = info.isEmpty() ? any -> true : Arrays.asList(info.split(" "))::contains;
        return EXTENSIONS.entrySet().stream()
                .filter(extension -> named.test(extension.getKey()))
                .map(Map.Entry::getValue)
                .toArray(MarkdownFeature[]::new);
    }
}
