package io.billet.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches requests for the blog's pages, for the rules of Spring Security. There is a bean of it.
 *
 * <pre>{@code
 * @Bean
 * SecurityFilterChain rules(HttpSecurity http, BlogRequestMatcher blog) throws Exception {
 *     return http.authorizeHttpRequests(all -> all.requestMatchers(blog).permitAll().anyRequest().authenticated())
 *             .formLogin(Customizer.withDefaults())
 *             .build();
 * }
 * }</pre>
 *
 * <p>It compares what the container has decoded and made normal, so that a path which only looks like the blog's does not match.
 * Immutable and thread-safe.
 */
public final class BlogRequestMatcher implements RequestMatcher {

    private final List<String> paths;

    /**
     * Creates a matcher.
     *
     * @param path where the blog is mounted within the application, without a slash at its end; empty for the root
     */
    public BlogRequestMatcher(String path) {
        this(List.of(path));
    }

    /**
     * Creates a matcher of several blogs.
     *
     * @param paths where they are mounted within the application, each without a slash at its end; empty for the root
     */
    public BlogRequestMatcher(Collection<String> paths) {
        this.paths = List.copyOf(paths);
    }

    /**
     * Returns whether a request is for the blog.
     *
     * @param request a request
     */
    @Override
    public boolean matches(HttpServletRequest request) {
        String info = request.getPathInfo();
        String asked = request.getServletPath() + (info == null ? "" : info);
        return paths.stream().anyMatch(path -> asked.equals(path) || asked.startsWith(path + "/"));
    }
}
