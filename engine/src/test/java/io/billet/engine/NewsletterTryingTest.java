package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.Audience;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.spi.MailOutcome;
import io.billet.storage.api.IssueQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewsletterTryingTest extends NewsletterFixture {

    @Test
    void a_test_is_marked_and_leaves_no_trace() {
        subscriber("zoe");
        try (Blog blog = node()) {
            Article draft = blog.articles().draft(edit -> edit.title("Bientôt").markdown("Un texte."));
            EmailAddress me = EmailAddress.of("me@example.org");
            assertThat(blog.newsletter().test(draft.id(), List.of(me, me), LanguageTag.ENGLISH))
                    .isEqualTo(Map.of(me, MailOutcome.accepted()));
            assertThat(sent).singleElement().satisfies(mail -> {
                assertThat(mail.subject()).isEqualTo("[Test] Bientôt");
                assertThat(mail.text()).contains("Un texte.");
            });
            assertThat(storage.issues().list(IssueQuery.all(), Optional.empty(), 10))
                    .isEmpty();
        }
    }

    @Test
    void a_preview_shows_as_much_as_its_reader_may_read() {
        try (Blog blog = node()) {
            Article draft = blog.articles()
                    .draft(edit -> edit.title("Bientôt")
                            .markdown("Pour tous.\n\n<!--members-only-->\n\nSecret.")
                            .audience(Audience.MEMBERS));
            EmailAddress me = EmailAddress.of("me@example.org");
            assertThat(blog.newsletter()
                            .preview(draft.id(), me, LanguageTag.FRENCH, ArticleAccess.WHOLE)
                            .html()
                            .orElseThrow())
                    .contains("Secret");
            assertThat(blog.newsletter()
                            .preview(draft.id(), me, LanguageTag.FRENCH, ArticleAccess.PREVIEW)
                            .html()
                            .orElseThrow())
                    .contains("Pour tous")
                    .doesNotContain("Secret");
        }
    }
}
