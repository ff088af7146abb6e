package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.spi.OutgoingMail.MailingList;
import io.billet.engine.spi.OutgoingMail.Sender;
import io.billet.engine.testing.ManualJobRunner;
import io.billet.engine.testing.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

    private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");
    private static final EmailAddress BLOG = EmailAddress.of("billet@example.org");

    /** A blog whose mailer answers as it is told, and what it was given when. */
    private static final class Mailing implements AutoCloseable {

        record Sent(OutgoingMail mail, Instant at) {}

        final SettableClock clock = SettableClock.at(TestBlog.START);
        final ManualJobRunner jobs = ManualJobRunner.of(clock);
        final List<Sent> sent = new ArrayList<>();
        final Blog blog;

        Mailing(Mailer mailer) {
            this("https://example.org/blog", site -> site.mailFrom(BLOG), mailer);
        }

        Mailing(String url, UnaryOperator<Site> more, Mailer mailer) {
            blog = Blog.builder()
                    .site(more.apply(Site.of("L’Été à l’œuvre", URI.create(url), LanguageTag.FRENCH)))
                    .clock(clock)
                    .jobRunner(jobs)
                    .mailer(mail -> {
                        sent.add(new Sent(mail, clock.instant()));
                        return mailer.send(mail);
                    })
                    .start();
        }

        void subscribe() {
            blog.subscribers().subscribe(SubscribeRequest.of(ZOE, LanguageTag.FRENCH, "test"));
            jobs.runDue();
        }

        OutgoingMail welcome() {
            subscribe();
            blog.subscribers().confirm(TestBlog.tokenIn(sent.get(0).mail().text()));
            jobs.runDue();
            return sent.get(sent.size() - 1).mail();
        }

        @Override
        public void close() {
            blog.close();
        }
    }

    @Nested
    class Outcomes {

        @Test
        void what_is_accepted_or_refused_for_good_is_sent_once() {
            for (MailOutcome outcome : List.of(MailOutcome.accepted(), new MailOutcome.RefusedForGood("550 unknown"))) {
                try (Mailing mailing = new Mailing(mail -> outcome)) {
                    mailing.subscribe();
                    mailing.jobs.advance(Duration.ofDays(1));

                    assertThat(mailing.sent).as("%s", outcome).hasSize(1);
                }
            }
        }

        @Test
        void what_is_refused_for_now_or_unknown_is_repeated_as_the_same_mail_until_it_is_accepted() {
            List<MailOutcome> outcomes = new ArrayList<>(List.of(
                    new MailOutcome.RefusedForNow("451 try later"),
                    new MailOutcome.Unknown("connection lost"),
                    MailOutcome.accepted()));
            try (Mailing mailing = new Mailing(mail -> outcomes.remove(0))) {
                mailing.subscribe();
                mailing.jobs.advance(Duration.ofDays(1));

                assertThat(mailing.sent).hasSize(3);
                assertThat(mailing.sent.stream()
                                .map(sent -> sent.mail().messageId())
                                .distinct())
                        .as("one Message-ID")
                        .hasSize(1);
            }
        }

        @Test
        void a_mailer_that_throws_counts_as_refused_for_now() {
            List<Throwable> thrown = new ArrayList<>(List.of(
                    new IllegalStateException("no connection"),
                    new NoClassDefFoundError("javax/mail/Transport"),
                    new StackOverflowError()));
            try (Mailing mailing = new Mailing(mail -> thrown.isEmpty() ? MailOutcome.accepted() : raise(thrown))) {
                mailing.subscribe();
                mailing.jobs.advance(Duration.ofDays(1));

                assertThat(mailing.sent).hasSize(4);
            }
        }

        private static MailOutcome raise(List<Throwable> thrown) {
            Throwable next = thrown.remove(0);
            if (next instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) next;
        }

        @Test
        void it_is_repeated_after_twice_as_long_each_time_and_given_up_with_one_line() {
            String log = logged(() -> {
                try (Mailing mailing = new Mailing(mail -> new MailOutcome.RefusedForNow("451\r\nFake: line"))) {
                    mailing.subscribe();
                    mailing.jobs.advance(Duration.ofDays(2));

                    assertThat(mailing.sent.size()).isBetween(45, 70);
                    Duration tried = Duration.between(
                            mailing.sent.get(0).at(),
                            mailing.sent.get(mailing.sent.size() - 1).at());
                    assertThat(tried).isBetween(Duration.ofHours(24), Duration.ofHours(25));
                    for (int i = 1; i < mailing.sent.size(); i++) {
                        double seconds = Duration.between(
                                                mailing.sent.get(i - 1).at(),
                                                mailing.sent.get(i).at())
                                        .toMillis()
                                / 1_000.0;
                        double expected = Math.min(15 * Math.pow(2, i - 1), 1_800);
                        // Or when the job looks by itself, half a minute and a fifth later at most.
                        assertThat(seconds).as("delay %s", i).isBetween(expected * 0.8, expected * 1.2 + 37);
                    }
                }
            });
            assertThat(log.lines().filter(line -> line.contains("Incident"))).hasSize(1);
            assertThat(log)
                    .containsPattern("given up after \\d\\d attempts: 451 Fake: line")
                    .doesNotContain("zoe@example.org");
        }

        @Test
        void a_mail_that_cannot_be_sent_yet_holds_up_no_other() {
            EmailAddress yan = EmailAddress.of("yan@example.org");
            try (Mailing mailing = new Mailing(
                    mail -> mail.to().equals(ZOE) ? new MailOutcome.RefusedForNow("451") : MailOutcome.accepted())) {
                mailing.subscribe();
                mailing.blog.subscribers().subscribe(SubscribeRequest.of(yan, LanguageTag.FRENCH, "test"));
                mailing.jobs.runDue();

                assertThat(mailing.sent).extracting(sent -> sent.mail().to()).containsExactly(ZOE, yan);
            }
        }

        @Test
        void a_clock_that_stands_still_makes_nothing_run_in_circles() {
            try (Mailing mailing = new Mailing(mail -> new MailOutcome.RefusedForNow("451"))) {
                mailing.subscribe();

                assertThat(mailing.jobs.runDue()).isZero();
                assertThat(mailing.sent).hasSize(1);
            }
        }
    }

    @Nested
    class Passive {

        @Test
        void a_blog_that_does_not_run_the_job_says_once_that_mail_waits() {
            String log = logged(() -> {
                Blog blog = Blog.builder()
                        .site(Site.of("T", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                        .build();
                for (int i = 0; i < 3; i++) {
                    blog.subscribers().subscribe(SubscribeRequest.of(ZOE, LanguageTag.FRENCH, "test"));
                }
                var draft = blog.articles().draft(edit -> edit.title("Bientôt"));
                blog.articles()
                        .schedule(draft.id(), draft.version(), Instant.now().plusSeconds(100));
                blog.close();
            });
            assertThat(log.lines().filter(line -> line.contains("does not run the job MAIL")))
                    .hasSize(1);
            assertThat(log.lines().filter(line -> line.contains("does not run the job PUBLISH")))
                    .hasSize(1);
        }
    }

    @Nested
    class Fields {

        @Test
        void of_a_welcome_name_sender_identity_and_list() {
            try (Mailing mailing = new Mailing(mail -> MailOutcome.accepted())) {
                OutgoingMail welcome = mailing.welcome();
                Map<String, String> fields = welcome.headers();

                assertThat(fields.keySet())
                        .containsExactly(
                                "From",
                                "To",
                                "Subject",
                                "Message-ID",
                                "Content-Language",
                                "Auto-Submitted",
                                "List-Id",
                                "List-Unsubscribe",
                                "List-Unsubscribe-Post");
                assertThat(welcome.from()).contains(new Sender("L’Été à l’œuvre", BLOG));
                assertThat(decoded(fields.get("From"))).isEqualTo("L’Été à l’œuvre <billet@example.org>");
                assertThat(fields).containsEntry("To", "<zoe@example.org>");
                assertThat(decoded(fields.get("Subject"))).isEqualTo(welcome.subject());
                assertThat(fields.get("Message-ID")).matches("<[0-9a-f-]{36}@example\\.org>");
                assertThat(fields.get("List-Id")).endsWith(" <blog.example.org>");
                assertThat(fields.get("List-Unsubscribe"))
                        .matches("<https://example\\.org/blog/newsletter/unsubscribe\\?token=[\\w-]+>");
                assertThat(fields).containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
                assertThat(fields.values()).allMatch(value -> value.chars().allMatch(c -> c >= ' ' && c < 127));
            }
        }

        @Test
        void of_a_link_for_one_person_name_no_list_and_each_mail_has_its_own_identity() {
            try (Mailing mailing = new Mailing(mail -> MailOutcome.accepted())) {
                mailing.subscribe();
                mailing.subscribe();

                assertThat(mailing.sent)
                        .hasSize(2)
                        .allSatisfy(sent -> assertThat(sent.mail().headers().keySet())
                                .containsExactly(
                                        "From", "To", "Subject", "Message-ID", "Content-Language", "Auto-Submitted"));
                assertThat(mailing.sent)
                        .extracting(sent -> sent.mail().messageId())
                        .doesNotHaveDuplicates();
            }
        }

        @Test
        void without_an_address_of_the_site_leave_the_sender_to_the_mailer() {
            try (Mailing mailing =
                    new Mailing("https://example.org/blog", site -> site, mail -> MailOutcome.accepted())) {
                OutgoingMail welcome = mailing.welcome();
                assertThat(welcome.from()).isEmpty();
                assertThat(welcome.headers()).doesNotContainKey("From");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://localhost:8080/blog",
                    "https://EXAMPLE.org",
                    "https://example.org/a/b%20c/é",
                    "https://[2001:db8::1]/blog",
                    "http://127.0.0.1",
                    "https://a-very-long-host-name.example.org/a-very-long-path-that-goes-on-and-on-and-on-and-on-and-on-and-on"
                })
        void are_well_formed_wherever_the_blog_lives(String url) {
            try (Mailing mailing = new Mailing(url, site -> site.mailFrom(BLOG), mail -> MailOutcome.accepted())) {
                OutgoingMail welcome = mailing.welcome();

                assertThat(welcome.list()).isPresent();
                assertThat(welcome.headers().containsKey("List-Unsubscribe-Post"))
                        .as("one click, which RFC 8058 allows under https only")
                        .isEqualTo(url.startsWith("https"));
            }
        }

        @Test
        void of_long_texts_are_words_of_at_most_75_characters_that_split_no_character() {
            String subject = "𝄞é日".repeat(60);
            String encoded = mail("<1@example.org>", "N", subject, "blog.example.org")
                    .headers()
                    .get("Subject");

            assertThat(encoded.split(" ")).hasSizeGreaterThan(5).allMatch(word -> word.length() <= 75);
            assertThat(decoded(encoded)).isEqualTo(subject);
        }

        @Test
        void of_plain_texts_stay_as_they_are_and_names_are_quoted() {
            Map<String, String> fields = mail(
                            "<1@example.org>", "a \"b\" \\ <c@d>, e", "Hello (you)", "blog.example.org")
                    .headers();

            assertThat(fields)
                    .containsEntry("Subject", "Hello (you)")
                    .containsEntry("From", "\"a \\\"b\\\" \\\\ <c@d>, e\" <billet@example.org>");
            assertThat(mail("<1@example.org>", "N", "=?UTF-8?Q?x?=", "blog.example.org")
                            .headers()
                            .get("Subject"))
                    .isEqualTo("=?UTF-8?B?"
                            + Base64.getEncoder().encodeToString("=?UTF-8?Q?x?=".getBytes(StandardCharsets.UTF_8))
                            + "?=");
        }
    }

    @Nested
    class Injection {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a\r\nBcc: x@example.com",
                    "a\nBcc: x@example.com",
                    "a\rBcc: x@example.com",
                    "a\u0000b",
                    "a\u0085b",
                    "a\u2028b",
                    "a\u2029b",
                    "a\u007fb",
                    "\ta"
                })
        void of_a_line_or_a_control_character_is_refused_in_every_field(String evil) {
            refused("subject", () -> mail("<1@example.org>", "N", evil, "blog.example.org"));
            refused("from", () -> mail("<1@example.org>", evil, "S", "blog.example.org"));
            refused("messageId", () -> mail("<1" + evil + "@example.org>", "N", "S", "blog.example.org"));
            refused("messageId", () -> mail("<1@example.org>" + evil, "N", "S", "blog.example.org"));
            refused("list", () -> mail("<1@example.org>", "N", "S", "blog." + evil));
            refused("list", () -> new MailingList("blog.example.org", evil, URI.create("https://example.org/u")));
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> EmailAddress.of("zoe@example.org" + evil));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "1@example.org", "<>", "<1>", "<@>", "<1@2@3>", "<1 @2>", "<1@2> <3@4>", "<é@2>"})
        void of_an_identity_that_is_none_is_refused(String id) {
            refused("messageId", () -> mail(id, "N", "S", "blog.example.org"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "blog", ".", "blog.", "a b.c", "blog.example.org> <x.y", "é.example.org"})
        void of_a_list_that_is_none_is_refused(String id) {
            refused("list", () -> mail("<1@example.org>", "N", "S", id));
        }

        @Test
        void of_a_relative_address_to_unsubscribe_at_is_refused() {
            refused("list", () -> new MailingList("blog.example.org", "N", URI.create("/unsubscribe")));
        }

        private static void refused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(call)
                    .satisfies(e -> assertThat(e.field()).isEqualTo(field));
        }
    }

    private static OutgoingMail mail(String id, String name, String subject, String listId) {
        return new OutgoingMail(
                id,
                Optional.of(new Sender(name, BLOG)),
                ZOE,
                subject,
                "Text",
                Optional.empty(),
                Optional.of(new MailingList(listId, "L", URI.create("https://example.org/u?token=1"))));
    }

    /** As RFC 2047 has it: white space between encoded words is none. */
    private static String decoded(String field) {
        String joined = field.replace("?= =?", "?==?");
        return Pattern.compile("=\\?UTF-8\\?B\\?([^?]+)\\?=")
                .matcher(joined)
                .replaceAll(word -> java.util.regex.Matcher.quoteReplacement(
                        new String(Base64.getDecoder().decode(word.group(1)), StandardCharsets.UTF_8)));
    }

    private static String logged(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
