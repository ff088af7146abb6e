package io.billet.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.EmailAddress;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.OutgoingMail;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DkimSignerTest {

    private static final KeyPair KEYS = keys("RSA", 2_048);

    private static KeyPair keys(String kind, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final DkimSigner SIGNER = DkimSigner.of("example.net", "billet2026", KEYS.getPrivate());

    /** As a recipient's server would, that finds the public key in the name system. */
    private static List<SignatureRecord> verify(String message) throws Exception {
        String record = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
        return new DKIMVerifier((methods, selector, domain) -> {
                    assertThat(selector.toString()).isEqualTo("billet2026");
                    assertThat(domain.toString()).isEqualTo("example.net");
                    return List.of(record);
                })
                .verify(new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String signed(OutgoingMail mail) throws Exception {
        byte[] message = new MailWriter(Optional.empty(), Clock.systemUTC()).write(mail);
        return SIGNER.sign(message) + new String(message, StandardCharsets.ISO_8859_1);
    }

    @Nested
    class A_signature {

        @Test
        void is_verified_and_covers_how_the_list_is_left() throws Exception {
            String message = signed(Mails.ofList(1));
            List<SignatureRecord> records = verify(message);

            assertThat(records).hasSize(1);
            SignatureRecord record = records.get(0);
            assertThat(record.getHashAlgo().toString()).isEqualToIgnoringCase("sha-256");
            assertThat(record.getHeaderCanonicalisationMethod().toString()).isEqualTo("relaxed");
            assertThat(record.getBodyCanonicalisationMethod().toString()).isEqualTo("relaxed");
            assertThat(record.getHeaders().stream().map(CharSequence::toString))
                    .contains(
                            "from",
                            "to",
                            "subject",
                            "date",
                            "message-id",
                            "list-id",
                            "list-unsubscribe",
                            "list-unsubscribe-post",
                            "mime-version",
                            "content-type");
            assertThat(message.substring(0, message.indexOf("From:")).split("\r\n"))
                    .allMatch(line -> line.length() < 400);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Subject:|Subject: An offer",
                    "List-Unsubscribe:|List-Unsubscribe: <https://evil.example/>",
                    "List-Unsubscribe-Post:|X-Was:",
                    "From:|From: <evil@example.net>\r\nX-Was:",
                    "From:|From: evil@example.net\r\nFrom:",
                    "Subject:|Subject: evil\r\nSubject:",
                    "To:|To: <yan@example.org>\r\nX-Was:",
                    "Date:|X-Date:"
                })
        void is_broken_by_a_change(String change) throws Exception {
            String message = signed(Mails.ofList(1));
            String[] parts = change.split("\\|");
            String changed = message.replaceFirst("(?m)^" + parts[0], parts[1]);

            assertThat(changed).isNotEqualTo(message);
            assertThatThrownBy(() -> verify(changed)).isInstanceOf(FailException.class);
        }

        @Test
        void is_broken_by_a_change_of_the_body_and_not_by_blanks_at_its_end() throws Exception {
            String message = signed(Mails.mail(1));

            assertThatThrownBy(() -> verify(message.replace("Text.", "Test."))).isInstanceOf(FailException.class);
            assertThat(verify(message + "\r\n\r\n")).hasSize(1);
        }

        @Test
        void goes_before_the_message_on_the_wire() throws Exception {
            try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder().start();
                    SmtpMailer mailer = SmtpMailer.builder("localhost")
                            .port(server.port())
                            .localName("a")
                            .signer(SIGNER)
                            .build()) {
                String dots = ".\n..\n\n.a \t\n  b\n\n\n";
                assertThat(mailer.send(Mails.of("Été", dots, Optional.of(dots))))
                        .isEqualTo(MailOutcome.accepted());

                assertThat(server.messages().get(0).text()).startsWith("DKIM-Signature:");
                assertThat(verify(server.messages().get(0).text())).hasSize(1);
            }
        }

        @Test
        void is_left_out_where_the_sender_is_not_ascii() throws Exception {
            OutgoingMail mail = new OutgoingMail(
                    "<1@example.net>",
                    Optional.of(new OutgoingMail.Sender("a", EmailAddress.of("zoë@example.net"))),
                    Mails.ZOE,
                    "a",
                    "a",
                    Optional.empty(),
                    Optional.empty());

            assertThat(signed(mail)).doesNotContain("DKIM-Signature");
        }

        @Test
        void of_a_mail_to_an_address_that_is_not_ascii_leaves_that_out() throws Exception {
            List<SignatureRecord> records = verify(signed(Mails.to(1, EmailAddress.of("zoë@example.org"))));

            assertThat(records).hasSize(1);
            assertThat(records.get(0).getHeaders().stream().map(CharSequence::toString))
                    .doesNotContain("to");
        }
    }

    @Test
    void what_cannot_sign_is_refused() {
        for (String name : new String[] {"", "exämple.net", "example.net; d=other", "a b.c", "a\r\nb.c", "example"}) {
            assertThatThrownBy(() -> DkimSigner.of(name, "s", KEYS.getPrivate()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String name : new String[] {"", "s;", "s t", "s\n"}) {
            assertThatThrownBy(() -> DkimSigner.of("example.net", name, KEYS.getPrivate()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(
                        () -> DkimSigner.of("example.net", "s", keys("RSA", 512).getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> DkimSigner.of("example.net", "s", keys("EC", 256).getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
