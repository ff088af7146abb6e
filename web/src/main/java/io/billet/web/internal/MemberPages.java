package io.billet.web.internal;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.core.Subscriber;
import io.billet.engine.AddressRefusedException;
import io.billet.engine.Subscribers;
import io.billet.web.http.HttpProblem;
import io.billet.web.http.Parameters;
import io.billet.web.http.Router;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.BlogPage.Message;
import io.billet.web.theme.MemberForm;
import io.billet.web.theme.MemberForm.Topic;
import io.billet.web.theme.Notice;
import io.billet.web.theme.PageMessages;
import io.billet.web.theme.SubscribeForm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a member sees and changes of their subscription: all of it who is signed in; who comes by a link from a mail, which may
 * have been passed on, what the link is for.
 */
final class MemberPages {

    private final PageContext context;

    MemberPages(PageContext context) {
        this.context = context;
    }

    void register(Router.Builder routes) {
        routes.get("/newsletter/account", (request, values) -> account(context.request(request)))
                .post("/newsletter/account", sending(this::change))
                .get("/newsletter/account/export", (request, values) -> export(context.request(request)))
                .get("/newsletter/preferences", (request, values) -> preferences(context.request(request)))
                .post("/newsletter/preferences", sending(this::changeByLink));
    }

    private Router.Action sending(Function<RequestContext, WebResponse> page) {
        return (request, values) -> {
            context.refuseFromOtherSites(request);
            return page.apply(context.request(request));
        };
    }

    private Subscribers subscribers() {
        return context.blog().subscribers();
    }

    private WebResponse account(RequestContext request) {
        return request.member()
                .map(member -> shown(200, request, member, form(member)))
                .orElseGet(() -> nobody(request));
    }

    /** Where the newsletter makes no members there are no sessions of its own, and so no account. */
    private WebResponse nobody(RequestContext request) {
        PageMessages messages = context.messages(context.siteLanguage());
        boolean hasAccounts = context.membership().byNewsletter();
        Message message = hasAccounts ? Message.ACCOUNT : Message.NO_ACCOUNT;
        Optional<SubscribeForm> form =
                hasAccounts ? Optional.of(context.subscribeForm("page", messages.language())) : Optional.empty();
        return said(request, messages, message, form);
    }

    private WebResponse said(
            RequestContext request, PageMessages messages, Message message, Optional<SubscribeForm> form) {
        String title = messages.say("message." + message.key() + ".title");
        return secret(context.fleeting(
                200,
                request.http(),
                new BlogPage.MessagePage(
                        context.frame(request, messages, title, "", Optional.empty()), message, form)));
    }

    private MemberForm form(Subscriber member) {
        LanguageTag language = context.spoken(member.language());
        return new MemberForm(
                context.urls().account(),
                Optional.empty(),
                Optional.of(member.email().value()),
                member.name().orElse(""),
                language,
                context.languages(language),
                topics(member),
                "",
                Optional.empty(),
                Map.of(),
                false);
    }

    private MemberForm form(Subscriber member, String token) {
        LanguageTag language = context.spoken(member.language());
        return new MemberForm(
                context.urls().preferences(),
                Optional.of(token),
                Optional.empty(),
                "",
                language,
                context.languages(language),
                topics(member),
                "",
                Optional.empty(),
                Map.of(),
                false);
    }

    private List<Topic> topics(Subscriber member) {
        return subscribers().topics().stream()
                .map(tag -> new Topic(tag.slug(), tag.name(), !member.declined().contains(tag.slug())))
                .toList();
    }

    /** What the form shows is as it says; a topic that it does not show, as one named since, is as it was. */
    private static List<Topic> ticked(List<Topic> topics, Parameters typed) {
        return topics.stream()
                .map(topic -> typed.find(topic.offered()).isEmpty()
                        ? topic
                        : new Topic(
                                topic.slug(),
                                topic.name(),
                                typed.find(topic.wanted()).isPresent()))
                .toList();
    }

    private WebResponse shown(int status, RequestContext request, Subscriber member, MemberForm form) {
        PageMessages messages = context.messages(member.language());
        String title = messages.say(form.isWhole() ? "member.title" : "member.preferences");
        return secret(context.fleeting(
                status,
                request.http(),
                new BlogPage.MemberPage(context.frame(request, messages, title, "", Optional.empty()), form)));
    }

    private WebResponse change(RequestContext request) {
        if (request.member().isEmpty()) {
            return PageContext.redirect(303, context.urls().account());
        }
        Subscriber member = request.member().get();
        Parameters typed = context.form(request);
        return switch (typed.text("action")) {
            case MemberForm.SAVE -> save(request, member, typed);
            case MemberForm.MOVE -> move(request, member, typed);
            case MemberForm.OPEN_FEED ->
                shown(
                        200,
                        request,
                        member,
                        form(member).withFeed(context.urls().feed(subscribers().openFeed(member.id()))));
            case MemberForm.CLOSE_FEED -> {
                subscribers().closeFeed(member.id());
                yield back(Notice.FEED_CLOSED);
            }
            case MemberForm.SIGN_OUT -> {
                subscribers().signOutEverywhere(member.id());
                yield context.cookies().close(home(Notice.SIGNED_OUT));
            }
            case MemberForm.LEAVE -> leave(request, member);
            case MemberForm.DELETE -> shown(200, request, member, form(member).asLast());
            case MemberForm.REALLY_DELETE -> delete(request, member);
            default -> throw HttpProblem.of(400);
        };
    }

