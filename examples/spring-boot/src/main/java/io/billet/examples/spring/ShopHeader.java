package io.billet.examples.spring;

import io.billet.spring.LayoutAttributes;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the header of every page needs to know: who is signed in. Asked for the shop's own pages and for those of the blog. */
@Component
@ControllerAdvice
class ShopHeader implements LayoutAttributes {

    @ModelAttribute("user")
    @Nullable String user(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        return user == null ? null : user.getName();
    }

    @Override
    public Map<String, Object> of(HttpServletRequest request) {
        String user = user(request);
        return user == null ? Map.of() : Map.of("user", user);
    }
}
