package io.billet.spring;

import io.billet.core.Reader;
import org.springframework.security.core.Authentication;

/**
 * Says more of a user of the application than Spring Security knows, or says it otherwise: the name that others see, an address, a picture,
 * labels. Beans of this type are called in their order, for each page that a user asks for, so they answer from memory.
 *
 * <pre>{@code
 * @Bean
 * HostUserCustomizer names() {
 *     return (user, authentication) -> authentication.getPrincipal() instanceof Customer customer
 *             ? user.withProfile(Optional.of(customer.displayName()), Optional.of(customer.email()), Optional.empty(), Optional.empty())
 *             : user;
 * }
 * }</pre>
 */
@FunctionalInterface
public interface HostUserCustomizer {

    /**
     * Returns the user as the blog is to know them.
     *
     * @param user           as the starter knows them
     * @param authentication who is signed in
     * @return the user; of the same identity, unless the application has identities that last longer than its names
     */
    Reader.HostUser customize(Reader.HostUser user, Authentication authentication);
}
