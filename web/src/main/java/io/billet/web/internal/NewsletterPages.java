package io.billet.web.internal;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.engine.AddressRefusedException;
import io.billet.engine.ArticleResult;
import io.billet.engine.FormFilling;
import io.billet.engine.InvalidTokenException;
import io.billet.engine.MemberSession;
import io.billet.engine.SubscribeRequest;
import io.billet.web.http.Parameters;
import io.billet.web.http.Router;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.BlogPage.Message;
import io.billet.web.theme.BlogPage.TokenAction;
import io.billet.web.theme.Notice;
import io.billet.web.theme.PageMessages;
import io.billet.web.theme.SubscribeForm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Subscribing, confirming, signing in and out, leaving. Looking at a link changes nothing; its page's button does. */
final class NewsletterPages {

    private static final List<String> PLACES = List.of("list", "article", "members-cut");

    private final PageContext context;

    NewsletterPages(PageContext context) {
        this.context = context;
    }

    void register(Router.Builder routes) {
        routes.get("/newsletter/subscribe", reading(this::subscribeForm))
                .post("/newsletter/subscribe", sending(this::subscribe))
                .get("/newsletter/confirm", reading(this::askToConfirm))
                .post("/newsletter/confirm", sending(this::confirm))
                .get("/newsletter/sign-in", reading(this::askToSignIn))
                .post("/newsletter/sign-in", sending(this::signIn))
                .get("/newsletter/unsubscribe", reading(this::askToUnsubscribe))
                // Without the guard: a mail provider sends it, and the token is the permission.
                .post("/newsletter/unsubscribe", reading(this::unsubscribe))
                .get("/newsletter/move", reading(this::askToMove))
                .post("/newsletter/move", sending(this::move))
                .post("/newsletter/sign-out", sending(this::signOut));
    }

    private Router.Action reading(Function<RequestContext, WebResponse> page) {
        return (request, values) -> page.apply(context.request(request));
    }

    private Router.Action sending(Function<RequestContext, WebResponse> page) {
        return (request, values) -> {
            context.refuseFromOtherSites(request);
            return page.apply(context.request(request));
        };
    }

    private WebResponse subscribeForm(RequestContext request) {
        Optional<LanguageTag> sent = request.query().find("sent").flatMap(NewsletterPages::language);
        if (sent.isPresent()) {
            PageMessages messages = context.messages(sent.get());
            return context.lasting(request, message(request, messages, Message.LOOK_INTO_YOUR_INBOX, Optional.empty()));
        }
        PageMessages messages = context.messages(context.siteLanguage());
        SubscribeForm form = context.subscribeForm("page", messages.language());
        return context.lasting(
                request,
                new BlogPage.SubscribePage(
                        context.frame(
                                request,
                                messages,
                                messages.say("frame.subscribe"),
                                messages.say("subscribe.text"),
                                Optional.of(context.urls().subscribe())),
                        form));
    }

    private WebResponse subscribe(RequestContext request) {
        Parameters typed = context.form(request);
        LanguageTag language =
                language(typed.text("language")).map(context::spoken).orElseGet(context::siteLanguage);
        PageMessages messages = context.messages(language);
        Optional<Slug> article = PageContext.slug(typed.text("article"));
        String place = PLACES.contains(typed.text("place")) ? typed.text("place") : "page";
        EmailAddress email;
        try {
            email = EmailAddress.of(typed.text("email"));
        } catch (InvalidValueException e) {
            return again(request, place, article, messages, CommentFields.problem("email", e, messages));
        }
        try {
            SubscribeRequest asked = new SubscribeRequest(
                    email,
                    language,
                    place,
                    SubscribeRequest.TEXT_VERSION,
                    context.clientAddress(request.http()),
                    Optional.empty());
            context.blog().subscribers().subscribe(asked, filling(typed));
        } catch (AddressRefusedException e) {
            return again(request, place, article, messages, messages.say("field.email.refused"));
        }
        WebResponse response = PageContext.redirect(303, context.urls().subscribed(language));
        return article.map(slug -> context.cookies().rememberWayBack(response, slug))
                .orElse(response);
    }

    private static FormFilling filling(Parameters typed) {
        return new FormFilling(typed.text("message"), typed.find("stamp").filter(stamp -> !stamp.isEmpty()));
    }

    private WebResponse again(
            RequestContext request, String place, Optional<Slug> article, PageMessages messages, String problem) {
        SubscribeForm form = context.subscribeForm(place, messages.language());
        SubscribeForm refused = article.map(form::backTo)
                .orElse(form)
                .refused(context.form(request).text("email"), problem);
        return context.fleeting(
                422,
                request.http(),
                new BlogPage.SubscribePage(
                        context.frame(request, messages, messages.say("frame.subscribe"), "", Optional.empty()),
                        refused));
    }

    private WebResponse askToConfirm(RequestContext request) {
        String token = request.query().text("token");
        return ask(
                request,
                TokenAction.CONFIRM,
                token,
                context.blog().subscribers().awaitingConfirmation(token));
    }

    private WebResponse askToSignIn(RequestContext request) {
        String token = request.query().text("token");
        return ask(
                request,
                TokenAction.SIGN_IN,
                token,
                context.blog().subscribers().awaitingSignIn(token));
    }

    private WebResponse askToUnsubscribe(RequestContext request) {
        String token = request.query().text("token");
        return ask(
                request,
                TokenAction.UNSUBSCRIBE,
                token,
                context.blog().subscribers().awaitingUnsubscription(token));
    }

