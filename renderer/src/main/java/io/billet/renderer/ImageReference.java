package io.billet.renderer;

import java.util.Optional;

/**
 * An image that the HTML shows. Immutable and thread-safe.
 *
 * @param url   as it stands in the HTML, not escaped; absolute if the renderer has a base URL
 * @param alt   the alternative text, without markup; possibly empty
 * @param title the title, if there is one
 */
public record ImageReference(String url, String alt, Optional<String> title) {}
