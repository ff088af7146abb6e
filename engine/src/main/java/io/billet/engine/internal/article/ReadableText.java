package io.billet.engine.internal.article;

import io.billet.core.ArticleAccess;
import io.billet.renderer.RenderedMarkdown;
import io.billet.renderer.Rendition;

/**
 * What of a rendered article a reader may be shown. Page, list and feed take text from here and nowhere else, so that what
 * is not public reaches none of them: where the author has drawn no line, a preview shows nothing of the text.
 *
 * @param text    the text
 * @param excerpt its beginning; empty where there is no text
 */
public record ReadableText(Rendition text, String excerpt) {

    private static final ReadableText NOTHING = new ReadableText(Rendition.empty(), "");

    public static ReadableText of(RenderedMarkdown rendered, ArticleAccess access) {
        return switch (access) {
            case WHOLE -> new ReadableText(rendered.whole(), rendered.excerpt());
            case PREVIEW ->
                rendered.hasMembersOnlyPart() ? new ReadableText(rendered.preview(), rendered.excerpt()) : NOTHING;
            case NONE -> NOTHING;
        };
    }
}
