package io.billet.engine;

import java.util.List;
import java.util.OptionalInt;

/**
 * A page of a list whose pages are counted from the oldest, so that a number always stands for the same posts: page 1 holds
 * the first that were ever published, and is full for good. What is newer than the last full page, one page and part of another,
 * makes the page without a number, with which the list begins.
 *
 * <pre>{@code
 * NumberedPage<ArticleTeaser> home = blog.articles().newest(ArticleFilter.ALL, reader, 10);
 * home.older().ifPresent(number -> linkTo("/page/" + number));
 * }</pre>
 *
 * <p>Of 34 posts on pages of 10, the first page shows the newest 14, and pages 2 and 1 show 10 each. What is published moves
 * no post from one numbered page to another; what is deleted, taken back or given an earlier date does.
 *
 * <p>Immutable and thread-safe.
 *
 * @param items  the newest first
 * @param number which page; 1 or more; empty for the newest posts
 * @param newer  the number of the page with the posts after these; empty if they are on the page without a number, or there are
 *               none
 * @param older  the number of the page with the posts before these; empty if there are none
 * @param <T>    what a page holds
 */
public record NumberedPage<T>(List<T> items, OptionalInt number, OptionalInt newer, OptionalInt older) {

    /** Copies the list. */
    public NumberedPage {
        items = List.copyOf(items);
    }

    /** Returns whether these are the newest. */
    public boolean isNewest() {
        return number.isEmpty();
    }
}
