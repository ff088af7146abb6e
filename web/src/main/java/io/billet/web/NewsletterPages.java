package io.billet.web;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.engine.ArticleLookup;
import io.billet.engine.InvalidTokenException;
import io.billet.engine.Membership;
import io.billet.engine.SubscribeRequest;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.BlogPage.Message;
import io.billet.web.theme.BlogPage.TokenAction;
import io.billet.web.theme.Notice;
import io.billet.web.theme.SubscribeForm;
import io.billet.web.theme.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Subscribing, confirming, signing in and out, leaving. Looking at a link changes nothing; its page's button does. */
final class NewsletterPages {

    private static final List<String> PLACES = List.of("list", "article", "members-cut");

    private final Desk desk;

    NewsletterPages(Desk desk) {
        this.desk = desk;
    }

    WebResponse subscribeForm(Visit visit) {
        Optional<LanguageTag> sent = visit.query().find("sent").flatMap(NewsletterPages::language);
        if (sent.isPresent()) {
            Words words = desk.words(sent.get());
            return desk.lasting(visit, message(visit, words, Message.LOOK_INTO_YOUR_INBOX, Optional.empty()));
        }
        Words words = desk.words(desk.siteLanguage());
        SubscribeForm form = SubscribeForm.empty("page", words.language());
        return desk.lasting(
                visit,
                new BlogPage.SubscribePage(
                        desk.frame(
                                visit,
                                words,
                                words.say("frame.subscribe"),
                                words.say("subscribe.text"),
                                Optional.of(desk.urls().subscribe())),
                        form));
    }

    WebResponse subscribe(Visit visit) {
        Parameters typed = Parameters.ofForm(visit.request());
        LanguageTag language =
                language(typed.text("language")).map(desk::spoken).orElseGet(desk::siteLanguage);
        Words words = desk.words(language);
        Optional<Slug> article = slug(typed.text("article"));
        String place = PLACES.contains(typed.text("place")) ? typed.text("place") : "page";
        EmailAddress email;
        try {
            email = EmailAddress.of(typed.text("email"));
        } catch (InvalidValueException e) {
            SubscribeForm again = new SubscribeForm(place, language, article, "", Optional.empty())
                    .refused(typed.text("email"), CommentFields.problem("email", e, words));
            return desk.fleeting(
                    422,
                    new BlogPage.SubscribePage(
                            desk.frame(visit, words, words.say("frame.subscribe"), "", Optional.empty()), again));
        }
        desk.blog()
                .subscribers()
                .subscribe(new SubscribeRequest(
                        email,
                        language,
                        place,
                        SubscribeRequest.TEXT_VERSION,
                        desk.clientAddress(visit.request()),
                        Optional.empty()));
        WebResponse response = Desk.redirect(303, URI.create(desk.urls().subscribe() + "?sent=" + language));
        return article.map(slug -> desk.cookies().rememberWayBack(response, slug))
                .orElse(response);
    }

    WebResponse askToConfirm(Visit visit) {
        String token = visit.query().text("token");
        return ask(visit, TokenAction.CONFIRM, token, desk.blog().subscribers().awaitingConfirmation(token));
    }

    WebResponse askToSignIn(Visit visit) {
        String token = visit.query().text("token");
        return ask(visit, TokenAction.SIGN_IN, token, desk.blog().subscribers().awaitingSignIn(token));
    }

    WebResponse askToUnsubscribe(Visit visit) {
        String token = visit.query().text("token");
        return ask(
                visit, TokenAction.UNSUBSCRIBE, token, desk.blog().subscribers().awaitingUnsubscription(token));
    }

    private WebResponse ask(Visit visit, TokenAction action, String token, Optional<Subscriber> whose) {
        if (whose.isEmpty()) {
            return withoutEffect(visit);
        }
        Words words = desk.words(whose.get().language());
        URI target = URI.create(desk.urls().home() + "newsletter/" + action.key());
        return secret(desk.fleeting(
                200,
                new BlogPage.TokenPage(
                        desk.frame(visit, words, words.say(action.key() + ".title"), "", Optional.empty()),
                        action,
                        target,
                        token)));
    }

    WebResponse confirm(Visit visit) {
        try {
            return welcome(
                    visit,
                    desk.blog()
                            .subscribers()
                            .confirm(Parameters.ofForm(visit.request()).text("token")),
                    Notice.WELCOME);
        } catch (InvalidTokenException e) {
            return withoutEffect(visit);
        }
    }

    WebResponse signIn(Visit visit) {
        try {
            return welcome(
                    visit,
                    desk.blog()
                            .subscribers()
                            .signIn(Parameters.ofForm(visit.request()).text("token")),
                    Notice.SIGNED_IN);
        } catch (InvalidTokenException e) {
            return withoutEffect(visit);
        }
    }

    private WebResponse welcome(Visit visit, Membership membership, Notice notice) {
        URI target = desk.cookies()
                .wayBack(visit.request())
                .flatMap(this::existing)
                .map(desk.urls()::article)
                .orElseGet(desk.urls()::home);
        WebResponse response = Desk.redirect(303, URI.create(target + "?notice=" + notice.key()));
        return desk.cookies().forgetWayBack(desk.cookies().open(response, membership.session()));
    }

    private Optional<Slug> existing(Slug slug) {
        ArticleLookup found = desk.blog().articles().read(slug, io.billet.core.Reader.ANONYMOUS);
        return found instanceof ArticleLookup.Found there
                ? Optional.of(there.view().article().slug())
                : Optional.empty();
    }

    /**
     * Takes the answer to the page, and the one-click request of a mail provider (RFC 8058): it has the token in the
     * address, no cookie, and a body that may be of two types. The token is the permission: nobody can send it in another's
     * name who does not hold it.
     */
    WebResponse unsubscribe(Visit visit) {
        Optional<String> inAddress = visit.query().find("token").filter(token -> !token.isEmpty());
        String token = inAddress
                .filter(known -> isOneClick(visit.request()))
                .or(() -> Parameters.ofForm(visit.request()).find("token"))
                .or(() -> inAddress)
                .orElse("");
        try {
            Subscriber left = desk.blog().subscribers().unsubscribe(token);
            Words words = desk.words(left.language());
            Visit nobody = new Visit(visit.request(), visit.query(), io.billet.core.Reader.ANONYMOUS, Optional.empty());
            WebResponse response =
                    secret(desk.fleeting(200, message(nobody, words, Message.UNSUBSCRIBED, Optional.empty())));
            boolean theirs =
                    visit.member().map(member -> member.id().equals(left.id())).orElse(false);
            return theirs ? desk.cookies().close(response) : response;
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

    WebResponse signOut(Visit visit) {
        desk.cookies().session(visit.request()).ifPresent(desk.blog().subscribers()::signOut);
        URI target = URI.create(desk.urls().home() + "?notice=" + Notice.SIGNED_OUT.key());
        return desk.cookies().close(Desk.redirect(303, target));
    }

    private WebResponse withoutEffect(Visit visit) {
        Words words = desk.words(desk.siteLanguage());
        SubscribeForm form = SubscribeForm.empty("page", words.language());
        return secret(desk.fleeting(410, message(visit, words, Message.LINK_WITHOUT_EFFECT, Optional.of(form))));
    }

    private BlogPage message(Visit visit, Words words, Message message, Optional<SubscribeForm> form) {
        String title = words.say("message." + message.key() + ".title");
        return new BlogPage.MessagePage(desk.frame(visit, words, title, "", Optional.empty()), message, form);
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
