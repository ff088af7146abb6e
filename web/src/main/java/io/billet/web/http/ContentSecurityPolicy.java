package io.billet.web.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a browser may load and do on the blog's pages (Content Security Policy Level 3). The standard permits styles, fonts and
 * pictures, and no script:
 *
 * <pre>
 * default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data: https:;
 * form-action 'self'; base-uri 'none'; frame-ancestors 'none'
 * </pre>
 *
 * <p>A host whose {@linkplain io.billet.web.theme.PageLayout page} needs more says so, directive by directive. Nothing is added by
 * itself, {@code 'self'} neither:
 *
 * <pre>{@code
 * ContentSecurityPolicy.standard()
 *         .allow("script-src", "'self'", "https://stats.example.org")
 *         .allow("connect-src", "https://stats.example.org");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class ContentSecurityPolicy {

    /** Those that list sources, in the order in which they are sent. A {@code default-src} that is not 'none' would open all of them. */
    private static final List<String> DIRECTIVES = List.of(
            "script-src",
            "script-src-elem",
            "script-src-attr",
            "style-src",
            "style-src-elem",
            "style-src-attr",
            "font-src",
            "img-src",
            "connect-src",
            "media-src",
            "frame-src",
            "child-src",
            "worker-src",
            "manifest-src",
            "object-src",
            "form-action",
            "base-uri",
            "frame-ancestors");

    private static final Set<String> RUNNING = Set.of(
            "script-src",
            "script-src-elem",
            "script-src-attr",
            "connect-src",
            "frame-src",
            "child-src",
            "worker-src",
            "object-src");

    private static final String NONE = "'none'";
    private static final String SELF = "'self'";

    private static final Set<String> WORDS_FOR_CODE =
            Set.of(SELF, "'unsafe-inline'", "'unsafe-hashes'", "'report-sample'");
    private static final Set<String> WORDS_FOR_SCRIPTS =
            Set.of("'unsafe-eval'", "'wasm-unsafe-eval'", "'strict-dynamic'", "'inline-speculation-rules'");

    private static final Pattern HASH = Pattern.compile("'sha(256|384|512)-[A-Za-z0-9+/_-]{43,88}={0,2}'");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,30}:");
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]{0,30}://)?"
            + "(?:\\*|(?:\\*\\.)?[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,20})"
            + "(?::(?:\\d{1,5}|\\*))?"
            + "(?:/[A-Za-z0-9._~!$&'()*+=:@%/-]{0,500})?");

    /** What is a word without its quotes would be taken for the name of a host. */
    private static final Set<String> BARE_WORDS =
            Set.of("self", "none", "unsafe-inline", "unsafe-eval", "unsafe-hashes", "strict-dynamic", "report-sample");

    private static final ContentSecurityPolicy STANDARD = new ContentSecurityPolicy(Map.of(), false);
    private static final ContentSecurityPolicy LEFT_TO_HOST = new ContentSecurityPolicy(Map.of(), true);

    private final Map<String, List<String>> added;
    private final boolean isLeftToHost;

    private ContentSecurityPolicy(Map<String, List<String>> added, boolean isLeftToHost) {
        this.added = added;
        this.isLeftToHost = isLeftToHost;
    }

    /** Returns what the pages of the standard theme need, and nothing else. */
    public static ContentSecurityPolicy standard() {
        return STANDARD;
    }

    /**
     * Returns no policy at all: for a host that sends its own with every response, by a filter or at its proxy. It then has to
     * permit what the blog needs, which is the {@linkplain #standard() standard}; without it nothing stands between readers and a
     * mistake in what cleans comments.
     */
    public static ContentSecurityPolicy leftToHost() {
        return LEFT_TO_HOST;
    }

    /**
     * Returns this policy with more sources for a directive. {@code 'none'}, which some directives have by default, gives way to
     * them.
     *
     * @param directive such as {@code script-src}: one that lists sources, but not {@code default-src}
     * @param sources   as the policy writes them: {@code 'self'}, {@code https://cdn.example.org}, {@code data:}. What makes the
     *                  policy worth little, {@code 'unsafe-inline'} or {@code *}, is taken if it is written here
     * @return the policy; one that is {@linkplain #leftToHost() left to the host} stays so
     * @throws IllegalArgumentException if there is no such directive, if a source is malformed, or if it is a nonce: one that is
     *                                  the same for every page protects nothing
     */
    public ContentSecurityPolicy allow(String directive, String... sources) {
        String name = directive.toLowerCase(Locale.ROOT);
        if (!DIRECTIVES.contains(name)) {
            throw new IllegalArgumentException("sources can be added to " + DIRECTIVES + ", not to " + directive);
        }
        Set<String> all = new LinkedHashSet<>(added.getOrDefault(name, List.of()));
        for (String source : sources) {
            all.add(checked(name, source));
        }
        if (isLeftToHost) {
            return this;
        }
        Map<String, List<String>> more = new LinkedHashMap<>(added);
        more.put(name, List.copyOf(all));
        return new ContentSecurityPolicy(more, false);
    }

    /**
     * Returns this policy without what runs or reports: {@code script-src}, {@code connect-src}, {@code frame-src} and their kin are
     * as in the standard. For pages whose address is a secret, which no script of anybody's is to read.
     */
    public ContentSecurityPolicy withoutScripts() {
        Map<String, List<String>> fewer = new LinkedHashMap<>(added);
        fewer.keySet().removeAll(RUNNING);
        return isLeftToHost ? this : new ContentSecurityPolicy(fewer, false);
    }

    private static String checked(String directive, String source) {
        String lower = source.toLowerCase(Locale.ROOT);
        if (source.startsWith("'")) {
            if (isWord(directive, lower)) {
                return HASH.matcher(source).matches() ? source : lower;
            }
            throw new IllegalArgumentException(
                    lower.startsWith("'nonce-")
                            ? "a nonce that is the same for every page protects nothing: give the script an address, or a hash"
                            : directive + " has no word " + source);
        }
        if (BARE_WORDS.contains(lower)) {
            throw new IllegalArgumentException("write '" + lower + "' with its quotes: without them it names a host");
        }
        if (!SCHEME.matcher(source).matches() && !HOST.matcher(source).matches()) {
            throw new IllegalArgumentException(
                    "a source is one word such as https://cdn.example.org, data: or 'self', not " + source);
        }
        return source;
    }

    private static boolean isWord(String directive, String word) {
        boolean ofScripts = directive.startsWith("script-src");
        if (!ofScripts && !directive.startsWith("style-src")) {
            return word.equals(SELF);
        }
        return WORDS_FOR_CODE.contains(word)
                || ofScripts && WORDS_FOR_SCRIPTS.contains(word)
                || HASH.matcher(word).matches();
    }

    /**
     * Returns the value of the header field {@code Content-Security-Policy}; empty if the host sends it.
     *
     * @param baseUrl of the blog. Under {@code https} pictures come by {@code https} alone, so that nobody on the way can change
     *                them
     */
    public Optional<String> header(URI baseUrl) {
        if (isLeftToHost) {
            return Optional.empty();
        }
        List<String> pictures = "https".equalsIgnoreCase(baseUrl.getScheme())
                ? List.of(SELF, "data:", "https:")
                : List.of(SELF, "data:", "https:", "http:");
        Map<String, List<String>> directives = new LinkedHashMap<>();
        directives.put("default-src", List.of(NONE));
        for (String directive : DIRECTIVES) {
            List<String> given = switch (directive) {
                case "style-src", "font-src", "form-action" -> List.of(SELF);
                case "img-src" -> pictures;
                case "base-uri", "frame-ancestors" -> List.of(NONE);
                default -> List.of();
            };
            List<String> sources = joined(given, added.getOrDefault(directive, List.of()));
            if (!sources.isEmpty()) {
                directives.put(directive, sources);
            }
        }
        List<String> written = new ArrayList<>();
        directives.forEach((name, sources) -> written.add(name + " " + String.join(" ", sources)));
        return Optional.of(String.join("; ", written));
    }

    private static List<String> joined(List<String> given, List<String> more) {
        if (more.isEmpty()) {
            return given;
        }
        Set<String> all = new LinkedHashSet<>(given);
        all.remove(NONE);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** Returns what was added to the standard. */
    @Override
    public String toString() {
        return isLeftToHost ? "left to the host" : "standard with " + added;
    }
}
