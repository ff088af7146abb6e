package io.billet.engine.internal.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.EmailAddress;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostMailerTest {

    private static final OutgoingMail MAIL = new OutgoingMail(
            "<1@example.org>",
            Optional.empty(),
            EmailAddress.of("canary-zx81@example.org"),
            "Bonjour",
            "Texte.",
            Optional.empty(),
            Optional.empty());

    private record Sent(MailOutcome outcome, String log) {}

    private static Sent sent(Mailer mailer) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            return new Sent(new HostMailer(mailer).send(MAIL), log.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    /** As other languages do, and Java with a trick. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> MailOutcome thrown(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void logs_what_was_thrown_without_anybodys_address() {
        Throwable cause = new IOException("550 5.1.1 <canary-zx81@example.org>: User unknown\r\nFrom: evil");
        Sent sent = sent(mail ->
                thrown(new IllegalStateException("Invalid Addresses; canary-zx81@example.org, b@example.com", cause)));

        assertThat(sent.log())
                .contains("<1@example.org>", "java.lang.IllegalStateException: Invalid Addresses; ***@example.org")
                .contains("java.io.IOException: 550 5.1.1 <***@example.org>: User unknown")
                .contains("at io.billet.engine.internal.mail.HostMailerTest")
                .doesNotContain("canary", "b@example.com", "\nFrom: evil");
        assertThat(sent.outcome())
                .isEqualTo(new MailOutcome.RefusedForNow(
                        "IllegalStateException: Invalid Addresses; ***@example.org, ***@example.com"));
    }

    @Test
    void costs_a_mail_its_turn_whatever_was_thrown() {
        for (Throwable failure : new Throwable[] {
            new IOException("a checked one"), new StackOverflowError(), new NoClassDefFoundError("jakarta/mail/Session")
        }) {
            assertThat(sent(mail -> thrown(failure)).outcome())
                    .isInstanceOfSatisfying(
                            MailOutcome.RefusedForNow.class,
                            outcome -> assertThat(outcome.reason())
                                    .startsWith(failure.getClass().getSimpleName()));
        }
    }

    @Test
    void does_not_lose_an_interruption() {
        assertThat(sent(mail -> thrown(new InterruptedException())).outcome())
                .isInstanceOf(MailOutcome.RefusedForNow.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @SuppressWarnings("NullAway") // What a host returns is not checked by its compiler.
    void takes_nothing_for_a_refusal_for_now() {
        assertThat(sent(mail -> null).outcome()).isInstanceOf(MailOutcome.RefusedForNow.class);
    }

    @Test
    void ends_with_causes_that_go_in_a_circle() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        assertThat(sent(mail -> thrown(first)).log()).contains("second");
    }
}
