package io.billet.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.CommentId;
import io.billet.core.IdGenerator;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.engine.Blog;
import io.billet.engine.CommentView;
import io.billet.engine.Page;
import io.billet.engine.Site;
import io.billet.web.theme.CommentThread;
import io.billet.web.theme.ThreadedComment;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadOrderTest {

    private final IdGenerator ids = new IdGenerator(Clock.systemUTC(), new SecureRandom());
    private final Blog blog = Blog.builder()
            .site(Site.of("Le Billet", URI.create("http://localhost/blog"), LanguageTag.FRENCH))
            .build();
    private final ThreadOrder order = new ThreadOrder(blog.urls(), Slug.of("x"), Optional.empty());

    @AfterEach
    void close() {
        blog.close();
    }

    @Test
    void a_chain_of_a_thousand_answers_stays_within_the_page() {
        List<CommentView> chain = new ArrayList<>();
        Optional<CommentId> parent = Optional.empty();
        for (int i = 0; i < 1_000; i++) {
            CommentView comment = comment("n" + i, parent);
            chain.add(comment);
            parent = Optional.of(comment.id());
        }

        CommentThread thread = order.arrange(new Page<>(chain, Optional.empty()), Optional.empty());

        assertThat(thread.comments()).hasSize(1_000).allMatch(each -> each.depth() <= CommentThread.MAX_DEPTH);
        assertThat(thread.comments())
                .map(each -> each.comment().name().orElseThrow())
                .startsWith("n0", "n1", "n2");
        assertThat(thread.comments().get(999).answered()).contains("n998");
    }

    @Test
    void an_answer_to_what_stands_elsewhere_begins_anew() {
        CommentView orphan = comment("Zoë", Optional.of(new CommentId(ids.next())));

        CommentThread thread = order.arrange(new Page<>(List.of(orphan), Optional.empty()), Optional.empty());

        ThreadedComment only = thread.comments().get(0);
        assertThat(only.depth()).isZero();
        assertThat(only.answered()).isEmpty();
        assertThat(only.answer()).isEmpty();
    }

    private CommentView comment(String name, Optional<CommentId> parent) {
        return new CommentView(
                new CommentId(ids.next()),
                parent,
                Optional.of(name),
                Optional.empty(),
                "<p>x</p>",
                Instant.EPOCH,
                Optional.empty(),
                false);
    }
}
