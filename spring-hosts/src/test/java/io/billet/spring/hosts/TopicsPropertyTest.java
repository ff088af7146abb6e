package io.billet.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.NewsletterOptions;
import io.billet.spring.BlogCustomizer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The topics of the newsletter are named by a property. */
class TopicsPropertyTest {

    @Configuration(proxyBeanMethods = false)
    @Import(OpenHost.class)
    static class PacedHost {

        @Bean
        BlogCustomizer paced() {
            return blog -> blog.newsletter(NewsletterOptions.DEFAULT.withLatest(Duration.ofHours(1)));
        }
    }

    @Test
    void in_the_order_in_which_subscribers_are_asked() throws Exception {
        try (Host host = Host.startWithoutDatabase(
                OpenHost.class, "billet.newsletter.topics=sport, europe", "billet.jobs=false")) {
            assertThat(host.blog().subscribers().topics())
                    .extracting(Tag::slug)
                    .containsExactly(Slug.of("sport"), Slug.of("europe"));
        }
    }

    @Test
    void and_stay_beside_other_options_of_the_application() throws Exception {
        try (Host host =
                Host.startWithoutDatabase(PacedHost.class, "billet.newsletter.topics[0]=日本語", "billet.jobs=false")) {
            assertThat(host.blog().subscribers().topics()).containsExactly(Tag.named(Slug.of("日本語"), "日本語"));
        }
    }

    @Test
    void there_are_none_unless_they_are_named() throws Exception {
        try (Host host = Host.startWithoutDatabase(OpenHost.class, "billet.jobs=false")) {
            assertThat(host.blog().subscribers().topics()).isEmpty();
        }
    }

    @Test
    void what_cannot_be_a_tag_is_refused_at_the_start() {
        assertThatThrownBy(() -> Host.startWithoutDatabase(OpenHost.class, "billet.newsletter.topics=Not a slug"))
                .rootCause()
                .hasMessageContaining("Slug.value");
    }
}
