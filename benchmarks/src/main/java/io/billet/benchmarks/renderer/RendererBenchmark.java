package io.billet.benchmarks.renderer;

import com.vladsch.flexmark.ext.autolink.AutolinkExtension;
import com.vladsch.flexmark.ext.footnotes.FootnoteExtension;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import com.vladsch.flexmark.ext.gfm.tasklist.TaskListExtension;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.ext.toc.TocExtension;
import com.vladsch.flexmark.ext.typographic.TypographicExtension;
import com.vladsch.flexmark.util.data.MutableDataSet;
import io.billet.core.LanguageTag;
import io.billet.renderer.MarkdownRenderer;
import io.billet.renderer.RenderingStages;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.commonmark.Extension;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

/**
 * All posts of the corpus, rendered by us and by three pipelines that a Java developer would put together. Ours does
 * more: preview, table of contents, typography, plain text, excerpt, word count, links and images.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 5, time = 2)
public class RendererBenchmark {

    private static final String COMMENT = "Merci pour cet *article*, j'ai appris quelque chose !";

    private final MarkdownRenderer billet = MarkdownRenderer.article();
    private final MarkdownRenderer comments = MarkdownRenderer.comment();
    private final RenderingStages stages = new RenderingStages();
    private final PolicyFactory owasp = Sanitizers.FORMATTING
            .and(Sanitizers.BLOCKS)
            .and(Sanitizers.LINKS)
            .and(Sanitizers.IMAGES)
            .and(Sanitizers.TABLES);
    private final com.vladsch.flexmark.parser.Parser flexmarkParser;
    private final com.vladsch.flexmark.html.HtmlRenderer flexmarkRenderer;
    private final org.commonmark.parser.Parser commonmarkParser;
    private final org.commonmark.renderer.html.HtmlRenderer commonmarkRenderer;
    private List<String> posts = List.of();
    private List<Object> parsed = List.of();

    public RendererBenchmark() {
        MutableDataSet settings = new MutableDataSet()
                .set(
                        com.vladsch.flexmark.parser.Parser.EXTENSIONS,
                        List.of(
                                TablesExtension.create(),
                                StrikethroughExtension.create(),
                                TaskListExtension.create(),
                                AutolinkExtension.create(),
                                FootnoteExtension.create(),
                                TocExtension.create(),
                                TypographicExtension.create()))
                .set(com.vladsch.flexmark.html.HtmlRenderer.GENERATE_HEADER_ID, true)
                .set(com.vladsch.flexmark.html.HtmlRenderer.RENDER_HEADER_ID, true);
        flexmarkParser = com.vladsch.flexmark.parser.Parser.builder(settings).build();
        flexmarkRenderer =
                com.vladsch.flexmark.html.HtmlRenderer.builder(settings).build();
        List<Extension> extensions = List.of(
                org.commonmark.ext.gfm.tables.TablesExtension.create(),
                org.commonmark.ext.gfm.strikethrough.StrikethroughExtension.create(),
                org.commonmark.ext.task.list.items.TaskListItemsExtension.create(),
                org.commonmark.ext.autolink.AutolinkExtension.create(),
                org.commonmark.ext.footnotes.FootnotesExtension.create(),
                org.commonmark.ext.heading.anchor.HeadingAnchorExtension.create());
        commonmarkParser =
                org.commonmark.parser.Parser.builder().extensions(extensions).build();
        commonmarkRenderer = org.commonmark.renderer.html.HtmlRenderer.builder()
                .extensions(extensions)
                .build();
    }

    @Setup
    public void readPosts() {
        posts = Posts.read();
        parsed = posts.stream().map(stages::parse).toList();
    }

    @Benchmark
    public int billet() {
        int length = 0;
        for (String post : posts) {
            length += billet.render(post, LanguageTag.ENGLISH).html().length();
        }
        return length;
    }

    @Benchmark
    public int billetParse() {
        int length = 0;
        for (String post : posts) {
            length += stages.parse(post).hashCode() & 1;
        }
        return length;
    }

    @Benchmark
    public int billetWrite() {
        int length = 0;
        for (Object post : parsed) {
            length += stages.write(post);
        }
        return length;
    }

    @Benchmark
    public int flexmarkWithOwasp() {
        int length = 0;
        for (String post : posts) {
            length += owasp.sanitize(flexmarkRenderer.render(flexmarkParser.parse(post)))
                    .length();
        }
        return length;
    }

    @Benchmark
    public int flexmarkWithJsoup() {
        int length = 0;
        for (String post : posts) {
            length += Jsoup.clean(flexmarkRenderer.render(flexmarkParser.parse(post)), Safelist.relaxed())
                    .length();
        }
        return length;
    }

    @Benchmark
    public int commonmarkWithOwasp() {
        int length = 0;
        for (String post : posts) {
            length += owasp.sanitize(commonmarkRenderer.render(commonmarkParser.parse(post)))
                    .length();
        }
        return length;
    }

    /** Read the result as milliseconds for 1,000 comments, that is, as microseconds for one. */
    @Benchmark
    public int aThousandComments() {
        int length = 0;
        for (int i = 0; i < 1_000; i++) {
            length += comments.render(COMMENT).html().length();
        }
        return length;
    }
}
