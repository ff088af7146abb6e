package io.billet.examples.spring;

import io.billet.core.Article;
import io.billet.core.Slug;
import io.billet.engine.Blog;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Writes an article if there is none, so that there is something to see. */
@Component
class FirstArticle implements ApplicationRunner {

    private final Blog blog;

    FirstArticle(Blog blog) {
        this.blog = blog;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (blog.articles().findBySlug(Slug.of("we-are-open")).isEmpty()) {
            Article draft = blog.articles()
                    .draft(edit -> edit.title("We are open").markdown("Pens and paper, *every* day from nine."));
            blog.articles().publish(draft.id(), draft.version());
        }
    }
}
