package io.billet.web;

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
import io.billet.engine.CommentRefusedException;
import io.billet.engine.CommentRequest;
import io.billet.engine.RateLimitedException;
import io.billet.renderer.MarkdownLimitException;
import io.billet.storage.api.IdempotencyKey;
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

    WebResponse take(RequestContext visit, Slug slug) {
        Parameters form = Parameters.ofForm(visit.http());
        ArticleView view = pages.find(visit, slug);
        if (view.access() != ArticleAccess.WHOLE) {
            throw HttpProblem.of(403);
        }
        PageMessages messages = context.messages(view.article().language());
        CommentForm typed = typed(visit, view, form);
        boolean lostParent = !form.text("reply-to").isEmpty() && typed.replyTo().isEmpty();
        if (ArticlePages.takesComments(view) && lostParent) {
            return refuse(422, visit, view, typed, Map.of(WHOLE_FORM, messages.say("notice.reply-gone")));
        }
        CommentFields fields = CommentFields.of(typed, messages);
        if (!fields.errors().isEmpty()) {
            return refuse(422, visit, view, typed, fields.errors());
        }
        return submit(visit, view, typed, identified(fields.commenter(), visit), messages);
    }

    private WebResponse submit(
            RequestContext visit, ArticleView view, CommentForm typed, Commenter commenter, PageMessages messages) {
        try {
            Comment stored = context.blog().comments().submit(request(visit, view, typed, commenter), visit.reader());
            return PageContext.redirect(303, target(view.article().slug(), stored));
        } catch (CommentRefusedException e) {
            return refusal(e, visit, view, typed, messages);
        } catch (RateLimitedException e) {
            return refuse(429, visit, view, typed, Map.of(WHOLE_FORM, messages.say("error.429.text")))
                    .with("Retry-After", "600");
        } catch (MarkdownLimitException e) {
            return refuse(422, visit, view, typed, Map.of("text", messages.say("field.text.malformed")));
        } catch (InvalidValueException e) {
            String field = e.field().equals("markdown") ? "text" : WHOLE_FORM;
            String message = field.equals("text") ? "field.text.malformed" : "notice.reply-gone";
            return refuse(422, visit, view, typed, Map.of(field, messages.say(message)));
        } catch (NotFoundException e) {
            return refuse(422, visit, view, typed, Map.of(WHOLE_FORM, messages.say("notice.reply-gone")));
        }
    }

    private WebResponse refusal(
            CommentRefusedException e,
            RequestContext visit,
            ArticleView view,
            CommentForm typed,
            PageMessages messages) {
        return switch (e.reason()) {
            case CLOSED -> refuse(409, visit, view, typed, Map.of());
            case MEMBERS_ONLY -> throw HttpProblem.of(403);
            case PARENT_NOT_VISIBLE ->
                refuse(422, visit, view, typed, Map.of(WHOLE_FORM, messages.say("notice.reply-gone")));
        };
    }

    private WebResponse refuse(
            int status, RequestContext visit, ArticleView view, CommentForm typed, Map<String, String> errors) {
        return pages.refused(status, visit, view, typed.refused(errors));
    }

    private CommentForm typed(RequestContext visit, ArticleView view, Parameters form) {
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
                visit.member().isEmpty());
    }

    private static Commenter identified(Commenter commenter, RequestContext visit) {
        if (visit.reader() instanceof Reader.HostUser host) {
            return commenter.withIdentity(host.identity());
        }
        return visit.member().map(member -> commenter.withEmail(member.email())).orElse(commenter);
    }

    private CommentRequest request(RequestContext visit, ArticleView view, CommentForm typed, Commenter commenter) {
        Optional<CommentId> parent = typed.replyTo().map(CommentForm.Answered::id);
        Optional<String> address = context.clientAddress(visit.http());
        IdempotencyKey key = CommentFingerprint.key(view.article().id(), parent, commenter, typed.text(), address);
        return new CommentRequest(view.article().id(), parent, commenter, typed.text(), Optional.of(key), address);
    }

    private URI target(Slug slug, Comment stored) {
        if (stored.state() == CommentState.VISIBLE) {
            return URI.create(
                    context.urls().article(slug) + "?notice=" + Notice.COMMENT_SHOWN.key() + "#comment-" + stored.id());
        }
        return URI.create(context.urls().article(slug) + "?notice=" + Notice.COMMENT_HELD.key() + "#main");
    }
}
