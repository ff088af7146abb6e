package io.billet.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.EmailAddress;
import io.billet.engine.spi.BounceReport;
import io.billet.engine.spi.BounceReport.Kind;
import io.billet.engine.spi.MailOutcome.Cause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BounceParserTest {

    private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");
    private static final String ID = "<0197f6d2-0000-7000-8000-000000000001@example.net>";

    private static final List<String> FILES = List.of(
            "postfix", "postfix-delay", "exim", "exim-old", "exchange", "gmail", "yahoo-arf", "two-recipients", "utf8");

    private static String read(String name) {
        try (InputStream in = BounceParserTest.class.getResourceAsStream("bounces/" + name + ".eml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<BounceReport> parse(String message) {
        return BounceParser.parse(message.getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class A_bounce {

        @ParameterizedTest
        @CsvSource({
            "postfix, 5.1.1, ADDRESS",
            "exim, 5.0.0, MAILBOX",
            "exchange, 5.1.10, ADDRESS",
            "gmail, 5.1.1, ADDRESS"
        })
        void of_a_common_server_is_understood(String server, String status, Cause cause) {
            for (String end : new String[] {"\n", "\r\n"}) {
                List<BounceReport> reports = parse(read(server).replace("\n", end));

                assertThat(reports).hasSize(1);
                BounceReport report = reports.get(0);
                assertThat(report.kind()).isEqualTo(Kind.BOUNCE);
                assertThat(report.recipient()).contains(ZOE);
                assertThat(report.messageId()).contains(ID);
                assertThat(report.status()).contains(status);
                assertThat(report.cause()).isEqualTo(cause);
                assertThat(report.reason()).contains("55").doesNotContain("zoe@");
            }
        }

        @Test
        void of_an_old_exim_names_its_recipients_in_a_field() {
            List<BounceReport> reports = parse(read("exim-old"));

            assertThat(reports)
                    .extracting(BounceReport::recipient)
                    .containsExactly(Optional.of(ZOE), Optional.of(EmailAddress.of("yan@example.org")));
            assertThat(reports).allMatch(report -> report.cause() == Cause.ADDRESS);
            assertThat(reports).allMatch(report -> report.kind() == Kind.BOUNCE);
        }

        @Test
        void of_several_recipients_tells_of_each_that_failed_by_the_address_that_was_written_to() {
            List<BounceReport> reports = parse(read("two-recipients"));

            assertThat(reports)
                    .extracting(BounceReport::recipient)
                    .containsExactly(Optional.of(ZOE), Optional.of(EmailAddress.of("xav@example.org")));
            assertThat(reports).extracting(report -> report.status().orElse("")).containsExactly("5.2.2", "4.4.7");
            assertThat(reports).extracting(BounceReport::kind).containsExactly(Kind.BOUNCE, Kind.BOUNCE);
            assertThat(reports).extracting(BounceReport::cause).containsExactly(Cause.MAILBOX, Cause.OTHER);
        }

        @Test
        void of_an_address_that_is_not_ascii_is_understood_in_both_forms() {
            List<BounceReport> reports = parse(read("utf8"));

            assertThat(reports)
                    .extracting(BounceReport::recipient)
                    .containsExactly(
                            Optional.of(EmailAddress.of("zoë@exämple.org")),
                            Optional.of(EmailAddress.of("zoë@example.org")));
            assertThat(reports).extracting(BounceReport::messageId).containsOnly(Optional.of(ID));
        }

        @Test
        void that_says_what_it_will_do_and_not_a_kind_is_read_by_its_status() {
            String bounce = read("postfix").replace("Action: failed\n", "");

            assertThat(parse(bounce)).extracting(BounceReport::kind).containsExactly(Kind.BOUNCE);
            assertThat(parse(bounce.replace("Status: 5.1.1", "Status: 4.4.1")))
                    .extracting(BounceReport::kind)
                    .containsExactly(Kind.DELAY);
            assertThat(parse(bounce.replace("Status: 5.1.1", "Status: 2.1.5"))).isEmpty();
        }

        @Test
        void is_read_to_where_it_was_cut_off() {
            String bounce = read("postfix");

            assertThat(parse(bounce.substring(0, bounce.indexOf("Return-Path: <blog"))))
                    .hasSize(1);
            assertThat(parse(bounce + "a".repeat(3_000_000))).hasSize(1);
        }
    }

    @Nested
    class A_delay {

        @Test
        void is_no_bounce() {
            BounceReport report = parse(read("postfix-delay")).get(0);

            assertThat(report.kind()).isEqualTo(Kind.DELAY);
            assertThat(report.recipient()).contains(ZOE);
            assertThat(report.cause()).isEqualTo(Cause.OTHER);
        }
    }

    @Nested
    class A_complaint {

        @Test
        void names_its_recipient_and_the_mail() {
            BounceReport report = parse(read("yahoo-arf")).get(0);

            assertThat(report.kind()).isEqualTo(Kind.COMPLAINT);
            assertThat(report.recipient()).contains(ZOE);
            assertThat(report.messageId()).contains(ID);
            assertThat(report.reason()).isEqualTo("abuse");
        }

        @Test
        void without_a_recipient_has_the_one_of_the_mail_or_none() {
            String complaint = read("yahoo-arf").replaceAll("Original-Rcpt-To.*\n", "");

            assertThat(parse(complaint)).extracting(BounceReport::recipient).containsExactly(Optional.of(ZOE));
            assertThat(parse(complaint.replace("To: <zoe@example.org>", "To: redacted")))
                    .extracting(BounceReport::recipient)
                    .containsExactly(Optional.empty());
            assertThat(parse(complaint
                            .replace("To: <zoe@example.org>", "To: redacted")
                            .replace(ID, "redacted")))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"not-spam", "virus", "auth-failure", "dmarc", ""})
        void is_not_what_reports_something_else(String type) {
            assertThat(parse(read("yahoo-arf").replace("Feedback-Type: abuse", "Feedback-Type: " + type)))
                    .isEmpty();
        }
    }

    @Nested
    class What_is_no_report {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "\n",
                    "no header at all",
                    "Subject: Out of office\nAuto-Submitted: auto-replied\n\n550 5.1.1 zoe@example.org is away",
                    "Content-Type: multipart/report\n\n--\n--",
                    "Content-Type: multipart/report; boundary=\"\"\n\n--\n--",
                    "Content-Type: multipart/report; boundary=a\n\n--a",
                    "Content-Type: message/delivery-status\n\n\n\n\n",
                    "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; nobody\nAction: failed\n",
                    "Content-Type: message/delivery-status\n\nFinal-Recipient: x400; c=fr\nAction: failed\n",
                    "Content-Type: message/delivery-status\n\nReporting-MTA: dns; a\nAction: failed\nStatus: 5.1.1\n"
                })
        void says_nothing(String message) {
            assertThat(parse(message)).isEmpty();
        }

        @Test
        void is_a_report_within_the_mail_that_is_answered() {
            assertThat(parse("Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\n"
                            + read("postfix") + "\n--x--\n"))
                    .isEmpty();
        }
    }

    @Nested
    class A_hostile_message {

        @Test
        void of_many_parts_or_deep_ones_costs_no_more_than_its_length() {
            String many = "Content-Type: multipart/report; boundary=a\n\n" + "--a\n\n".repeat(200_000);
            StringBuilder deep = new StringBuilder();
            for (int i = 0; i < 20_000; i++) {
                deep.append("Content-Type: multipart/mixed; boundary=")
                        .append(i)
                        .append("\n\n--")
                        .append(i)
                        .append('\n');
            }
            String groups = "Content-Type: message/delivery-status\n\n"
                    + "Final-Recipient: rfc822; a@b.example\nAction: failed\n\n".repeat(18_000);

            assertThat(parse(many)).isEmpty();
            assertThat(parse(deep.toString())).isEmpty();
            assertThat(parse("a:b\n".repeat(300_000))).isEmpty();
            assertThat(parse("a: b\n" + " c\n".repeat(300_000))).isEmpty();
            assertThat(parse("Content-Type: multipart/mixed; boundary=" + "\"".repeat(900_000)))
                    .isEmpty();
            assertThat(parse("Content-Type: multipart/mixed" + "; boundary".repeat(90_000)))
                    .isEmpty();
            assertThat(parse("Content-Type: multipart/mixed" + "; ".repeat(400_000)))
                    .isEmpty();
            assertThat(parse(groups)).hasSizeLessThanOrEqualTo(100).isNotEmpty();
            assertThat(parse("X-Failed-Recipients: " + "a@b.example,".repeat(80_000)))
                    .hasSizeLessThanOrEqualTo(100);
        }

        @Test
        void with_line_breaks_in_an_address_names_nobody() {
            for (String to : new String[] {
                "zoe@example.org\u2028Bcc: x@y.example",
                "utf-8; zoe\\x{0A}@example.org",
                "utf-8; zoe\\x{110000}@example.org",
                "rfc822; \"zoe\r\"@example.org",
                "rfc822; zoe\u0000@example.org"
            }) {
                String message = "Content-Type: message/global-delivery-status\n\nFinal-Recipient: " + to
                        + "\nAction: failed\nStatus: 5.1.1\n";
                assertThat(parse(message))
                        .as(to)
                        .allMatch(report -> report.recipient().orElseThrow().equals(ZOE));
            }
        }

        @Test
        void of_endless_length_is_read_to_a_megabyte() throws IOException {
            int[] read = {0};
            InputStream endless = new InputStream() {
                @Override
                public int read() {
                    read[0]++;
                    return 'a';
                }
            };

            assertThat(BounceParser.parse(endless)).isEmpty();
            assertThat(read[0]).isEqualTo(BounceParser.MAX_OCTETS);
            assertThat(BounceParser.parse(new ByteArrayInputStream(read("gmail").getBytes(StandardCharsets.UTF_8))))
                    .hasSize(1);
        }
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(FILES);
    }

    @Property(tries = 2_000)
    void a_mutated_report_is_read_or_not_and_nothing_else(@ForAll @From("files") String file, @ForAll long seed) {
        byte[] message = read(file).getBytes(StandardCharsets.UTF_8);
        Random chance = new Random(seed);
        for (int i = chance.nextInt(30); i > 0; i--) {
            message[chance.nextInt(message.length)] = (byte) chance.nextInt(256);
        }
        int from = chance.nextInt(message.length);
        int to = from + chance.nextInt(message.length - from);
        byte[] part = chance.nextBoolean() ? message : java.util.Arrays.copyOfRange(message, from, to);

        for (BounceReport report : BounceParser.parse(part)) {
            assertThat(report.recipient().isPresent() || report.messageId().isPresent())
                    .isTrue();
            assertThat(report.reason().chars()).noneMatch(Character::isISOControl);
        }
    }
}
