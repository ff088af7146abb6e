package io.billet.web.internal;

import io.billet.core.CommentId;
import io.billet.core.Slug;
import io.billet.engine.BlogUrls;
import io.billet.engine.CommentView;
import io.billet.engine.ThreadPage;
import io.billet.web.theme.CommentForm;
import io.billet.web.theme.CommentThread;
import io.billet.web.theme.ThreadedComment;
import java.net.URI;
import java.util.Optional;

/**
 * Where a page of a discussion, its comments and the pages around it are found.
 *
 * @param from the comment with which the page begins; empty if it is the article's own page
 */
record ThreadAddresses(BlogUrls urls, Slug slug, Optional<CommentId> from) {

    CommentThread of(ThreadPage page, Optional<CommentForm> form) {
        URI firstPage = urls.discussion(slug);
        Optional<URI> previous = page.isFirst()
                ? Optional.empty()
                : Optional.of(
                        page.previous().map(id -> urls.discussion(slug, id)).orElse(firstPage));
        return new CommentThread(
                page.entries().stream()
                        .map(entry -> threaded(entry, form.isPresent()))
                        .toList(),
                page.previous().map(id -> firstPage),
                previous,
                page.next().map(id -> urls.discussion(slug, id)),
                form);
    }

    private ThreadedComment threaded(ThreadPage.Entry entry, boolean takesAnswers) {
        CommentView comment = entry.comment();
        return new ThreadedComment(
                comment,
                Math.min(entry.depth(), CommentThread.MAX_DEPTH),
                entry.answered(),
                entry.isContext(),
                urls.comment(slug, comment.id()),
                takesAnswers && !comment.erased()
                        ? Optional.of(urls.reply(slug, from, comment.id()))
                        : Optional.empty());
    }
}
