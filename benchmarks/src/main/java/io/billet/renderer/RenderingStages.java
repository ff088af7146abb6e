package io.billet.renderer;

import io.billet.core.LanguageTag;
import io.billet.renderer.internal.nodes.Tree;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** Parsing and writing apart, for the benchmark; in the renderer's package because neither is public. */
@NullMarked
public final class RenderingStages {

    private final Pipeline pipeline;

    public RenderingStages() {
        Options options = Options.of(HtmlPolicy.ARTICLE);
        this.pipeline = new Pipeline(options, options.style());
    }

    public Object parse(String markdown) {
        return pipeline.parse(CleanText.of(markdown), Optional.of(LanguageTag.ENGLISH));
    }

    /** @param parsed what {@link #parse} returned */
    public int write(Object parsed) {
        return pipeline.write((Tree) parsed, Optional.of(LanguageTag.ENGLISH)).hashCode() & 1;
    }
}
