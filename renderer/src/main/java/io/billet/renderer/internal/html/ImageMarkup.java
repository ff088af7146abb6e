package io.billet.renderer.internal.html;

import io.billet.renderer.ImageSizes;
import io.billet.renderer.internal.html.OutputStyle.Trait;

/** What every image gets besides its source and alternative text. */
final class ImageMarkup {

    private ImageMarkup() {}

    static void finish(HtmlOutput output, String url, ImageSizes sizes) {
        StringBuilder html = output.html;
        sizes.sizeOf(url)
                .ifPresent(size -> html.append(" width=\"")
                        .append(size.width())
                        .append("\" height=\"")
                        .append(size.height())
                        .append('"'));
        if (output.style.has(Trait.LAZY_IMAGES)) {
            html.append(" loading=\"lazy\" decoding=\"async\"");
        }
        if (output.style.has(Trait.INLINE_STYLES)) {
            Escape.attribute(html, "style", output.inline.of("img"));
        }
        html.append(" />");
    }
}
