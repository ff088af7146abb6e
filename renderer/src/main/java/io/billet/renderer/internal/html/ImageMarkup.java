package io.billet.renderer.internal.html;

import io.billet.renderer.ImageSizes;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.policy.EmailStyles;

/** What every image gets besides its source and alternative text. */
final class ImageMarkup {

    private ImageMarkup() {}

    static void finish(StringBuilder html, String url, OutputStyle style, ImageSizes sizes) {
        sizes.sizeOf(url)
                .ifPresent(size -> html.append(" width=\"")
                        .append(size.width())
                        .append("\" height=\"")
                        .append(size.height())
                        .append('"'));
        if (style.has(Trait.LAZY_IMAGES)) {
            html.append(" loading=\"lazy\" decoding=\"async\"");
        }
        if (style.has(Trait.INLINE_STYLES)) {
            Escape.attribute(html, "style", EmailStyles.of("img"));
        }
        html.append(" />");
    }
}
