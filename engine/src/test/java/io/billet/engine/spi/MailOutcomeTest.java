package io.billet.engine.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.engine.spi.MailOutcome.Cause;
import io.billet.engine.spi.MailOutcome.RefusedForGood;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailOutcomeTest {

    @Nested
    class The_cause {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                550 5.1.1 <zoe@example.org>: Recipient address rejected: User unknown in local recipient table | ADDRESS
                550-5.1.1 The email account that you tried to reach does not exist. | ADDRESS
                550 5.1.2 Host unknown | ADDRESS
                501 5.1.3 Bad recipient address syntax | ADDRESS
                550 5.1.6 Mailbox has moved | ADDRESS
                556 5.1.10 Recipient address has null MX | ADDRESS
                550 #5.1.1 Address rejected | ADDRESS
                Sorry, no mailbox here by that name. (#5.1.1) | ADDRESS
                smtp; 550 5.1.1 unknown | ADDRESS
                5.1.1 | ADDRESS
                550 5.1.0 Address rejected | OTHER
                550 5.1.4 Ambiguous | OTHER
                553 5.1.7 Sender address syntax | OTHER
                550 5.1.8 Sender domain does not exist | OTHER
                450 4.1.1 User unknown for now | OTHER
                450 4.1.2 Host not found | OTHER
                550 5.2.0 Mailbox | MAILBOX
                550 5.2.1 The email account that you tried to reach is disabled | MAILBOX
                552 5.2.2 Over quota | MAILBOX
                552 4.2.2 Over quota | MAILBOX
                552 5.2.3 Message length exceeds administrative limit | CONTENT
                552 5.3.4 Message too big for system | CONTENT
                554 5.3.2 System not accepting messages | OTHER
                550 5.4.1 Recipient address rejected: Access denied | OTHER
                550 5.4.4 Host not found | OTHER
                550 5.5.0 mailbox unavailable | OTHER
                550 5.6.0 Malformed | CONTENT
                554 5.6.11 Invalid | CONTENT
                550 5.7.0 | POLICY
                550 5.7.1 Unauthenticated mail is not accepted | POLICY
                550 5.7.26 DMARC | POLICY
                554 5.7.509 Access denied | POLICY
                """)
        void is_told_by_the_enhanced_code(String reply, Cause cause) {
            assertThat(Cause.of(reply)).isEqualTo(cause);
            assertThat(new RefusedForGood(reply).cause()).isEqualTo(cause);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                550 5.7.1 User unknown to our list of senders | POLICY
                550 5.2.2 No such user has room left: user unknown | MAILBOX
                552 5.1.1 Quota exceeded | ADDRESS
                556 5.7.1 This domain takes nothing of yours | POLICY
                550 5.1.1 Blocked as spam: mailbox full | ADDRESS
                """)
        void is_told_by_the_enhanced_code_whatever_digits_and_words_say(String reply, Cause cause) {
            assertThat(Cause.of(reply)).isEqualTo(cause);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                556 Domain takes no mail | ADDRESS
                552 Mailbox has used its allocation | MAILBOX
                552 Message size exceeds fixed maximum message size | CONTENT
                521 example.org takes no mail | OTHER
                535 User unknown | OTHER
                503 No such user | OTHER
                421 user unknown | OTHER
                """)
        void is_told_by_the_three_digits_where_there_is_no_enhanced_code(String reply, Cause cause) {
            assertThat(Cause.of(reply)).isEqualTo(cause);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                550 mailbox unknown | ADDRESS
                550 No such user here | ADDRESS
                551 User does not exist | ADDRESS
                550 5.0.0 <zoe@example.org>... User unknown | ADDRESS
                550 Requested action not taken: mailbox unavailable | OTHER
                550 Sender address does not exist | POLICY
                550 Domain of sender address zoe@example.org does not exist | POLICY
                550 SPF record of example.org does not exist here | POLICY
                550 user unknown, or blocked | POLICY
                550 mailbox is full | MAILBOX
                554 account disabled | MAILBOX
                554 message too large | CONTENT
                554 virus found | CONTENT
                554 Transaction failed | OTHER
                550 | OTHER
                it cannot be written as a message | OTHER
                """)
        void is_told_by_the_words_where_the_codes_leave_it_open(String reply, Cause cause) {
            assertThat(Cause.of(reply)).isEqualTo(cause);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "550 refused by mail server version 5.1.1",
                    "550 refused, see 5.1.1.7",
                    "550 refused by [192.5.1.1]",
                    "550 refused by v5.1.1",
                    "550 refused 25.1.1",
                    "5501 5.1.1",
                    "550 5.1.1.1 refused",
                    "550 5.1.1234",
                    ""
                })
        void is_not_told_by_other_numbers(String reply) {
            assertThat(Cause.of(reply)).isEqualTo(Cause.OTHER);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"550 refused: <no.such.user.user-unknown@example.org>", "550 <mailbox-unknown@example.org>"})
        void is_not_told_by_the_words_of_an_address(String reply) {
            assertThat(Cause.of(reply)).isEqualTo(Cause.OTHER);
        }

        @Test
        void of_a_reply_of_megabytes_is_found_at_its_beginning() {
            assertThat(Cause.of("550 5.1.1 " + "a".repeat(10_000_000))).isEqualTo(Cause.ADDRESS);
            assertThat(Cause.of("a".repeat(10_000_000))).isEqualTo(Cause.OTHER);
        }

        @Property
        void is_a_dead_address_for_five_codes_only(
                @ForAll @IntRange(max = 9) int subject, @ForAll @IntRange(max = 40) int detail) {
            boolean isDead = subject == 1 && (detail == 1 || detail == 2 || detail == 3 || detail == 6 || detail == 10);

            assertThat(Cause.of("550 5." + subject + "." + detail) == Cause.ADDRESS)
                    .isEqualTo(isDead);
            assertThat(Cause.of("450 4." + subject + "." + detail)).isNotEqualTo(Cause.ADDRESS);
        }

        @Property
        void of_any_text_is_some_cause(@ForAll String text) {
            assertThat(Cause.of(text)).isNotNull();
            assertThat(Cause.of("550 5.2.2 " + text)).isEqualTo(Cause.MAILBOX);
        }
    }

    @Nested
    class A_reason {

        @Test
        void is_one_line_without_addresses() {
            String reply = "550 5.1.1\r\n<zoe.o'neil+news@example.org>:\u2028\tunknown\u0000 \u202e";

            assertThat(new RefusedForGood(reply).reason()).isEqualTo("550 5.1.1 <***@example.org>: unknown");
            assertThat(new MailOutcome.RefusedForNow(reply).reason()).isEqualTo("550 5.1.1 <***@example.org>: unknown");
            assertThat(new MailOutcome.Unknown(reply).reason()).isEqualTo("550 5.1.1 <***@example.org>: unknown");
        }

        @Test
        void is_cut_between_characters() {
            String reason = new MailOutcome.Unknown("x" + "\ud83d\ude00".repeat(1_000)).reason();

            assertThat(reason).hasSize(499).endsWith("\ud83d\ude00");
            assertThat(new MailOutcome.Unknown("x\ud83d").reason()).isEqualTo("x\ufffd");
        }

        @Test
        void is_cut_without_leaving_a_part_of_an_address() {
            String words = "zoe@example.org ".repeat(300);

            assertThat(new MailOutcome.Unknown(words).reason())
                    .doesNotContain("zoe")
                    .hasSizeLessThanOrEqualTo(500);
            // What is masked is shorter, so that the place where reading ends is not the one where the line is cut.
            for (String between : new String[] {" ", ",", "<"}) {
                String shrinking =
                        "a".repeat(1_500) + "@b" + between + "c".repeat(494) + between + "zoezoe@example.org";
                assertThat(new MailOutcome.Unknown(shrinking).reason()).doesNotContain("zoe");
            }
        }

        @Property
        void of_any_text_can_stand_in_a_log(@ForAll String text) {
            String reason = new MailOutcome.Unknown(text).reason();

            assertThat(HeaderText.isOneLine(reason)).isTrue();
            assertThat(reason).hasSizeLessThanOrEqualTo(MailOutcome.MAX_REASON);
            assertThat(new MailOutcome.Unknown(reason).reason()).isEqualTo(reason);
        }
    }

    @Nested
    class A_bounce_report {

        private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");

        private static BounceReport report(BounceReport.Kind kind, Optional<String> status, String reason) {
            return new BounceReport(kind, Optional.of(ZOE), Optional.of("<1@example.org>"), status, reason);
        }

        @Test
        void tells_the_cause_by_its_status_before_its_reason() {
            assertThat(report(BounceReport.Kind.BOUNCE, Optional.of("5.2.2"), "550 5.1.1 user unknown")
                            .cause())
                    .isEqualTo(Cause.MAILBOX);
            assertThat(report(BounceReport.Kind.BOUNCE, Optional.empty(), "smtp; 550 5.1.1 user unknown")
                            .cause())
                    .isEqualTo(Cause.ADDRESS);
            assertThat(report(BounceReport.Kind.BOUNCE, Optional.of("5.0.0"), "550 user unknown")
                            .cause())
                    .isEqualTo(Cause.ADDRESS);
            assertThat(report(BounceReport.Kind.BOUNCE, Optional.of("5.0.0"), "smtp; 550 5.2.2 user unknown")
                            .cause())
                    .isEqualTo(Cause.MAILBOX);
        }

        @Test
        void of_a_delay_or_a_complaint_says_nothing_of_the_address() {
            assertThat(report(BounceReport.Kind.DELAY, Optional.of("5.1.1"), "").cause())
                    .isEqualTo(Cause.OTHER);
            assertThat(report(BounceReport.Kind.COMPLAINT, Optional.of("5.1.1"), "")
                            .cause())
                    .isEqualTo(Cause.OTHER);
        }

        @Test
        void has_a_reason_of_one_line_without_addresses() {
            assertThat(report(BounceReport.Kind.BOUNCE, Optional.empty(), "550 <zoe@example.org>\r\nunknown")
                            .reason())
                    .isEqualTo("550 <***@example.org> unknown");
        }

        @Test
        void takes_no_identity_and_no_status_of_another_form() {
            for (String id :
                    new String[] {"", "1@example.org", "<1>", "<1@a>\r\nBcc: <2@b>", "<" + "1".repeat(999) + "@a>"}) {
                assertThatThrownBy(() -> new BounceReport(
                                BounceReport.Kind.BOUNCE, Optional.empty(), Optional.of(id), Optional.empty(), ""))
                        .isInstanceOf(InvalidValueException.class)
                        .hasMessageContaining("messageId");
            }
            for (String status : new String[] {"", "5", "3.1.1", "5.1.1234", "5.1.1 x", "550"}) {
                assertThatThrownBy(() -> report(BounceReport.Kind.BOUNCE, Optional.of(status), ""))
                        .isInstanceOf(InvalidValueException.class)
                        .hasMessageContaining("status");
            }
        }
    }
}
