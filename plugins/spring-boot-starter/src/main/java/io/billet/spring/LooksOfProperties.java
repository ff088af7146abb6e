package io.billet.spring;

import io.billet.core.LanguageTag;
import io.billet.web.http.ContentSecurityPolicy;
import io.billet.web.theme.HeadElement;
import io.billet.web.theme.Logo;
import io.billet.web.theme.Looks;
import io.billet.web.theme.NavigationEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** Makes of properties what the standard theme takes. A value that is none is told with the name of its property. */
final class LooksOfProperties {

    private LooksOfProperties() {}

    static Looks of(BilletProperties properties) throws IOException {
        BilletProperties.Looks given = properties.looks();
        Looks.Builder looks = Looks.builder();
        Resource css = properties.pages().css();
        if (css != null) {
            looks.stylesheet(css.getContentAsString(StandardCharsets.UTF_8));
        }
        named("billet.looks.navigation", () -> looks.navigation(entries(given.navigation())));
        named("billet.looks.footer-links", () -> looks.footerLinks(entries(given.footerLinks())));
        named(
                "billet.looks.logo",
                () -> Optional.ofNullable(given.logo())
                        .map(LooksOfProperties::logo)
                        .ifPresent(looks::logo));
        set("billet.looks.icon", given.icon(), looks::icon);
        set("billet.looks.touch-icon", given.touchIcon(), looks::touchIcon);
        set("billet.looks.footer", given.footer(), looks::footer);
        set("billet.looks.imprint", given.imprint(), looks::imprint);
        set("billet.looks.privacy", given.privacy(), looks::privacy);
        named("billet.looks.stylesheets", () -> given.stylesheets().forEach(sheet -> looks.head(element(sheet))));
        named("billet.looks.scripts", () -> given.scripts().forEach(script -> looks.head(element(script))));
        named(
                "billet.looks.links",
                () -> given.links()
                        .forEach(link ->
                                looks.head(with(HeadElement.link(link.rel(), link.href()), link.attributes()))));
        named(
                "billet.looks.metas",
                () -> given.metas().forEach((name, content) -> looks.head(HeadElement.meta(name, content))));
        return looks.build();
    }

    static ContentSecurityPolicy policy(BilletProperties properties) {
        if (properties.csp().leftToHost()) {
            return ContentSecurityPolicy.leftToHost();
        }
        ContentSecurityPolicy policy = ContentSecurityPolicy.standard();
        for (Map.Entry<String, List<String>> each : properties.csp().allow().entrySet()) {
            try {
                policy = policy.allow(each.getKey(), each.getValue().toArray(String[]::new));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("billet.csp.allow." + each.getKey() + ": " + e.getMessage(), e);
            }
        }
        return policy;
    }

    private static void set(String property, @Nullable String value, Consumer<String> setter) {
        if (value != null) {
            named(property, () -> setter.accept(value));
        }
    }

    private static void named(String property, Runnable setting) {
        try {
            setting.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(property + ": " + e.getMessage(), e);
        }
    }

    private static NavigationEntry[] entries(List<BilletProperties.Entry> given) {
        return given.stream().map(LooksOfProperties::entry).toArray(NavigationEntry[]::new);
    }

    private static NavigationEntry entry(BilletProperties.Entry given) {
        NavigationEntry entry = NavigationEntry.of(given.label(), given.href());
        for (Map.Entry<String, String> label : given.labels().entrySet()) {
            entry = entry.in(LanguageTag.of(label.getKey()), label.getValue());
        }
        return entry;
    }

    private static Logo logo(BilletProperties.Logo given) {
        Logo logo = Logo.of(given.source(), given.width(), given.height());
        logo = given.dark() == null ? logo : logo.inTheDark(given.dark());
        return given.description().isEmpty() ? logo : logo.saying(given.description());
    }

    private static HeadElement element(BilletProperties.Stylesheet given) {
        HeadElement sheet = HeadElement.stylesheet(given.href());
        return given.fonts().isEmpty()
                ? sheet
                : sheet.loads("font-src", given.fonts().toArray(String[]::new));
    }

    private static HeadElement with(HeadElement element, Map<String, String> attributes) {
        HeadElement whole = element;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            whole = whole.attribute(attribute.getKey(), attribute.getValue());
        }
        return whole;
    }

    private static HeadElement element(BilletProperties.Script given) {
        HeadElement script = with(HeadElement.script(given.src()), given.attributes());
        return given.connect().isEmpty()
                ? script
                : script.loads("connect-src", given.connect().toArray(String[]::new));
    }
}
