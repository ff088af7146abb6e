package io.billet.spring;

import io.billet.web.http.Membership;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

/**
 * What an application says about its blog, under {@code billet}. All of it may be left out. An application of several blogs says the same
 * of each, under {@code billet.blogs.<name>}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param enabled     whether there is a blog
 * @param title       the blog's name; if it is missing, the name of the application
 * @param description what the blog is about, in a line
 * @param baseUrl     the address under which readers reach the blog's first page, such as https://example.org/blog; if it is missing,
 *                    the local address of the server, which is only good for trying
 * @param path        where the blog is mounted within the application; a slash alone is the root, whose other pages stay the application's
 * @param language    the blog's own language, a tag of BCP 47
 * @param timeZone    the zone in which dates are told and months begin
 * @param mailFrom    the address mail comes from; if it is missing, the mailer's own
 * @param letterhead  what stands on its mails besides its name
 * @param deployment  what this deployment is called, so that a copy of its database under another name sends no mail; if it is
 *                    missing, the host, port and path of the address
 * @param newsletter  what subscribers choose of it
 * @param notices     who is told by mail of what waits for them
 * @param jobs        whether this node publishes what is due, sends mail and tidies up
 * @param jdbc        where it is kept, if the application has a database
 * @param pages       how its pages are
 * @param layout      the page of the application that they are put into
 * @param looks       what is put into the standard theme, where there is no such page
 * @param csp         what browsers may load on the pages
 * @param web         what its pages tell of accounts at the application
 * @param people      who of the application's users writes and moderates it
 * @param security    beside Spring Security; of the application, not of one of several blogs
 */
