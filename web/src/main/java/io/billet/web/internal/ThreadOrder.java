package io.billet.web.internal;

import io.billet.core.CommentId;
import io.billet.core.Slug;
import io.billet.engine.BlogUrls;
import io.billet.engine.CommentView;
import io.billet.engine.Cursor;
import io.billet.engine.Page;
import io.billet.web.theme.CommentForm;
import io.billet.web.theme.CommentThread;
import io.billet.web.theme.ThreadedComment;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts answers after what they answer, without recursion: nobody's chain of answers is too long. */
final class ThreadOrder {

    private record Placed(CommentView comment, int depth) {}

    private final BlogUrls urls;
    private final Slug slug;
    private final Optional<Cursor> after;

    ThreadOrder(BlogUrls urls, Slug slug, Optional<Cursor> after) {
        this.urls = urls;
        this.slug = slug;
        this.after = after;
    }

    CommentThread arrange(Page<CommentView> page, Optional<CommentForm> form) {
        Map<CommentId, CommentView> byId = new HashMap<>();
        page.items().forEach(comment -> byId.put(comment.id(), comment));
        List<ThreadedComment> ordered = inOrder(page.items(), byId).stream()
                .map(placed -> threaded(placed, byId, form.isPresent()))
                .toList();
        return new CommentThread(
                ordered,
                after.map(cursor -> urls.discussion(slug)),
                page.next().map(cursor -> urls.discussion(slug, cursor)),
                form);
    }

    private static List<Placed> inOrder(List<CommentView> comments, Map<CommentId, CommentView> byId) {
        List<CommentView> beginnings = new ArrayList<>();
        Map<CommentId, List<CommentView>> answers = new HashMap<>();
        for (CommentView comment : comments) {
            // What it answers may stand on an earlier page, or be hidden.
            comment.parent()
                    .filter(byId::containsKey)
                    .map(parent -> answers.computeIfAbsent(parent, key -> new ArrayList<>()))
                    .orElse(beginnings)
                    .add(comment);
        }
        List<Placed> placed = new ArrayList<>();
        Deque<Placed> waiting = new ArrayDeque<>();
        pushAll(waiting, beginnings, 0);
        while (!waiting.isEmpty()) {
            Placed next = waiting.pop();
            placed.add(next);
            pushAll(waiting, answers.getOrDefault(next.comment().id(), List.of()), next.depth() + 1);
        }
        return placed;
    }

    private static void pushAll(Deque<Placed> waiting, List<CommentView> comments, int depth) {
        for (int i = comments.size() - 1; i >= 0; i--) {
            waiting.push(new Placed(comments.get(i), depth));
        }
    }

    private ThreadedComment threaded(Placed placed, Map<CommentId, CommentView> byId, boolean takesAnswers) {
        CommentView comment = placed.comment();
        Optional<String> answered = comment.parent().map(byId::get).flatMap(CommentView::name);
        boolean answerable = takesAnswers && !comment.erased();
        return new ThreadedComment(
                comment,
                Math.min(placed.depth(), CommentThread.MAX_DEPTH),
                answered,
                place(comment.id()),
                answerable ? Optional.of(answer(comment.id())) : Optional.empty());
    }

    private URI place(CommentId id) {
        return urls.comment(slug, after, id);
    }

    private URI answer(CommentId id) {
        return urls.reply(slug, after, id);
    }
}
