package io.billet.engine.spi;

/**
 * Is told what happens in a blog, after it is stored and in the thread that did it. What it throws is logged and undoes
 * nothing. On several nodes, each is told what happened on it; for work that must not be lost, read the storage.
 *
 * <pre>{@code
 * Blog.builder().listener(event -> {
 *     if (event instanceof BlogEvent.CommentSubmitted submitted) {
 *         tellModerators(submitted.comment());
 *     }
 * })
 * }</pre>
 *
 * <p>Implementations must be thread-safe and quick.
 */
@FunctionalInterface
public interface BlogListener {

    /**
     * Is told of an event.
     *
     * @param event what has happened
     */
    void on(BlogEvent event);
}
