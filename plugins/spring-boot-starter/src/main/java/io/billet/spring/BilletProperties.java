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
 * @param jobs        whether this node publishes what is due, sends mail and tidies up
 * @param jdbc        where it is kept, if the application has a database
 * @param pages       how its pages are
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
        @DefaultValue("true") boolean jobs,
        @DefaultValue Jdbc jdbc,
        @DefaultValue Pages pages,
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
