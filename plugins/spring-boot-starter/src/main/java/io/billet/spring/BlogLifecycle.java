package io.billet.spring;

import io.billet.engine.Blog;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the background jobs once all beans are there. Ended they are when the blog is closed, which is after the web server has
 * answered what was under way. Thread-safe.
 */
final class BlogLifecycle implements SmartLifecycle {

    private final Blog blog;
    private final boolean runsJobs;
    private volatile boolean isRunning;

    BlogLifecycle(Blog blog, boolean runsJobs) {
        this.blog = blog;
        this.runsJobs = runsJobs;
    }

    @Override
    public void start() {
        if (runsJobs) {
            blog.start();
        }
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
