package io.billet.web.internal;

import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.Discussion;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.engine.ArticleDiscussion;
import io.billet.engine.ArticleView;
import io.billet.engine.BlogUrls;
import io.billet.engine.CommentRefusedException;
import io.billet.engine.CommentRequest;
import io.billet.engine.RateLimitedException;
import io.billet.renderer.MarkdownLimitException;
import io.billet.storage.api.IdempotencyKey;
import io.billet.web.http.HttpProblem;
import io.billet.web.http.Parameters;
import io.billet.web.http.Router;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.CommentForm;
import io.billet.web.theme.Notice;
import io.billet.web.theme.PageMessages;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Takes a comment from its form. */
final class CommentSubmission {

    private static final String WHOLE_FORM = "form";

    private final PageContext context;
    private final ArticlePages pages;

    CommentSubmission(PageContext context, ArticlePages pages) {
        this.context = context;
        this.pages = pages;
    }

    void register(Router.Builder routes) {
        routes.post("/{slug}/comments", (request, values) -> {
            context.refuseFromOtherSites(request);
            Slug slug = PageContext.slug(values.get("slug")).orElseThrow(() -> HttpProblem.of(404));
            return take(context.request(request), slug);
        });
    }

    /** The article is shown, and so read and rendered, only if its comment comes back. */
    private WebResponse take(RequestContext request, Slug slug) {
        // Before the form is read: what is not the blog's may be the host's, who then reads it.
        ArticleDiscussion about =
                context.blog().comments().about(slug, request.reader()).orElseThrow(() -> HttpProblem.of(404));
        if (about.access() != ArticleAccess.WHOLE) {
            throw HttpProblem.of(403);
        }
        Parameters form = context.form(request);
        Sent sent = new Sent(request, about, typed(request, form), form.text("reply-to"));
        PageMessages messages = context.messages(about.article().language());
        CommentFields fields = CommentFields.of(sent.typed(), messages);
        if (!fields.errors().isEmpty()) {
            return refuse(422, sent, fields.errors());
        }
        return submit(sent, identified(fields.commenter(), request), messages);
    }

    /**
     * A form that came.
     *
     * @param about   what it is about
     * @param typed   what is said
     * @param replyTo the comment that it answers, as it was sent; empty if none
     */
    private record Sent(RequestContext request, ArticleDiscussion about, CommentForm typed, String replyTo) {

        /** Whether it names what cannot be a comment. */
        boolean isAstray() {
            return about.discussion() == Discussion.OPEN && !replyTo.isEmpty() && parent().isEmpty();
        }

        Optional<CommentId> parent() {
            try {
                return replyTo.isEmpty() ? Optional.empty() : Optional.of(CommentId.of(replyTo));
            } catch (InvalidValueException e) {
                return Optional.empty();
            }
        }
    }

    private WebResponse submit(Sent sent, Commenter commenter, PageMessages messages) {
        Map<String, String> replyGone = Map.of(WHOLE_FORM, messages.say("notice.reply-gone"));
        if (sent.isAstray()) {
            return refuse(422, sent, replyGone);
        }
        try {
            Comment stored = submitted(
                    sent.about(), request(sent, commenter), sent.request().reader());
            return PageContext.redirect(303, target(sent.about().article().slug(), stored));
        } catch (CommentRefusedException e) {
            return switch (e.reason()) {
                case CLOSED -> refuse(409, sent, Map.of());
                case MEMBERS_ONLY -> throw HttpProblem.of(403);
                case PARENT_NOT_VISIBLE -> refuse(422, sent, replyGone);
                case NAME_OF_AN_AUTHOR -> refuse(422, sent, Map.of("name", messages.say("field.name.taken")));
            };
        } catch (RateLimitedException e) {
            return refuse(429, sent, Map.of(WHOLE_FORM, messages.say("error.429.text")))
                    .with("Retry-After", "600");
        } catch (MarkdownLimitException e) {
            return refuse(422, sent, Map.of("text", messages.say("field.text.malformed")));
        } catch (InvalidValueException e) {
            boolean isText = e.field().equals("markdown");
            return refuse(422, sent, isText ? Map.of("text", messages.say("field.text.malformed")) : replyGone);
        } catch (NotFoundException e) {
            return refuse(422, sent, replyGone);
        }
    }

    /** What was erased meanwhile was not said: the same words are taken anew. */
    private Comment submitted(ArticleDiscussion about, CommentRequest comment, Reader reader) {
        Comment stored = context.blog().comments().submit(about, comment, reader);
        if (stored.state() != CommentState.ERASED) {
            return stored;
        }
        IdempotencyKey again = new IdempotencyKey(comment.key().orElseThrow().value() + "-after-" + stored.version());
        return context.blog().comments().submit(about, comment.once(again), reader);
    }

    /** Where what it answers is gone there is nothing else to correct. */
    private WebResponse refuse(int status, Sent sent, Map<String, String> errors) {
        ArticleView view = pages.find(sent.request(), sent.about().article().slug());
        Optional<CommentForm.Answered> answered =
                sent.replyTo().isEmpty() ? Optional.empty() : pages.answered(view, sent.replyTo());
        CommentForm typed = answered.map(sent.typed()::answering).orElse(sent.typed());
        if (!sent.replyTo().isEmpty() && answered.isEmpty() && ArticlePages.takesComments(view)) {
            PageMessages messages = context.messages(view.article().language());
            return pages.refused(
                    422, sent.request(), view, typed.refused(Map.of(WHOLE_FORM, messages.say("notice.reply-gone"))));
        }
        return pages.refused(status, sent.request(), view, typed.refused(errors));
    }

    /** What is not asked for counts for nothing: whoever is signed in signs as who they are. */
    private CommentForm typed(RequestContext request, Parameters form) {
        Set<String> asked = CommentFields.asked(request);
        UnaryOperator<String> field = name -> asked.contains(name) ? form.text(name) : "";
        return new CommentForm(
                field.apply("name"),
                field.apply("email"),
                field.apply("url"),
                // A browser sends line breaks as CR LF (HTML, form submission).
                form.text("text").replace("\r\n", "\n"),
                Optional.empty(),
                Map.of(),
                asked,
                context.blog().comments().areAllHeld());
    }

    private static Commenter identified(Commenter commenter, RequestContext request) {
        if (request.reader() instanceof Reader.HostUser host) {
            return commenter.as(host);
        }
        return request.member()
                .map(member -> commenter.withEmail(member.email()))
                .orElse(commenter);
    }

    private CommentRequest request(Sent sent, Commenter commenter) {
        ArticleId article = sent.about().article().id();
        Optional<CommentId> parent = sent.parent();
        String text = sent.typed().text();
        Optional<String> address = context.clientAddress(sent.request().http());
        IdempotencyKey key = CommentFingerprint.key(
                article,
                parent,
                commenter,
                text,
                address,
                context.blog().clock().instant());
        return new CommentRequest(article, parent, commenter, text, Optional.of(key), address);
    }

    private URI target(Slug slug, Comment stored) {
        BlogUrls urls = context.urls();
        return stored.state() == CommentState.VISIBLE
                ? urls.noticed(urls.comment(slug, stored.id()), Notice.COMMENT_SHOWN.key())
                : urls.noticed(URI.create(urls.article(slug) + "#main"), Notice.COMMENT_HELD.key());
    }
}
