package io.billet.web.internal;

import io.billet.core.Comment;
import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.core.HttpUrl;
import io.billet.core.InvalidValueException;
import io.billet.web.theme.CommentForm;
import io.billet.web.theme.PageMessages;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a form to comment says, field by field, with all that is wrong with it at once.
 *
 * @param commenter as far as it was told rightly
 * @param errors    what is wrong, in the reader's language, by field
 */
record CommentFields(Commenter commenter, Map<String, String> errors) {

    /** What is not known of whoever comments. */
    static Set<String> asked(RequestContext request) {
        Set<String> asked = new TreeSet<>(Set.of("name", "url"));
        if (request.member().isEmpty()) {
            asked.add("email");
        }
        request.user().ifPresent(user -> {
            user.name().ifPresent(known -> asked.remove("name"));
            user.email().ifPresent(known -> asked.remove("email"));
            user.url().ifPresent(known -> asked.remove("url"));
        });
        return asked;
    }

    /** @param form in which there is nothing that it does not ask for */
    static CommentFields of(CommentForm form, PageMessages messages) {
        Map<String, String> errors = new TreeMap<>();
        Optional<Commenter> named =
                form.asksFor("name") ? read("name", form.name(), Commenter::named, errors, messages) : Optional.empty();
        Optional<EmailAddress> email = form.email().isBlank()
                ? Optional.empty()
                : read("email", form.email(), EmailAddress::of, errors, messages);
        Optional<HttpUrl> url = form.url().isBlank()
                ? Optional.empty()
                : read("url", withScheme(form.url().strip()), HttpUrl::of, errors, messages);
        checkText(form.text(), errors, messages);
        Commenter commenter = named.orElse(Commenter.ERASED);
        commenter = email.map(commenter::withEmail).orElse(commenter);
        return new CommentFields(url.map(commenter::withUrl).orElse(commenter), errors);
    }

    private static <T> Optional<T> read(
            String field,
            String typed,
            Function<String, T> reading,
            Map<String, String> errors,
            PageMessages messages) {
        try {
            return Optional.of(reading.apply(typed));
        } catch (InvalidValueException e) {
            errors.put(field, problem(field, e, messages));
            return Optional.empty();
        }
    }

    static String problem(String field, InvalidValueException e, PageMessages messages) {
        return switch (e.rule()) {
            case BLANK -> messages.say("field." + field + ".blank");
            case TOO_LONG -> messages.say("field.too-long", e.limit().orElse(0));
            case MALFORMED, INCONSISTENT -> messages.say("field." + field + ".malformed");
        };
    }

    private static void checkText(String text, Map<String, String> errors, PageMessages messages) {
        if (text.isBlank()) {
            errors.put("text", messages.say("field.text.blank"));
        } else if (text.length() > Comment.MAX_MARKDOWN) {
            errors.put("text", messages.say("field.too-long", Comment.MAX_MARKDOWN));
        }
    }

    /** People type {@code example.org}. */
    private static String withScheme(String url) {
        boolean bare = !url.contains(":") && url.indexOf('.') > 0;
        return bare ? "https://" + url : url;
    }
}
