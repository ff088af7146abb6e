package io.billet.web.internal;

import io.billet.core.Alias;
import io.billet.core.ArticleAccess;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Discussion;
import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import io.billet.engine.ArticleResult;
import io.billet.engine.ArticleView;
import io.billet.engine.ThreadPage;
import io.billet.web.http.HttpProblem;
import io.billet.web.http.Router;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.CommentForm;
import io.billet.web.theme.CommentThread;
import io.billet.web.theme.Notice;
import io.billet.web.theme.PageFrame;
import io.billet.web.theme.PageMessages;
import io.billet.web.theme.Paywall;
import io.billet.web.theme.SubscribeForm;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The page of an article, with what has been said about it. */
final class ArticlePages {

    private final PageContext context;
    private final int commentsPerPage;

    ArticlePages(PageContext context, int commentsPerPage) {
        this.context = context;
        this.commentsPerPage = commentsPerPage;
    }

    void register(Router.Builder routes) {
        routes.get("/{slug}", (request, values) -> show(context.request(request), values.get("slug"), Optional.empty()))
                .get(
                        "/{slug}/comments/{id}",
                        (request, values) ->
                                showFrom(context.request(request), values.get("slug"), commentId(values.get("id"))))
                .get(
                        "/{slug}/comments",
                        (request, values) -> PageContext.slugMeant(values.get("slug"))
                                .map(slug ->
                                        PageContext.redirect(302, context.urls().discussion(slug)))
                                .orElseThrow(() -> HttpProblem.of(404)));
    }

    /** A comment's id in the spelling of its address: every other is nobody's. */
    private static CommentId commentId(String segment) {
        try {
            CommentId id = CommentId.of(segment);
            if (id.toString().equals(segment)) {
                return id;
            }
        } catch (InvalidValueException e) {
            // Told below, as for an id that no comment has.
        }
        throw HttpProblem.of(404);
    }

    private WebResponse showFrom(RequestContext request, String segment, CommentId from) {
        return show(request, segment, Optional.of(from));
    }

    /**
     * @param from the comment with which the page of the discussion begins; empty for its first page
     */
    private WebResponse show(RequestContext request, String segment, Optional<CommentId> from) {
        Slug slug = PageContext.slugMeant(segment).orElseThrow(() -> HttpProblem.of(404));
        if (!slug.value().equals(segment)) {
            Optional<WebResponse> followed = from.isPresent() ? Optional.empty() : followed(request, segment);
            if (followed.isPresent()) {
                return followed.get();
            }
            requireFound(request, slug);
            return PageContext.redirect(301, address(slug, from));
        }
        ArticleResult found = context.blog().articles().read(slug, request.reader());
        if (found instanceof ArticleResult.Moved moved) {
            return PageContext.redirect(301, address(moved.slug(), from));
        }
        ArticleView view = require(found);
        if (from.isPresent() && view.access() != ArticleAccess.WHOLE) {
            // The same for every id: who may not see the discussion does not learn what is part of it.
            return PageContext.redirect(302, context.urls().article(slug));
        }
        CommentForm form = CommentForm.empty(
                CommentFields.asked(request), context.blog().comments().areAllHeld());
        Optional<String> wanted = request.query().find("reply-to");
        Optional<CommentForm.Answered> answered = wanted.flatMap(id -> answered(view, id));
        boolean gone = wanted.isPresent() && answered.isEmpty();
        CommentForm prepared = answered.map(form::answering).orElse(form);
        Optional<Notice> notice = gone ? Optional.of(Notice.REPLY_GONE) : request.notice();
        return context.lasting(request, page(request, view, from, prepared, notice));
    }

    private URI address(Slug slug, Optional<CommentId> comment) {
        return comment.map(id -> context.urls().comment(slug, id))
                .orElseGet(() -> context.urls().article(slug));
    }

    /** Leads on from a path that an article had elsewhere; nothing, if no article had. */
    Optional<WebResponse> followed(WebRequest request) {
        String path = request.path().replaceFirst("^/", "").replaceFirst("/$", "");
        // The router has refused what is not well-formed; a plus sign is no blank in a path.
        String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        boolean isSlug = PageContext.slugMeant(decoded)
                .filter(slug -> slug.value().equals(decoded))
                .isPresent();
        // A slug has been looked for already.
        return isSlug ? Optional.empty() : followed(context.request(request), decoded);
    }

