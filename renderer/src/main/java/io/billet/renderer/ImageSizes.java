package io.billet.renderer;

import java.util.Optional;

/**
 * Knows how large an image is, so that a page does not jump while its images load.
 *
 * <p>Called once per image while rendering: an implementation must answer at once (from a table, not from the network),
 * must be thread-safe, and must answer the same for the same URL as long as its version, given to
 * {@link MarkdownRenderer.Builder#imageSizes(String, ImageSizes)}, is the same.
 */
@FunctionalInterface
public interface ImageSizes {

    /**
     * Returns the size of an image.
     *
     * @param url the image's URL as it will stand in the HTML
     * @return its size, or empty if it is not known
     */
    Optional<Size> sizeOf(String url);

    /**
     * An image's size in CSS pixels.
     *
     * @param width  1 to 100,000
     * @param height 1 to 100,000
     */
    record Size(int width, int height) {

        private static final int MOST = 100_000;

        /**
         * Creates a size.
         *
         * @throws IllegalArgumentException if a side is out of range
         */
        public Size {
            if (width < 1 || width > MOST || height < 1 || height > MOST) {
                throw new IllegalArgumentException(
                        "an image's sides must be 1 to " + MOST + " pixels, got " + width + " x " + height);
            }
        }
    }
}
