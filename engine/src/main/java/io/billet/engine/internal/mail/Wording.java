package io.billet.engine.internal.mail;

import io.billet.core.LanguageTag;
import io.billet.engine.Messages;
import io.billet.engine.Site;
import java.text.Bidi;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * What a mail says around what others have written, in one language: the recipient's if the blog has words in it, else
 * English. Immutable and thread-safe.
 */
final class Wording {

    private static final String FIRST_STRONG_ISOLATE = "\u2068";
    private static final String POP_ISOLATE = "\u2069";

    private final Messages messages;
    private final Site site;
    private final LanguageTag language;

    private Wording(Messages messages, Site site, LanguageTag language) {
        this.messages = messages;
        this.site = site;
        this.language = language;
    }

    static Wording of(Messages messages, Site site, LanguageTag wanted) {
        return new Wording(messages, site, messages.speaks(wanted) ? wanted : LanguageTag.ENGLISH);
    }

    LanguageTag language() {
        return language;
    }

    Site site() {
        return site;
    }

    String direction() {
        return direction(language);
    }

    static String direction(LanguageTag language) {
        return language.isRightToLeft() ? "rtl" : "ltr";
    }

    String say(String key, Object... arguments) {
        return messages.message(language, key, arguments);
    }

    Optional<String> find(String key, Object... arguments) {
        return messages.find(language, key, arguments);
    }

    /** Says what is otherwise said where a subscription opens nothing that is for members. */
    String sayOfMembership(String key, Object... arguments) {
        return say(site.letterhead().promisesMembership() ? key : key + ".accounts", arguments);
    }

    /** Keeps a name from turning the words around it (Unicode Bidirectional Algorithm, 2.4). */
    String isolated(String name) {
        char[] characters = name.toCharArray();
        boolean mayTurn = language.isRightToLeft() || Bidi.requiresBidi(characters, 0, characters.length);
        return mayTurn ? FIRST_STRONG_ISOLATE + name + POP_ISOLATE : name;
    }

    /** Returns the blog's name for a sentence. */
    String title() {
        return isolated(site.title());
    }

    /** Returns the date of a time, in the digits and the calendar that the language's tag asks for. */
    String date(Instant time) {
        Locale locale = language.toLocale();
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .localizedBy(locale)
                .withZone(site.zone())
                .format(time);
    }
}
