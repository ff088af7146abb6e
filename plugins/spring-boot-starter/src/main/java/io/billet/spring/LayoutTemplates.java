package io.billet.spring;

import io.billet.web.theme.PageLayout;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.servlet.ViewResolver;

/** Makes layouts of the application's templates of Thymeleaf. */
final class LayoutTemplates {

    private static final Logger LOG = LoggerFactory.getLogger(LayoutTemplates.class);

    private final ViewResolver views;
    private final List<LayoutAttributes> attributes;
    private final Environment environment;
    private final ResourceLoader resources;

    LayoutTemplates(
            ViewResolver views, List<LayoutAttributes> attributes, Environment environment, ResourceLoader resources) {
        this.views = views;
        this.attributes = attributes;
        this.environment = environment;
        this.resources = resources;
    }

    /**
     * Returns the layout that a blog's pages are put into, if there is one for it.
     *
     * @throws IllegalStateException if a template is named that is not there
     */
    Optional<PageLayout> layoutOf(BilletProperties blog) {
        BilletProperties.Layout said = blog.layout();
        if (!said.enabled()) {
            return Optional.empty();
        }
        String template = said.templateOrUsual();
        String place = place(template);
        if (!resources.getResource(place).exists()) {
            if (said.template() != null) {
                throw new IllegalStateException("billet.layout.template is " + template + ", but there is no " + place);
            }
            return Optional.empty();
        }
        LOG.info(
                "The blog's pages are put into the template {}; scripts and inline styles in it need billet.csp.allow.*, and shared"
                        + " caches keep none of the pages unless billet.layout.same-for-everybody=true",
                place);
        return Optional.of(new TemplateLayout(views, template, said.sameForEverybody(), attributes));
    }

    /** Where Thymeleaf's usual resolver looks for a template. */
    private String place(String template) {
        return environment.getProperty("spring.thymeleaf.prefix", "classpath:/templates/")
                + template
                + environment.getProperty("spring.thymeleaf.suffix", ".html");
    }
}
