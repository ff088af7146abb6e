package io.billet.engine;

/**
 * How often a blog has rendered Markdown to show articles, comments and feeds, since it was built, and how often that was spared: for
 * meters and for those who tune. Each count is exact; they are taken one after the other.
 *
 * <pre>{@code
 * Renderings renderings = blog.renderings();
 * double spared = (double) renderings.spared() / Math.max(1, renderings.made() + renderings.spared());
 * }</pre>
 *
 * @param made   texts that were rendered; at least 0
 * @param spared texts that were asked for and remembered; at least 0
 * @param kept   texts that are remembered now; at least 0
 */
public record Renderings(long made, long spared, int kept) {}