    private WebResponse ask(RequestContext request, TokenAction action, String token, Optional<Subscriber> whose) {
        if (whose.isEmpty()) {
            return withoutEffect(request);
        }
        PageMessages messages = context.messages(whose.get().language());
        URI target = switch (action) {
            case CONFIRM -> context.urls().confirm();
            case SIGN_IN -> context.urls().signIn();
            case UNSUBSCRIBE -> context.urls().unsubscribe();
            case MOVE -> context.urls().moved();
        };
        return secret(context.fleeting(
                200,
                request.http(),
                new BlogPage.TokenPage(
                        context.frame(request, messages, messages.say(action.key() + ".title"), "", Optional.empty()),
                        action,
                        target,
                        token)));
    }

    private WebResponse confirm(RequestContext request) {
        try {
            return welcome(
                    request,
                    context.blog().subscribers().confirm(context.form(request).text("token")),
                    Notice.WELCOME);
        } catch (InvalidTokenException e) {
            return withoutEffect(request);
        }
    }

    private WebResponse signIn(RequestContext request) {
        try {
            return welcome(
                    request,
                    context.blog().subscribers().signIn(context.form(request).text("token")),
                    Notice.SIGNED_IN);
        } catch (InvalidTokenException e) {
            return withoutEffect(request);
        }
    }

    private WebResponse welcome(RequestContext request, MemberSession membership, Notice notice) {
        URI target = context.cookies()
                .wayBack(request.http())
                .flatMap(this::existing)
                .map(context.urls()::article)
                .orElseGet(context.urls()::home);
        if (!context.membership().byNewsletter()) {
            URI seen = context.urls().noticed(target, Notice.SUBSCRIBED.key());
            return context.cookies().forgetWayBack(PageContext.redirect(303, seen));
        }
        WebResponse response = PageContext.redirect(303, context.urls().noticed(target, notice.key()));
        return context.cookies().forgetWayBack(context.cookies().open(response, membership.session()));
    }

    private Optional<Slug> existing(Slug slug) {
        ArticleResult found = context.blog().articles().read(slug, io.billet.core.Reader.ANONYMOUS);
        return found instanceof ArticleResult.Found there
                ? Optional.of(there.view().article().slug())
                : Optional.empty();
    }

    /**
     * Takes the answer to the page, and the one-click request of a mail provider (RFC 8058): it has the token in the
     * address, no cookie, and a body that may be of two types. The token is the permission: nobody can send it in another's
     * name who does not hold it.
     */
    private WebResponse unsubscribe(RequestContext request) {
        Optional<String> inAddress = request.query().find("token").filter(token -> !token.isEmpty());
        String token = inAddress
                .filter(known -> isOneClick(request.http()))
                .or(() -> context.form(request).find("token"))
                .or(() -> inAddress)
                .orElse("");
        try {
            Subscriber left = context.blog().subscribers().unsubscribe(token);
            PageMessages messages = context.messages(left.language());
            WebResponse response = secret(context.fleeting(
                    200, request.http(), message(nobody(request), messages, Message.UNSUBSCRIBED, Optional.empty())));
            boolean theirs = request.member()
                    .map(member -> member.id().equals(left.id()))
                    .orElse(false);
            return theirs ? context.cookies().close(response) : response;
        } catch (InvalidTokenException e) {
            return withoutEffect(request);
        }
    }

    private boolean isOneClick(WebRequest request) {
        String type = request.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("multipart/form-data")) {
            return false;
        }
        String body = new String(request.body(context.bodyLimit()), StandardCharsets.UTF_8);
        return body.contains("List-Unsubscribe") && body.contains("One-Click");
    }

    private WebResponse askToMove(RequestContext request) {
        String token = request.query().text("token");
        return ask(
                request, TokenAction.MOVE, token, context.blog().subscribers().awaitingMove(token));
    }

    private WebResponse move(RequestContext request) {
        try {
            Subscriber moved =
                    context.blog().subscribers().move(context.form(request).text("token"));
            PageMessages messages = context.messages(moved.language());
            return secret(context.fleeting(
                    200, request.http(), message(nobody(request), messages, Message.MOVED, Optional.empty())));
        } catch (InvalidTokenException e) {
            return withoutEffect(request);
        }
    }

    /** Who was known when the request came, and is not any more, or by another address. */
    private static RequestContext nobody(RequestContext request) {
        return new RequestContext(request.http(), request.query(), io.billet.core.Reader.ANONYMOUS, Optional.empty());
    }

    private WebResponse signOut(RequestContext request) {
        context.cookies().session(request.http()).ifPresent(context.blog().subscribers()::signOut);
        URI target = context.urls().noticed(context.urls().home(), Notice.SIGNED_OUT.key());
        return context.cookies().close(PageContext.redirect(303, target));
    }

    private WebResponse withoutEffect(RequestContext request) {
        PageMessages messages = context.messages(context.siteLanguage());
        SubscribeForm form = context.subscribeForm("page", messages.language());
        return secret(context.fleeting(
                410, request.http(), message(request, messages, Message.LINK_WITHOUT_EFFECT, Optional.of(form))));
    }

    private BlogPage message(
            RequestContext request, PageMessages messages, Message message, Optional<SubscribeForm> form) {
        String title = messages.say("message." + message.key() + ".title");
        return new BlogPage.MessagePage(context.frame(request, messages, title, "", Optional.empty()), message, form);
    }

    /** The address holds a token: no other site learns of it, not even that there was one. See docs/adr/0041. */
    private static WebResponse secret(WebResponse response) {
        return response.with("Referrer-Policy", "strict-origin");
    }

    private static Optional<LanguageTag> language(String tag) {
        try {
            return Optional.of(LanguageTag.of(tag));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