@ConfigurationProperties("billet")
public record BilletProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String title,
        @DefaultValue("") String description,
        @Nullable URI baseUrl,
        @DefaultValue("/blog") String path,
        @DefaultValue("en") String language,
        @DefaultValue("UTC") ZoneId timeZone,
        @Nullable String mailFrom,
        @DefaultValue Letterhead letterhead,
        @Nullable String deployment,
        @DefaultValue Newsletter newsletter,
        @DefaultValue Notices notices,
        @DefaultValue("true") boolean jobs,
        @DefaultValue Jdbc jdbc,
        @DefaultValue Pages pages,
        @DefaultValue Layout layout,
        @DefaultValue Looks looks,
        @DefaultValue Csp csp,
        @DefaultValue Web web,
        @DefaultValue People people,
        @DefaultValue Security security) {

    /**
     * Takes a slash from the end of the path.
     *
     * @throws IllegalArgumentException if the path does not begin with a slash
     */
    public BilletProperties {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "billet.path begins with a slash, such as /blog; this one does not: " + path);
        }
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
    }

    /**
     * What subscribers choose of the newsletter.
     *
     * @param topics tags among which they choose, by their slugs, in the order in which they are asked; 20 at most
     */
    public record Newsletter(@DefaultValue List<String> topics) {}

    /**
     * Who is told by mail of late issues, and of comments that wait for a moderator.
     *
     * @param to   the address of the blog's owner; if it is missing, nobody is told
     * @param desk the page of the application on which they decide, absolute; if it is missing, the blog's first page
     */
    public record Notices(@Nullable String to, @Nullable URI desk) {}

    /**
     * Where the blog is kept, if the application has a database.
     *
     * @param dataSource  the name of the bean, if there are several and another one than the primary is meant
     * @param tablePrefix with which the names of the blog's tables begin
     * @param migrate     whether the blog makes and updates its tables by itself
     */
    public record Jdbc(
            @Nullable String dataSource,
            @DefaultValue("billet_") String tablePrefix,
            @DefaultValue("true") boolean migrate) {}

    /**
     * How the pages are.
     *
     * @param articlesPerPage how many articles stand on a page of a list, 1 to 100
     * @param commentsPerPage how many comments stand under an article, 1 to 1000
     * @param bodyLimit       the largest body of a request, 1KB to 10000000B
     * @param keep            how long public pages are shown while the store fails, zero to 1 day
     * @param css             a file of CSS that is added to the standard theme, such as classpath:blog.css
     */
    public record Pages(
            @DefaultValue("10") int articlesPerPage,
            @DefaultValue("100") int commentsPerPage,
            @DefaultValue("262144B") DataSize bodyLimit,
            @DefaultValue("10m") Duration keep,
            @Nullable Resource css) {}

    /**
     * The page of the application that the blog's pages are put into: a template of Thymeleaf.
     *
     * @param enabled          whether the blog's pages are put into a template of the application, where it has one
     * @param template         the name of the template; if it is missing, billet/layout, where there is such a template
     * @param sameForEverybody whether the template makes the same of a page for everybody, so that shared caches may keep pages for
     *                         readers who are not signed in: it must not ask who they are, nor for their session or cookies
     */
    public record Layout(
            @DefaultValue("true") boolean enabled,
            @Nullable String template,
            @DefaultValue("false") boolean sameForEverybody) {

        static final String USUAL = "billet/layout";

        String templateOrUsual() {
            return template == null ? USUAL : template;
        }
    }

    /**
     * What is put into the standard theme. Addresses are as browsers see them, with the context path.
     *
     * @param navigation  links above every page
     * @param logo        a picture at the blog's name
     * @param icon        the icon for tabs of browsers, such as /favicon.ico
     * @param touchIcon   the icon for home screens of phones, a PNG of 180 by 180 pixels
     * @param footer      what the foot of every page says; if it is missing, the blog's title
     * @param footerLinks links at the foot of every page
     * @param imprint     where it is said who is responsible for the site
     * @param privacy     where it is said what becomes of readers' data
     * @param stylesheets style sheets in the head of every page, such as those of fonts; the pages' policy allows them
     * @param scripts     scripts in the head of every page, such as analytics; the pages' policy allows them
     * @param links       links in the head of every page, such as preconnect, me or manifest
     * @param metas       what the head of every page says by name, such as google-site-verification
     */
    public record Looks(
            @DefaultValue List<Entry> navigation,
            @Nullable Logo logo,
            @Nullable String icon,
            @Nullable String touchIcon,
            @Nullable String footer,
            @DefaultValue List<Entry> footerLinks,
            @Nullable String imprint,
            @Nullable String privacy,
            @DefaultValue List<Stylesheet> stylesheets,
            @DefaultValue List<Script> scripts,
            @DefaultValue List<Link> links,
            @DefaultValue Map<String, String> metas) {

        private static final Looks NOTHING = new Looks(
                List.of(), null, null, null, null, List.of(), null, null, List.of(), List.of(), List.of(), Map.of());

        boolean isEmpty() {
            return equals(NOTHING);
        }
    }

    /**
     * A link.
     *
     * @param label  what it says
     * @param labels what it says on pages in other languages, by their tags
     * @param href   where it leads
     */
    public record Entry(String label, @DefaultValue Map<String, String> labels, String href) {}

    /**
     * A picture at the blog's name.
     *
     * @param source      where it is
     * @param dark        where another is for readers who like it dark
     * @param description what it says, if it stands in place of the blog's name
     * @param width       in CSS pixels, 1 to 1000
     * @param height      in CSS pixels, 1 to 1000
     */
    public record Logo(
            String source,
            @Nullable String dark,
            @DefaultValue("") String description,
            int width,
            int height) {}

    /**
     * A style sheet.
     *
     * @param href  where it is
     * @param fonts sources from which it loads fonts, such as https://fonts.example.org
     */
    public record Stylesheet(String href, @DefaultValue List<String> fonts) {}

    /**
     * A link in the head.
     *
     * @param rel        its relation
     * @param href       where it leads
     * @param attributes of its element, such as crossorigin
     */
    public record Link(
            String rel, String href, @DefaultValue Map<String, String> attributes) {}

    /**
     * A script.
     *
     * @param src        where it is
     * @param attributes of its element, such as data-domain
     * @param connect    sources to which it reports, such as https://stats.example.org
     */
    public record Script(
            String src,
            @DefaultValue Map<String, String> attributes,
            @DefaultValue List<String> connect) {}

    /**
     * What browsers may load on the pages: their Content Security Policy.
     *
     * @param allow      sources by directive that are allowed beside the standard, such as 'self' for script-src
     * @param leftToHost whether the blog sends no policy because the application sends its own
     */
    public record Csp(
            @DefaultValue Map<String, List<String>> allow,
            @DefaultValue("false") boolean leftToHost) {}

    /**
     * What stands on its mails besides its name.
     *
     * @param replyTo        where answers go; if it is missing, to the sender
     * @param postalAddress  who answers for the mail and where they are reached by post, on one line
     * @param feedbackSender under which name Gmail counts complaints; 5 to 15 letters, digits and . _ -
     */
    public record Letterhead(
            @Nullable String replyTo,
            @Nullable String postalAddress,
            @Nullable String feedbackSender) {}

    /**
     * What the pages tell of accounts at the application.
     *
     * @param signIn          where its users sign in, as browsers see it: a path, the context path included, or an absolute address
     * @param signOut         where they sign out; a link leads there
     * @param returnParameter the parameter of both in which they take the address of the page to come back to
     * @param membership      by what readers become members: newsletter, accounts or both; if it is missing, both where there are users
     * @param labels          what labels are called where an article is for those who bear them
     * @param cookieName      what the cookie of a member's session is called; if it is missing, billet and the path of the base address
     */
    public record Web(
            @Nullable String signIn,
            @Nullable String signOut,
            @Nullable String returnParameter,
            @Nullable Membership membership,
            @DefaultValue Map<String, String> labels,
            @Nullable String cookieName) {}

    /**
     * Who of the application's users writes and moderates the blog, by the name of the authentication; their comments bear a badge.
     *
     * @param authors    those who write
     * @param moderators those who keep order among comments
     */
    public record People(
            @DefaultValue List<String> authors,
            @DefaultValue List<String> moderators) {}

    /**
     * Beside Spring Security.
     *
     * @param ownCsrfGuard whether the blog's forms are guarded by what browsers say of where a form comes from, as the blog does by
     *                     itself, and not by Spring Security's token, which they do not bear
     */
    public record Security(@DefaultValue("true") boolean ownCsrfGuard) {}
}
