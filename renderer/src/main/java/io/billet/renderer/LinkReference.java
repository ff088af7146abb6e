package io.billet.renderer;

/**
 * A link in the HTML. Immutable and thread-safe.
 *
 * @param url  as it stands in the HTML, not escaped; absolute if the renderer has a base URL
 * @param text the link's text, without markup; possibly empty
 */
public record LinkReference(String url, String text) {}
