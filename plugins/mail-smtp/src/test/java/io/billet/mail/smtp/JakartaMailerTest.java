package io.billet.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.EmailAddress;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.MailOutcome.Cause;
import io.billet.engine.spi.MailOutcome.RefusedForGood;
import io.billet.engine.spi.MailOutcome.RefusedForNow;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Properties;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JakartaMailerTest {

    /** An application that sends by a session of its own, and keeps the identity of each message. */
    private static class Application implements MessageSender {

        private final Session session;

        Application(int port) {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.host", "localhost");
            properties.setProperty("mail.smtp.port", Integer.toString(port));
            properties.setProperty("mail.smtp.localhost", "localhost");
            properties.setProperty("mail.smtp.timeout", "1500");
            properties.setProperty("mail.smtp.sendpartial", "true");
            this.session = Session.getInstance(properties);
        }

        @Override
        public MimeMessage newMessage() {
            return new MimeMessage(session) {
                @Override
                protected void updateMessageID() {
                    // Its own stays.
                }
            };
        }

        @Override
        public void send(MimeMessage message) throws MessagingException {
            Transport.send(message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, accepted,",
        "MAIL_4XX, now,",
        "MAIL_5XX, good, POLICY",
        "MAIL_DEAD, good, OTHER",
        "RCPT_4XX, now,",
        "RCPT_DEAD, good, ADDRESS",
        "GARBAGE_AT_RCPT, unknown,",
        "RCPT_FULL, good, MAILBOX",
        "END_4XX, now,",
        "END_CONTENT, good, CONTENT",
        "END_POLICY, good, POLICY",
        "DROP_AFTER_END, unknown,",
        "SILENCE_AFTER_END, unknown,",
        "GARBAGE_AFTER_END, unknown,",
        "MANY_LINES_AT_RCPT, good, ADDRESS",
        "SLOW_250, accepted,"
    })
    void an_outcome_is_read_from_what_the_server_said(Fault fault, String kind, Cause cause) throws Exception {
        try (MisbehavingSmtpServer server =
                MisbehavingSmtpServer.builder().faults(Faults.script(fault)).start()) {
            MailOutcome outcome =
                    JakartaMailer.of(new Application(server.port())).send(Mails.mail(1));

            assertThat(kind(outcome)).as("%s", outcome).isEqualTo(kind);
            if (outcome instanceof RefusedForGood refused) {
                assertThat(refused.cause()).isEqualTo(cause);
                assertThat(refused.reason()).startsWith("5").doesNotContain("zoe@");
            }
            if (fault == Fault.NONE) {
                assertThat(server.messages().get(0).id()).isEqualTo("<1@example.net>");
            }
        }
    }

    private static String kind(MailOutcome outcome) {
        return outcome instanceof MailOutcome.Accepted
                ? "accepted"
                : outcome instanceof RefusedForGood ? "good" : outcome instanceof RefusedForNow ? "now" : "unknown";
    }

    @Test
    void a_server_that_is_not_there_has_taken_nothing() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(JakartaMailer.of(new Application(port)).send(Mails.mail(1))).isInstanceOf(RefusedForNow.class);
    }

    @Nested
    class Of_several_recipients {

        private static final Address ARCHIVE = address("archive@example.net");
        private static final Address ZOE = address(Mails.ZOE.value());

        private static Address address(String address) {
            return MailWriter.address(EmailAddress.of(address));
        }

        private static MailOutcome outcome(Address[] sent, Address[] unsent, Address[] invalid, String... replies) {
            SendFailedException failure = new SendFailedException("Invalid Addresses", null, sent, unsent, invalid);
            for (String reply : replies) {
                failure.setNextException(new MessagingException(reply));
            }
            return SendFailure.outcome(failure, Mails.ZOE);
        }

        @Test
        void the_blogs_own_decides() {
            Address[] none = {};
            Address[] zoe = {ZOE};
            Address[] archive = {ARCHIVE};

            assertThat(outcome(zoe, none, archive, "550 5.1.1 no archive")).isEqualTo(MailOutcome.accepted());
            assertThat(outcome(archive, none, zoe, "550 5.1.1 unknown"))
                    .isEqualTo(new RefusedForGood(Cause.ADDRESS, "550 5.1.1 unknown"));
            assertThat(outcome(archive, zoe, none, "452 4.2.2 full")).isInstanceOf(RefusedForNow.class);
            // Nothing was sent, for the other was refused: that says nothing of this one's address.
            assertThat(outcome(none, zoe, archive, "550 5.1.1 no archive"))
                    .isEqualTo(new RefusedForGood(Cause.OTHER, "550 5.1.1 no archive"));
            assertThat(outcome(none, none, zoe)).isInstanceOf(RefusedForGood.class);
        }

        @Test
        void that_the_application_has_added_one_is_refused() throws Exception {
            try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder().start()) {
                MessageSender sender = new Application(server.port()) {
                    @Override
                    public void send(MimeMessage message) throws MessagingException {
                        message.addRecipient(Message.RecipientType.BCC, new InternetAddress("archive@example.net"));
                        super.send(message);
                    }
                };
                assertThat(JakartaMailer.of(sender).send(Mails.mail(1))).isEqualTo(MailOutcome.accepted());
            }
        }
    }

    @Test
    void an_account_that_is_not_taken_is_for_the_owner_to_mend() {
        assertThat(SendFailure.outcome(new AuthenticationFailedException("535 5.7.8 no"), Mails.ZOE))
                .isInstanceOf(RefusedForNow.class);
        assertThat(SendFailure.outcome(new MessagingException("530 5.7.0 Authentication required"), Mails.ZOE))
                .isInstanceOf(RefusedForNow.class);
    }

    @Test
    void exceptions_without_a_reply_or_in_a_ring_are_understood() {
        MessagingException ring = new MessagingException(null);
        ring.setNextException(new MessagingException(null, new IOException("reset")));

        assertThat(SendFailure.outcome(ring, Mails.ZOE)).isInstanceOf(MailOutcome.Unknown.class);
        assertThat(SendFailure.outcome(new MessagingException(null), Mails.ZOE)).isInstanceOf(RefusedForNow.class);
    }
}