    private WebResponse export(RequestContext request) {
        Optional<String> all = request.member().map(Subscriber::id).flatMap(subscribers()::export);
        return all.map(json -> secret(WebResponse.of(200)
                        .withText("application/json; charset=utf-8", json)
                        .with("Content-Disposition", "attachment; filename=\"billet.json\"")
                        .with("Cache-Control", "private, no-store")))
                .orElseGet(() -> nobody(request));
    }

    private WebResponse save(RequestContext request, Subscriber member, Parameters typed) {
        String name = typed.text("name");
        try {
            subscribers().rename(member.id(), name);
        } catch (InvalidValueException e) {
            PageMessages messages = context.messages(member.language());
            String problem = CommentFields.problem("name", e, messages);
            MemberForm form = form(member);
            return shown(
                    422,
                    request,
                    member,
                    form.withTopics(ticked(form.topics(), typed)).refused("", name, Map.of("name", problem)));
        }
        speak(member, typed);
        choose(member, typed);
        return back(Notice.SAVED);
    }

    private void speak(Subscriber member, Parameters typed) {
        language(typed)
                .filter(language -> context.spoken(language).equals(language))
                // Who chose nothing keeps a tag that says more, such as fr-CA, which is shown as one of the blog's
                // languages.
                .filter(language -> !language.equals(context.spoken(member.language())))
                .ifPresent(language -> subscribers().speak(member.id(), language));
    }

    private void choose(Subscriber member, Parameters typed) {
        List<Topic> before = topics(member);
        List<Topic> chosen = ticked(before, typed);
        if (!chosen.equals(before)) {
            subscribers()
                    .decline(
                            member.id(),
                            chosen.stream()
                                    .filter(topic -> !topic.isTicked())
                                    .map(Topic::slug)
                                    .toList());
        }
    }

    private static Optional<LanguageTag> language(Parameters typed) {
        try {
            return Optional.of(LanguageTag.of(typed.text("language")));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private WebResponse move(RequestContext request, Subscriber member, Parameters typed) {
        String email = typed.text("email");
        PageMessages messages = context.messages(member.language());
        try {
            subscribers().requestMove(member.id(), EmailAddress.of(email));
            return back(Notice.MOVE_ASKED);
        } catch (InvalidValueException e) {
            return refused(request, member, email, CommentFields.problem("email", e, messages));
        } catch (AddressRefusedException e) {
            return refused(request, member, email, messages.say("field.email.refused"));
        }
    }

    private WebResponse refused(RequestContext request, Subscriber member, String email, String problem) {
        String name = member.name().orElse("");
        return shown(422, request, member, form(member).refused(email, name, Map.of("email", problem)));
    }

    private WebResponse leave(RequestContext request, Subscriber member) {
        subscribers().unsubscribe(member.id());
        PageMessages messages = context.messages(member.language());
        return closedIfTheirs(
                request, member, said(stranger(request), messages, Message.UNSUBSCRIBED, Optional.empty()));
    }

    private WebResponse delete(RequestContext request, Subscriber member) {
        subscribers().erase(member.id());
        PageMessages messages = context.messages(member.language());
        return closedIfTheirs(request, member, said(stranger(request), messages, Message.ERASED, Optional.empty()));
    }

    private WebResponse closedIfTheirs(RequestContext request, Subscriber member, WebResponse response) {
        boolean isTheirs =
                request.member().map(known -> known.id().equals(member.id())).orElse(false);
        return isTheirs ? context.cookies().close(response) : response;
    }

    private WebResponse preferences(RequestContext request) {
        String token = request.query().text("token");
        return subscribers()
                .preferencesOf(token)
                .map(member -> shown(200, request, member, form(member, token)))
                .orElseGet(() -> withoutEffect(request));
    }

    private WebResponse changeByLink(RequestContext request) {
        Parameters typed = context.form(request);
        String token = typed.text("token");
        Optional<Subscriber> known = subscribers().preferencesOf(token);
        if (known.isEmpty()) {
            return withoutEffect(request);
        }
        Subscriber member = known.get();
        return switch (typed.text("action")) {
            case MemberForm.SAVE -> {
                speak(member, typed);
                choose(member, typed);
                URI page = context.urls().preferences(token);
                yield secret(PageContext.redirect(303, context.urls().noticed(page, Notice.SAVED.key())));
            }
            case MemberForm.LEAVE -> leave(request, member);
            default -> throw HttpProblem.of(400);
        };
    }

    private WebResponse withoutEffect(RequestContext request) {
        PageMessages messages = context.messages(context.siteLanguage());
        String title = messages.say("message.link.title");
        return secret(context.fleeting(
                410,
                request.http(),
                new BlogPage.MessagePage(
                        context.frame(request, messages, title, "", Optional.empty()),
                        Message.LINK_WITHOUT_EFFECT,
                        Optional.of(context.subscribeForm("page", messages.language())))));
    }

    private WebResponse back(Notice notice) {
        return PageContext.redirect(303, context.urls().noticed(context.urls().account(), notice.key()));
    }

    private WebResponse home(Notice notice) {
        return PageContext.redirect(303, context.urls().noticed(context.urls().home(), notice.key()));
    }

    private static RequestContext stranger(RequestContext request) {
        return new RequestContext(request.http(), request.query(), Reader.ANONYMOUS, Optional.empty());
    }

    /** What is told here is of one person: no cache keeps it, and no other site learns its address. */
    private static WebResponse secret(WebResponse response) {
        return response.with("Referrer-Policy", "strict-origin");
    }
}
