package io.billet.web.page;

import io.billet.core.ArticleAccess;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.core.Slug;
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

    private WebResponse take(RequestContext request, Slug slug) {
        Parameters form = context.form(request);
        ArticleView view = pages.find(request, slug);
        if (view.access() != ArticleAccess.WHOLE) {
            throw HttpProblem.of(403);
        }
        PageMessages messages = context.messages(view.article().language());
        CommentForm typed = typed(request, view, form);
        boolean lostParent = !form.text("reply-to").isEmpty() && typed.replyTo().isEmpty();
        if (ArticlePages.takesComments(view) && lostParent) {
            return refuse(422, request, view, typed, Map.of(WHOLE_FORM, messages.say("notice.reply-gone")));
        }
        CommentFields fields = CommentFields.of(typed, messages);
        if (!fields.errors().isEmpty()) {
            return refuse(422, request, view, typed, fields.errors());
        }
        return submit(request, view, typed, identified(fields.commenter(), request), messages);
    }

    private WebResponse submit(
            RequestContext request, ArticleView view, CommentForm typed, Commenter commenter, PageMessages messages) {
        try {
            Comment stored = submitted(request(request, view, typed, commenter), request.reader());
            return PageContext.redirect(303, target(view.article().slug(), stored));
        } catch (CommentRefusedException e) {
            return refusal(e, request, view, typed, messages);
        } catch (RateLimitedException e) {
            return refuse(429, request, view, typed, Map.of(WHOLE_FORM, messages.say("error.429.text")))
                    .with("Retry-After", "600");
        } catch (MarkdownLimitException e) {
            return refuse(422, request, view, typed, Map.of("text", messages.say("field.text.malformed")));
        } catch (InvalidValueException e) {
            String field = e.field().equals("markdown") ? "text" : WHOLE_FORM;
            String message = field.equals("text") ? "field.text.malformed" : "notice.reply-gone";
            return refuse(422, request, view, typed, Map.of(field, messages.say(message)));
        } catch (NotFoundException e) {
            return refuse(422, request, view, typed, Map.of(WHOLE_FORM, messages.say("notice.reply-gone")));
        }
    }

    /** What was erased meanwhile was not said: the same words are taken anew. */
    private Comment submitted(CommentRequest comment, Reader reader) {
        Comment stored = context.blog().comments().submit(comment, reader);
        if (stored.state() != CommentState.ERASED) {
            return stored;
        }
        IdempotencyKey again = new IdempotencyKey(comment.key().orElseThrow().value() + "-after-" + stored.version());
        return context.blog().comments().submit(comment.once(again), reader);
    }

    private WebResponse refusal(
            CommentRefusedException e,
            RequestContext request,
            ArticleView view,
            CommentForm typed,
            PageMessages messages) {
        return switch (e.reason()) {
            case CLOSED -> refuse(409, request, view, typed, Map.of());
            case MEMBERS_ONLY -> throw HttpProblem.of(403);
            case PARENT_NOT_VISIBLE ->
                refuse(422, request, view, typed, Map.of(WHOLE_FORM, messages.say("notice.reply-gone")));
        };
    }

    private WebResponse refuse(
            int status, RequestContext request, ArticleView view, CommentForm typed, Map<String, String> errors) {
        return pages.refused(status, request, view, typed.refused(errors));
    }

    private CommentForm typed(RequestContext request, ArticleView view, Parameters form) {
        Optional<CommentForm.Answered> answered =
                form.find("reply-to").filter(id -> !id.isEmpty()).flatMap(id -> pages.answered(view, id));
        return new CommentForm(
                form.text("name"),
                form.text("email"),
                form.text("url"),
                // A browser sends line breaks as CR LF (HTML, form submission).
                form.text("text").replace("\r\n", "\n"),
                answered,
                Map.of(),
                request.member().isEmpty());
    }

    private static Commenter identified(Commenter commenter, RequestContext request) {
        if (request.reader() instanceof Reader.HostUser host) {
            return commenter.withIdentity(host.identity());
        }
        return request.member()
                .map(member -> commenter.withEmail(member.email()))
                .orElse(commenter);
    }

    private CommentRequest request(RequestContext request, ArticleView view, CommentForm typed, Commenter commenter) {
        Optional<CommentId> parent = typed.replyTo().map(CommentForm.Answered::id);
        Optional<String> address = context.clientAddress(request.http());
        IdempotencyKey key = CommentFingerprint.key(
                view.article().id(),
                parent,
                commenter,
                typed.text(),
                address,
                context.blog().clock().instant());
        return new CommentRequest(view.article().id(), parent, commenter, typed.text(), Optional.of(key), address);
    }

    private URI target(Slug slug, Comment stored) {
        BlogUrls urls = context.urls();
        return stored.state() == CommentState.VISIBLE
                ? urls.noticed(urls.comment(slug, stored.id()), Notice.COMMENT_SHOWN.key())
                : urls.noticed(URI.create(urls.article(slug) + "#main"), Notice.COMMENT_HELD.key());
    }
}
