package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.IllegalTransitionException;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.TranslationKey;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.OutgoingMail;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NewsletterReadingTest extends NewsletterFixture {

    @Test
    void the_part_for_members_goes_to_those_who_may_read_it_and_a_preview_to_the_others() {
        subscriber("zoe", each -> each.label(List.of(Label.of("premium")), clock.instant()));
        subscriber("abel");
        try (Blog blog = node()) {
            Article article = published(
                    blog,
                    edit -> edit.title("Bonjour")
                            .markdown("Pour tous.\n\n<!--members-only-->\n\nSecret.")
                            .audience(Audience.labelled(Label.of("premium"))));
            blog.newsletter().send(article.id(), article.version());
            jobs.runDue();

            Map<String, OutgoingMail> byName =
                    sent.stream().collect(Collectors.toMap(mail -> mail.to().value(), mail -> mail));
            assertThat(byName.get("zoe@example.org").text()).contains("Pour tous.", "Secret.");
            OutgoingMail preview = byName.get("abel@example.org");
            assertThat(preview.text()).contains("Pour tous.").doesNotContain("Secret");
            assertThat(preview.html().orElseThrow()).doesNotContain("Secret");
        }
    }

    @Test
    void the_part_for_members_goes_to_nobody_where_a_subscription_opens_nothing() {
        subscriber("zoe", each -> each.label(List.of(Label.of("premium")), clock.instant()));
        Site site = Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH)
                .writingOn(Letterhead.PLAIN.withoutMembership());
        List<OutgoingMail> mails = new CopyOnWriteArrayList<>();
        mailer = mail -> {
            mails.add(mail);
            return MailOutcome.accepted();
        };
        try (Blog blog = builder().site(site).start()) {
            for (Audience audience : List.of(Audience.MEMBERS, Audience.labelled(Label.of("premium")))) {
                Article article = published(
                        blog,
                        edit -> edit.title("Bonjour")
                                .markdown("Pour tous.\n\n<!--members-only-->\n\nPour les comptes.")
                                .audience(audience));
                blog.newsletter().send(article.id(), article.version());
                jobs.advance(Duration.ofMinutes(1));
            }
        }
        assertThat(mails)
                .hasSize(2)
                .allSatisfy(mail -> assertThat(mail.text() + mail.html().orElse(""))
                        .contains("Pour tous")
                        .doesNotContain("Pour les comptes"));
    }

    @Test
    void each_gets_the_translation_in_their_language() {
        subscriber("zoe");
        subscriber("john", each -> each.speak(LanguageTag.of("en-GB"), clock.instant()));
        subscriber("uwe", each -> each.speak(LanguageTag.GERMAN, clock.instant()));
        try (Blog blog = node()) {
            published(
                    blog,
                    edit -> edit.title("Hello")
                            .markdown("A text.")
                            .language(LanguageTag.ENGLISH)
                            .translationKey(new TranslationKey("hello")));
            Article draft = blog.articles()
                    .draft(edit -> edit.title("Hallo")
                            .markdown("Ein Text.")
                            .language(LanguageTag.GERMAN)
                            .translationKey(new TranslationKey("hello")));
            Article article = published(
                    blog,
                    edit -> edit.title("Bonjour").markdown("Un texte.").translationKey(new TranslationKey("hello")));
            IssueSummary issue = blog.newsletter().send(article.id(), article.version());
            jobs.runDue();

            assertThat(storage.issues().find(issue.id()).orElseThrow().texts())
                    .as("without the draft " + draft.id())
                    .extracting(text -> text.language().value())
                    .containsExactly("fr", "en");
            assertThat(sent.stream().collect(Collectors.toMap(mail -> mail.to().value(), OutgoingMail::subject)))
                    .isEqualTo(Map.of(
                            "zoe@example.org", "Bonjour", "john@example.org", "Hello", "uwe@example.org", "Bonjour"));
        }
    }

    @Test
    void an_article_that_is_withdrawn_meanwhile_is_not_sent_to_the_rest() {
        subscribers(300);
        AtomicInteger count = new AtomicInteger();
        try (Blog blog = node()) {
            Article article = published(blog);
            mailer = mail -> {
                if (count.incrementAndGet() == 10) {
                    blog.articles().unpublish(article.id(), article.version());
                }
                sleep(5);
                return MailOutcome.accepted();
            };
            IssueSummary issue = blog.newsletter().send(article.id(), article.version());
            jobs.runDue();
            assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.PAUSED);
            assertThat(count.get()).isLessThan(300);
            assertThatExceptionOfType(IllegalTransitionException.class)
                    .isThrownBy(() -> blog.newsletter().resume(issue.id()));
        }
    }
}
