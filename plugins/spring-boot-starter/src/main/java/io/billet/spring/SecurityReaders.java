package io.billet.spring;

import io.billet.core.HostIdentity;
import io.billet.core.InvalidValueException;
import io.billet.core.Label;
import io.billet.core.Reader;
import io.billet.web.http.ReaderResolver;
import io.billet.web.http.WebRequest;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Who is signed in with Spring Security, by the name of the authentication. Authorities are labels: {@code ROLE_PREMIUM} is {@code
 * premium}, others are as they are. {@link SecurityProfile} says what is known of them besides. Thread-safe.
 */
final class SecurityReaders implements ReaderResolver {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityReaders.class);
    private static final String ROLE = "ROLE_";

    private final ObjectProvider<HostUserCustomizer> customizers;

    SecurityReaders(ObjectProvider<HostUserCustomizer> customizers) {
        this.customizers = customizers;
    }

    @Override
    public Optional<Reader> resolve(WebRequest request) {
        return request.attribute(Principal.class)
                .filter(Authentication.class::isInstance)
                .map(Authentication.class::cast)
                .filter(user -> user.isAuthenticated() && !(user instanceof AnonymousAuthenticationToken))
                .flatMap(this::reader);
    }

    private Optional<Reader> reader(Authentication authentication) {
        try {
            Reader.HostUser user = SecurityProfile.of(authentication)
                    .describe(new Reader.HostUser(HostIdentity.of(authentication.getName()), labels(authentication)));
            for (HostUserCustomizer customizer : customizers.orderedStream().toList()) {
                user = customizer.customize(user, authentication);
            }
            return Optional.of(user);
        } catch (InvalidValueException e) {
            LOG.warn("A user who is signed in is anonymous in the blog: {}", e.getMessage());
            return Optional.of(Reader.ANONYMOUS);
        }
    }

    private static List<Label> labels(Authentication user) {
        return user.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(Objects::nonNull)
                .flatMap(SecurityReaders::label)
                .distinct()
                .sorted()
                .limit(Label.MAX_PER_OBJECT)
                .toList();
    }

    /** What is no label opens nothing. */
    private static Stream<Label> label(String authority) {
        String text =
                authority.startsWith(ROLE) ? authority.substring(ROLE.length()).toLowerCase(Locale.ROOT) : authority;
        try {
            return Stream.of(Label.of(text));
        } catch (InvalidValueException e) {
            return Stream.empty();
        }
    }
}
