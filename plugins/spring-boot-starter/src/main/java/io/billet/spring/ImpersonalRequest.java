package io.billet.spring;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request without what tells who sent it: user, session, cookies and the tokens of forms. A template that is said to make the same for
 * everybody is shown this one, so that it cannot put what is one reader's into a page for all. For one page, in one thread.
 */
final class ImpersonalRequest extends HttpServletRequestWrapper {

    private static final Set<String> PERSONAL_FIELDS = Set.of("cookie", "authorization", "proxy-authorization");

    ImpersonalRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return null;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public HttpSession getSession() {
        throw new IllegalStateException("a template with billet.layout.same-for-everybody=true has no session");
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return create ? getSession() : null;
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isPersonalField(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isPersonalField(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return without(super.getHeaderNames(), ImpersonalRequest::isPersonalField);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return isPersonalAttribute(name) ? null : super.getAttribute(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return without(super.getAttributeNames(), ImpersonalRequest::isPersonalAttribute);
    }

    private static Enumeration<String> without(
            Enumeration<String> names, java.util.function.Predicate<String> isPersonal) {
        List<String> left = Collections.list(names).stream()
                .filter(name -> !isPersonal.test(name))
                .toList();
        return Collections.enumeration(left);
    }

    private static boolean isPersonalField(String name) {
        return PERSONAL_FIELDS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isPersonalAttribute(String name) {
        return name.equals("_csrf") || name.startsWith("org.springframework.security.");
    }
}
