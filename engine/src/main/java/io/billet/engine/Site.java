package io.billet.engine;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * What a blog says about itself: its name, where it lives, the language it speaks when nobody asks for another.
 *
 * <pre>{@code
 * Site site = Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH)
 *         .describedAs("Notes sur l’Europe numérique")
 *         .mailFrom(EmailAddress.of("billet@example.org"));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param title       1 to {@value #MAX_TITLE} characters on one line
 * @param description what the blog is about; at most {@value #MAX_DESCRIPTION} characters on one line; may be empty
 * @param baseUrl     the address under which readers reach the blog's first page; absolute, http or https, without query
 *                    and fragment; kept without a slash at its end
 * @param language    the blog's own language
 * @param sender      the address mail comes from; without one it is the {@link io.billet.engine.spi.Mailer}'s own
 * @param zone        the time zone in which dates are told and months begin
 * @param letterhead  what stands on its mails besides its name
 */
public record Site(
        String title,
        String description,
        URI baseUrl,
        LanguageTag language,
        Optional<EmailAddress> sender,
        ZoneId zone,
        Letterhead letterhead) {

    /** The longest title, in characters. */
    public static final int MAX_TITLE = 200;

    /** The longest description, in characters. */
    public static final int MAX_DESCRIPTION = 500;

    /**
     * Checks the values, and takes slashes from the end of the address.
     *
     * @throws InvalidValueException if a value breaks its rule
     */
    public Site {
        title = line("title", title, MAX_TITLE);
        if (title.isEmpty()) {
            throw InvalidValueException.blank("Site", "title");
        }
        description = line("description", description, MAX_DESCRIPTION);
        baseUrl = withoutSlash(baseUrl);
    }

    /**
     * Returns a site without description and sender, in UTC.
     *
     * @param title    the blog's name
     * @param baseUrl  the address of its first page
     * @param language its own language
     * @throws InvalidValueException if a value breaks its rule
     */
    public static Site of(String title, URI baseUrl, LanguageTag language) {
        return new Site(title, "", baseUrl, language, Optional.empty(), ZoneOffset.UTC, Letterhead.PLAIN);
    }

    /**
     * Returns this site with that description.
     *
     * @param newDescription what the blog is about
     */
    public Site describedAs(String newDescription) {
        return new Site(title, newDescription, baseUrl, language, sender, zone, letterhead);
    }

    /**
     * Returns this site with that sender.
     *
     * @param address the address mail comes from
     */
    public Site mailFrom(EmailAddress address) {
        return new Site(title, description, baseUrl, language, Optional.of(address), zone, letterhead);
    }

    /**
     * Returns this site in a time zone.
     *
     * @param newZone in which dates are told and months begin
     * @return the site
     */
    public Site inZone(ZoneId newZone) {
        return new Site(title, description, baseUrl, language, sender, newZone, letterhead);
    }

    /**
     * Returns this site with that letterhead.
     *
     * @param newLetterhead what stands on its mails besides its name
     */
    public Site writingOn(Letterhead newLetterhead) {
        return new Site(title, description, baseUrl, language, sender, zone, newLetterhead);
    }

    private static String line(String field, String value, int limit) {
        String line = value.strip();
        if (line.length() > limit) {
            throw InvalidValueException.tooLong("Site", field, limit, line.length(), "characters");
        }
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw InvalidValueException.malformed(
                    "Site", field, "one line without control characters", line.length() + " characters");
        }
        return line;
    }

    private static URI withoutSlash(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw InvalidValueException.malformed(
                    "Site",
                    "baseUrl",
                    "an absolute http or https address without query and fragment",
                    url.toString().length() + " characters");
        }
        String text = url.toString();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return URI.create(text);
    }
}
