package io.billet.renderer.internal.html;

import com.vladsch.flexmark.util.data.DataHolder;
import io.billet.core.LanguageTag;
import io.billet.renderer.Typography;
import io.billet.renderer.internal.nodes.Tree;
import io.billet.renderer.internal.typography.Typographer;
import java.util.Optional;

/** Writes trees as HTML in one style. Immutable and thread-safe. */
public final class HtmlWriter {

    private final OutputStyle style;
    private final Typography typography;
    private final int excerptLength;
    private final HostSettings host;
    private final ForeignNodes foreign;

    /**
     * Creates a writer.
     *
     * @param extensions Flexmark's settings for a host's extensions, if there are any
     */
    public HtmlWriter(
            OutputStyle style,
            Typography typography,
            int excerptLength,
            HostSettings host,
            Optional<DataHolder> extensions) {
        this.style = style;
        this.typography = typography;
        this.excerptLength = excerptLength;
        this.host = host;
        this.foreign = extensions
                .<ForeignNodes>map(settings -> new FlexmarkExtensions(settings, style.vocabulary()))
                .orElse(ForeignNodes.NONE);
    }

    /**
     * Writes a tree.
     *
     * @throws io.billet.renderer.internal.nodes.LimitPassed if what is to be written passes a limit
     */
    public HtmlOutput write(Tree tree, Optional<LanguageTag> language) {
        Writing writing = new Writing(
                tree.context(),
                host.words().of(language),
                excerptLength,
                new TextFlow(Typographer.of(typography, language).orElse(null)),
                host,
                foreign);
        HtmlOutput output = new HtmlOutput(
                style,
                writing.phrases(),
                tree.context().text.length(),
                host.transliteration(),
                language.map(LanguageTag::isRightToLeft).orElse(false));
        new Walk(writing, output).over(tree.root());
        return output;
    }
}
