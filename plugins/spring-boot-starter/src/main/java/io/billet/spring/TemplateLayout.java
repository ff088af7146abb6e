package io.billet.spring;

import io.billet.web.http.WebRequest;
import io.billet.web.theme.PageLayout;
import io.billet.web.theme.PageParts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/**
 * The host's page in a template of its own: made by the same view as the pages of its controllers, so that links, fragments, messages
 * and dialects work as they do there, in the language of the blog's page. Thread-safe.
 */
final class TemplateLayout implements PageLayout {

    private static final String LOCALES = DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE;

    private final ViewResolver views;
    private final String template;
    private final boolean isTheSameForEverybody;
    private final List<LayoutAttributes> attributes;

    TemplateLayout(
            ViewResolver views, String template, boolean isTheSameForEverybody, List<LayoutAttributes> attributes) {
        this.views = views;
        this.template = template;
        this.isTheSameForEverybody = isTheSameForEverybody;
        this.attributes = attributes;
    }

    @Override
    public boolean dependsOnReader() {
        return !isTheSameForEverybody;
    }

    @Override
    public String render(PageParts page, WebRequest request) {
        HttpServletRequest asked = of(request, HttpServletRequest.class);
        HttpServletRequest http = isTheSameForEverybody ? new ImpersonalRequest(asked) : asked;
        CollectedResponse collected = new CollectedResponse(of(request, HttpServletResponse.class));
        Locale locale = page.frame().language().toLocale();
        Map<String, Object> model = new HashMap<>();
        attributes.forEach(each -> model.putAll(each.of(http)));
        model.put("billet", page);
        LocaleContext usual = LocaleContextHolder.getLocaleContext();
        @Nullable Object usualResolver = http.getAttribute(LOCALES);
        LocaleContextHolder.setLocale(locale);
        http.setAttribute(LOCALES, new FixedLocaleResolver(locale));
        try {
            View view = Objects.requireNonNull(
                    views.resolveViewName(template, locale), () -> "there is no template " + template);
            view.render(model, http, collected);
            return collected.text();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The template " + template + " has failed", e);
        } finally {
            LocaleContextHolder.setLocaleContext(usual);
            http.setAttribute(LOCALES, usualResolver);
        }
    }

    private static <T> T of(WebRequest request, Class<T> type) {
        return request.attribute(type)
                .orElseThrow(() -> new IllegalStateException(
                        "a template is made for a request of the servlet container, of which this one has no "
                                + type.getName()));
    }
}
