package io.billet.renderer;

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
        if (style.lazyImages()) {
            html.append(" loading=\"lazy\" decoding=\"async\"");
        }
        if (style.inlineStyles()) {
            Escape.attribute(html, "style", EmailStyles.of("img"));
        }
        html.append(" />");
    }
}
