package io.billet.renderer.internal.html;

import io.billet.renderer.ImageSizes;
import java.util.function.UnaryOperator;

/**
 * What a host says about what is written.
 *
 * @param sizes  knows how large images are
 * @param links  rewrites the URLs of links and images
 * @param transliteration writes the text of a heading in the letters that another generator made its slug of
 * @param words  what the renderer says itself
 */
public record HostSettings(
        ImageSizes sizes, UnaryOperator<String> links, UnaryOperator<String> transliteration, PhraseBook words) {}
