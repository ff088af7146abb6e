package io.billet.spring;

import jakarta.servlet.http.HttpServletRequest;
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

    private final String path;

    /**
     * Creates a matcher.
     *
     * @param path where the blog is mounted within the application, without a slash at its end; empty for the root
     */
    public BlogRequestMatcher(String path) {
        this.path = path;
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
        return asked.equals(path) || asked.startsWith(path + "/");
    }
}
