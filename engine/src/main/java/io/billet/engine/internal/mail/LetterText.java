package io.billet.engine.internal.mail;

import io.billet.core.IssueText;
import io.billet.core.LanguageTag;
import io.billet.engine.internal.article.ReadableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An issue as it is written to all who get the same, with slots for what depends on the recipient. It knows the text that these
 * may read and nothing else of the article's.
 *
 * @param readable what may be read of the text
 * @param ending   how the text ends
 */
record LetterText(Wording words, IssueText issue, IssueArticle article, ReadableText readable, Ending ending) {

    /** How many octets of the article's HTML a letter has: Gmail shows 102 KB of a mail, some of which is the frame. */
    static final int ROOM = 90_000;

    /** How the text ends, and what is said of that. */
    enum Ending {
        COMPLETE(""),
        FOR_MEMBERS("mail.cut.members"),
        FOR_SOME("mail.cut.circle"),
        FOR_ACCOUNTS("mail.cut.accounts"),
        /** There is more than mail programs show. */
        TOO_LONG("mail.cut.long");

        private final String key;

        Ending(String key) {
            this.key = key;
        }
    }

    String plain() {
        PlainMail plain = new PlainMail().paragraph(Slot.withoutMarks(title()));
        byline().forEach(line -> plain.line(Slot.withoutMarks(line)));
        plain.line(words.say("mail.link", words.say("mail.issue.browser"), page()));
        article.summary().ifPresent(summary -> plain.paragraph(Slot.withoutMarks(summary)));
        plain.paragraph(Slot.withoutMarks(readable.text().plainText()));
        if (ending != Ending.COMPLETE) {
            plain.paragraph(words.say(ending.key))
                    .paragraph(words.say("mail.link", words.say("mail.cut.action"), page()));
        }
        plain.rule()
                .paragraph(why())
                .line(words.say("mail.link", words.say("mail.footer.unsubscribe"), mark(Slot.UNSUBSCRIBE)))
                .line(words.say("mail.link", words.say("mail.footer.preferences"), mark(Slot.PREFERENCES)));
        words.site().letterhead().postalAddress().ifPresent(address -> plain.paragraph(Slot.withoutMarks(address)));
        return plain.toString();
    }

    String html() {
        String preview = article.summary().orElse(readable.excerpt());
        return MailLayout.document(words, title(), preview, this::said, this::footer);
    }

    private void said(Markup html) {
        LanguageTag language = issue.language();
        String direction = Wording.direction(language);
        html.begin("h1", "lang", language.value(), "dir", direction, "class", "b-ink", "style", MailLayout.TITLE)
                .element("a", title(), "href", page(), "class", "b-ink", "style", MailLayout.INHERITED_LINK)
                .endLine();
        article.summary()
                .ifPresent(summary -> html.element(
                                "p",
                                summary,
                                "lang",
                                language.value(),
                                "dir",
                                direction,
                                "class",
                                "b-quiet",
                                "style",
                                MailLayout.LEAD)
                        .constant("\n"));
        html.begin("p", "class", "b-quiet", "style", MailLayout.BYLINE);
        byline().forEach(part -> html.element("span", part, "dir", "auto").text(" · "));
        html.element(
                        "a",
                        words.say("mail.issue.browser"),
                        "href",
                        page(),
                        "class",
                        "b-quiet",
                        "style",
                        MailLayout.QUIET_LINK)
                .endLine();
        String text = LetterHtml.of(readable.text().html(), page());
        Optional<String> cut = LetterHtml.cut(text, ROOM);
        html.begin("div", "lang", language.value(), "dir", direction, "class", "b-text", "style", MailLayout.TEXT)
                .constant("\n")
                .fragment(cut.orElse(text))
                .endLine();
        Ending shown = cut.isPresent() ? Ending.TOO_LONG : ending;
        if (shown != Ending.COMPLETE) {
            html.begin("div", "class", "b-box", "style", MailLayout.BOX);
            html.element("p", words.say(shown.key), "style", MailLayout.BOX_TEXT);
            MailLayout.button(html, words.say("mail.cut.action"), page());
            html.endLine();
        }
    }

    private void footer(Markup html) {
        html.begin("p", "class", "b-quiet", "style", MailLayout.SMALL)
                .sentence(why())
                .endLine();
        html.begin("p", "class", "b-quiet", "style", MailLayout.SMALL)
                .link(Slot.UNSUBSCRIBE, words.say("mail.footer.unsubscribe"), MailLayout.QUIET_LINK)
                .text(" · ")
                .link(Slot.PREFERENCES, words.say("mail.footer.preferences"), MailLayout.QUIET_LINK)
                .endLine();
    }

    private String title() {
        return issue.subject();
    }

    private List<String> byline() {
        List<String> parts = new ArrayList<>(article.authors());
        Optional<String> date = article.publishedAt().map(words::date);
        date.ifPresent(parts::add);
        return parts;
    }

    private String page() {
        return article.page().toASCIIString();
    }

    private String why() {
        return words.say("mail.footer.subscriber", Slot.withoutMarks(words.title()), mark(Slot.RECIPIENT));
    }

    private static String mark(Slot slot) {
        return String.valueOf(slot.mark());
    }
}
