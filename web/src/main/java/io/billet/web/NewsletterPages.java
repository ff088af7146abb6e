package io.billet.web;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.engine.ArticleResult;
import io.billet.engine.InvalidTokenException;
import io.billet.engine.MemberSession;
import io.billet.engine.SubscribeRequest;
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

/** Subscribing, confirming, signing in and out, leaving. Looking at a link changes nothing; its page's button does. */
final class NewsletterPages {

    private static final List<String> PLACES = List.of("list", "article", "members-cut");

    private final PageContext context;

    NewsletterPages(PageContext context) {
        this.context = context;
    }

    WebResponse subscribeForm(RequestContext visit) {
        Optional<LanguageTag> sent = visit.query().find("sent").flatMap(NewsletterPages::language);
        if (sent.isPresent()) {
            PageMessages messages = context.messages(sent.get());
            return context.lasting(visit, message(visit, messages, Message.LOOK_INTO_YOUR_INBOX, Optional.empty()));
        }
        PageMessages messages = context.messages(context.siteLanguage());
        SubscribeForm form = SubscribeForm.empty("page", messages.language());
        return context.lasting(
                visit,
                new BlogPage.SubscribePage(
                        context.frame(
                                visit,
                                messages,
                                messages.say("frame.subscribe"),
                                messages.say("subscribe.text"),
                                Optional.of(context.urls().subscribe())),
                        form));
    }

    WebResponse subscribe(RequestContext visit) {
        Parameters typed = Parameters.ofForm(visit.http());
        LanguageTag language =
                language(typed.text("language")).map(context::spoken).orElseGet(context::siteLanguage);
        PageMessages messages = context.messages(language);
        Optional<Slug> article = slug(typed.text("article"));
        String place = PLACES.contains(typed.text("place")) ? typed.text("place") : "page";
        EmailAddress email;
        try {
            email = EmailAddress.of(typed.text("email"));
        } catch (InvalidValueException e) {
            SubscribeForm again = new SubscribeForm(place, language, article, "", Optional.empty())
                    .refused(typed.text("email"), CommentFields.problem("email", e, messages));
            return context.fleeting(
                    422,
                    new BlogPage.SubscribePage(
                            context.frame(visit, messages, messages.say("frame.subscribe"), "", Optional.empty()),
                            again));
        }
        context.blog()
                .subscribers()
                .subscribe(new SubscribeRequest(
                        email,
                        language,
                        place,
                        SubscribeRequest.TEXT_VERSION,
                        context.clientAddress(visit.http()),
                        Optional.empty()));
        WebResponse response =
                PageContext.redirect(303, URI.create(context.urls().subscribe() + "?sent=" + language));
        return article.map(slug -> context.cookies().rememberWayBack(response, slug))
                .orElse(response);
    }

    WebResponse askToConfirm(RequestContext visit) {
        String token = visit.query().text("token");
        return ask(
                visit, TokenAction.CONFIRM, token, context.blog().subscribers().awaitingConfirmation(token));
    }

    WebResponse askToSignIn(RequestContext visit) {
        String token = visit.query().text("token");
        return ask(
                visit, TokenAction.SIGN_IN, token, context.blog().subscribers().awaitingSignIn(token));
    }

    WebResponse askToUnsubscribe(RequestContext visit) {
        String token = visit.query().text("token");
        return ask(
                visit,
                TokenAction.UNSUBSCRIBE,
                token,
                context.blog().subscribers().awaitingUnsubscription(token));
    }

    private WebResponse ask(RequestContext visit, TokenAction action, String token, Optional<Subscriber> whose) {
        if (whose.isEmpty()) {
            return withoutEffect(visit);
        }
        PageMessages messages = context.messages(whose.get().language());
        URI target = URI.create(context.urls().home() + "newsletter/" + action.key());
        return secret(context.fleeting(
                200,
                new BlogPage.TokenPage(
                        context.frame(visit, messages, messages.say(action.key() + ".title"), "", Optional.empty()),
                        action,
                        target,
                        token)));
    }

    WebResponse confirm(RequestContext visit) {
        try {
            return welcome(
                    visit,
                    context.blog()
                            .subscribers()
                            .confirm(Parameters.ofForm(visit.http()).text("token")),
                    Notice.WELCOME);
        } catch (InvalidTokenException e) {
            return withoutEffect(visit);
        }
    }

    WebResponse signIn(RequestContext visit) {
        try {
            return welcome(
                    visit,
                    context.blog()
                            .subscribers()
                            .signIn(Parameters.ofForm(visit.http()).text("token")),
                    Notice.SIGNED_IN);
        } catch (InvalidTokenException e) {
            return withoutEffect(visit);
        }
    }

    private WebResponse welcome(RequestContext visit, MemberSession membership, Notice notice) {
        URI target = context.cookies()
                .wayBack(visit.http())
                .flatMap(this::existing)
                .map(context.urls()::article)
                .orElseGet(context.urls()::home);
        WebResponse response = PageContext.redirect(303, URI.create(target + "?notice=" + notice.key()));
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
    WebResponse unsubscribe(RequestContext visit) {
        Optional<String> inAddress = visit.query().find("token").filter(token -> !token.isEmpty());
        String token = inAddress
                .filter(known -> isOneClick(visit.http()))
                .or(() -> Parameters.ofForm(visit.http()).find("token"))
                .or(() -> inAddress)
                .orElse("");
        try {
            Subscriber left = context.blog().subscribers().unsubscribe(token);
            PageMessages messages = context.messages(left.language());
            RequestContext nobody =
                    new RequestContext(visit.http(), visit.query(), io.billet.core.Reader.ANONYMOUS, Optional.empty());
            WebResponse response =
                    secret(context.fleeting(200, message(nobody, messages, Message.UNSUBSCRIBED, Optional.empty())));
            boolean theirs =
                    visit.member().map(member -> member.id().equals(left.id())).orElse(false);
            return theirs ? context.cookies().close(response) : response;
        } catch (InvalidTokenException e) {
            return withoutEffect(visit);
        }
    }

    private static boolean isOneClick(WebRequest request) {
        String type = request.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String body = new String(request.body(), StandardCharsets.UTF_8);
        return type.startsWith("multipart/form-data")
                && body.contains("List-Unsubscribe")
                && body.contains("One-Click");
    }

    WebResponse signOut(RequestContext visit) {
        context.cookies().session(visit.http()).ifPresent(context.blog().subscribers()::signOut);
        URI target = URI.create(context.urls().home() + "?notice=" + Notice.SIGNED_OUT.key());
        return context.cookies().close(PageContext.redirect(303, target));
    }

    private WebResponse withoutEffect(RequestContext visit) {
        PageMessages messages = context.messages(context.siteLanguage());
        SubscribeForm form = SubscribeForm.empty("page", messages.language());
        return secret(context.fleeting(410, message(visit, messages, Message.LINK_WITHOUT_EFFECT, Optional.of(form))));
    }

    private BlogPage message(
            RequestContext visit, PageMessages messages, Message message, Optional<SubscribeForm> form) {
        String title = messages.say("message." + message.key() + ".title");
        return new BlogPage.MessagePage(context.frame(visit, messages, title, "", Optional.empty()), message, form);
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

    private static Optional<Slug> slug(String value) {
        try {
            return Optional.of(Slug.of(value));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