    private Optional<WebResponse> followed(RequestContext request, String path) {
        Alias alias;
        try {
            alias = Alias.of(path);
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
        return context.blog().articles().follow(alias, request.reader()) instanceof ArticleResult.Moved moved
                ? Optional.of(PageContext.redirect(301, context.urls().article(moved.slug())))
                : Optional.empty();
    }

    /** What merely looks like an article's address leads on to it if there is one, and else to nowhere. */
    private void requireFound(RequestContext request, Slug slug) {
        if (context.blog().articles().read(slug, request.reader()) instanceof ArticleResult.Missing) {
            throw HttpProblem.of(404);
        }
    }

    /** The page once more with a comment that was not taken. */
    WebResponse refused(int status, RequestContext request, ArticleView view, CommentForm form) {
        return context.fleeting(status, request.http(), page(request, view, Optional.empty(), form, Optional.empty()));
    }

    /** Finds what may be commented on, also under a slug that it had when the page was read. */
    ArticleView find(RequestContext request, Slug slug) {
        ArticleResult found = context.blog().articles().read(slug, request.reader());
        return found instanceof ArticleResult.Moved moved
                ? require(context.blog().articles().read(moved.slug(), request.reader()))
                : require(found);
    }

    private static ArticleView require(ArticleResult found) {
        if (found instanceof ArticleResult.Found there) {
            return there.view();
        }
        throw HttpProblem.of(404);
    }

    /** A comment that this reader may answer. */
    Optional<CommentForm.Answered> answered(ArticleView view, String id) {
        if (!takesComments(view)) {
            return Optional.empty();
        }
        try {
            return context.blog()
                    .comments()
                    .find(CommentId.of(id))
                    .filter(comment -> comment.article().equals(view.article().id()))
                    .filter(comment -> comment.state() == CommentState.VISIBLE)
                    .map(comment -> answered(view, comment));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private CommentForm.Answered answered(ArticleView view, Comment comment) {
        return new CommentForm.Answered(
                comment.id(),
                comment.commenter().name().orElse(""),
                context.urls().comment(view.article().slug(), comment.id()));
    }

    private BlogPage page(
            RequestContext request,
            ArticleView view,
            Optional<CommentId> from,
            CommentForm form,
            Optional<Notice> notice) {
        var article = view.article();
        PageMessages messages = context.messages(article.language());
        URI canonical = view.metadata()
                .canonical()
                .map(original -> original.toUri())
                .orElseGet(() -> context.urls().article(article.slug()));
        String description = view.metadata().description().orElse(view.description());
        PageFrame frame = context.frame(
                        request,
                        messages,
                        view.metadata().title().orElse(article.title()),
                        description,
                        Optional.of(canonical))
                .withNotice(notice);
        String place = view.access() == ArticleAccess.PREVIEW ? "members-cut" : "article";
        boolean isHelpful =
                view.access() == ArticleAccess.WHOLE || context.membership().byNewsletter();
        Optional<SubscribeForm> subscribe = context.subscribeForm(request, place, article.language())
                .filter(empty -> isHelpful)
                .map(empty -> empty.backTo(article.slug()));
        Optional<Paywall> paywall = view.access() == ArticleAccess.PREVIEW
                ? Optional.of(context.paywall(request, article, messages))
                : Optional.empty();
        return new BlogPage.ArticlePage(frame, view, subscribe, thread(view, from, form), paywall);
    }

    private Optional<CommentThread> thread(ArticleView view, Optional<CommentId> from, CommentForm form) {
        Optional<ThreadPage> page = context.blog().comments().thread(view, from, commentsPerPage);
        if (from.isPresent() && page.isEmpty()) {
            throw HttpProblem.of(404);
        }
        Optional<CommentForm> shown = takesComments(view) ? Optional.of(form) : Optional.empty();
        return page.map(
                found -> new ThreadAddresses(context.urls(), view.article().slug(), from).of(found, shown));
    }

    static boolean takesComments(ArticleView view) {
        return view.access() == ArticleAccess.WHOLE && view.discussion() == Discussion.OPEN;
    }
}
