package io.billet.spring;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.Reader;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.util.ClassUtils;

/**
 * What Spring Security knows of a user besides their name: of OpenID Connect and OAuth 2 the claims {@code name} (else {@code
 * preferred_username}, {@code login}), {@code email} unless it is told that it was not verified, {@code website}, and {@code picture}
 * (else {@code avatar_url}), as OpenID Connect Core 1.0, 5.1 and the common providers call them. Of others the name of the
 * authentication; one that is an e-mail address is taken for that, and shown to nobody.
 */
record SecurityProfile(
        Optional<String> name, Optional<String> email, Optional<String> website, Optional<String> picture) {

    private static final boolean KNOWS_OAUTH2 = ClassUtils.isPresent(
            "org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal",
            SecurityProfile.class.getClassLoader());

    static SecurityProfile of(Authentication authentication) {
        return (KNOWS_OAUTH2 ? Claims.of(authentication) : Optional.<SecurityProfile>empty())
                .orElseGet(() -> ofName(authentication.getName()));
    }

    private static SecurityProfile ofName(String name) {
        return isAddress(name)
                ? new SecurityProfile(Optional.empty(), Optional.of(name), Optional.empty(), Optional.empty())
                : new SecurityProfile(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Reader.HostUser describe(Reader.HostUser user) {
        // A name that is an address would tell it to every reader.
        return user.withProfile(name.filter(text -> !isAddress(text)), email, website, picture);
    }

    private static boolean isAddress(String text) {
        try {
            return !EmailAddress.of(text).value().isEmpty();
        } catch (InvalidValueException e) {
            return text.contains("@");
        }
    }

    /** Loaded only where OAuth 2 is. */
    private static final class Claims {

        static Optional<SecurityProfile> of(Authentication authentication) {
            return authentication.getPrincipal() instanceof OAuth2AuthenticatedPrincipal principal
                    ? Optional.of(of(principal.getAttributes()))
                    : Optional.empty();
        }

        private static SecurityProfile of(Map<String, Object> claims) {
            Object isVerified = claims.get("email_verified");
            boolean isTheirs = isVerified == null || isVerified.toString().equals("true");
            return new SecurityProfile(
                    first(claims, "name", "preferred_username", "login"),
                    isTheirs ? first(claims, "email") : Optional.empty(),
                    first(claims, "website"),
                    first(claims, "picture", "avatar_url"));
        }

        private static Optional<String> first(Map<String, Object> claims, String... names) {
            return Stream.of(names)
                    .map(claims::get)
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .filter(text -> !text.isBlank())
                    .findFirst();
        }
    }
}
