package io.billet.engine.internal.mail;

import java.net.URI;
import java.util.Optional;

/**
 * A mail of some sentences and one link. Texts may have several paragraphs, with a blank line between. Immutable and
 * thread-safe.
 *
 * @param greeting how it begins
 * @param text     what it says
 * @param action   what the link is called
 * @param link     where it leads
 * @param note     what else is to be known; may be empty
 * @param why      why it was sent
 * @param leave    a link in the footer
 */
record SmallMail(
        String subject,
        String greeting,
        String text,
        String action,
        URI link,
        String note,
        String why,
        Optional<Link> leave) {

    /** A link and what it is called. */
    record Link(String name, URI url) {}

    String text(Wording words) {
        PlainMail plain = new PlainMail()
                .paragraph(greeting)
                .paragraph(text)
                .paragraph(words.say("mail.link", action, url(link)))
                .paragraph(note)
                .rule()
                .paragraph(why);
        leave.ifPresent(unsubscribe -> plain.line(words.say("mail.link", unsubscribe.name(), url(unsubscribe.url()))));
        words.site().letterhead().postalAddress().ifPresent(plain::paragraph);
        return plain.toString();
    }

    String html(Wording words) {
        return MailLayout.document(words, subject, firstOf(text), html -> said(html, words), this::footer);
    }

    private void said(Markup html, Wording words) {
        paragraphs(html, greeting);
        paragraphs(html, text);
        MailLayout.button(html, action, url(link));
        paragraphs(html, note);
        html.begin("p", "class", "b-quiet", "style", MailLayout.SMALL)
                .text(words.say("mail.button-fails"))
                .empty("br")
                .element(
                        "a",
                        url(link),
                        "href",
                        url(link),
                        "class",
                        "b-quiet",
                        "dir",
                        "ltr",
                        "style",
                        MailLayout.QUIET_LINK + ";word-break:break-all")
                .endLine();
    }

    private void footer(Markup html) {
        html.element("p", why, "class", "b-quiet", "style", MailLayout.SMALL);
        leave.ifPresent(unsubscribe -> html.begin("p", "class", "b-quiet", "style", MailLayout.SMALL)
                .element(
                        "a",
                        unsubscribe.name(),
                        "href",
                        url(unsubscribe.url()),
                        "class",
                        "b-quiet",
                        "style",
                        MailLayout.QUIET_LINK)
                .end());
    }

    private static void paragraphs(Markup html, String text) {
        text.strip()
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line ->
                        html.element("p", line, "style", MailLayout.PARAGRAPH).constant("\n"));
    }

    private static String firstOf(String text) {
        return text.strip().lines().findFirst().orElse("");
    }

    private static String url(URI url) {
        return url.toASCIIString();
    }
}
