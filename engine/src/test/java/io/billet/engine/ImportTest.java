package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.core.EmailAddress;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Confirmed subscribers from elsewhere. */
class ImportTest {

    private static final ImportOptions GHOST = ImportOptions.from("ghost", LanguageTag.FRENCH);

    private static final String OF_GHOST = """
            id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers
            1,zoe@example.org,Zoé,,true,false,,2021-03-04T05:06:07.000Z,,"friends,press",
            2,adam@example.org,,"says ""hi"",
            often",true,false,cus_1,2022-01-02T03:04:05.000Z,,,
            3,eve@example.org,Eve,,false,false,,2022-01-02T03:04:05.000Z,,,
            4,gone@example.org,,,true,false,,2022-01-02T03:04:05.000Z,2023-01-01T00:00:00.000Z,,
            5,not an address,,,true,false,,2022-01-02T03:04:05.000Z,,,
            """;

    private static final String OF_LISTMONK = """
            uuid,email,name,attributes,status,created_at,updated_at
            a,zoe@example.org,Zoé,"{""city"": ""Lyon""}",enabled,2021-03-04 05:06:07.123456+00,2022-03-04 05:06:07.123456+00
            b,bad@example.org,Bad,{},blocklisted,2021-03-04 05:06:07.123456+00,2022-03-04 05:06:07.123456+00
            """;

    private final TestBlog test = new TestBlog(
            builder -> builder.acceptsAddress(address -> !address.domain().equals("throw-away.example")));
    private final Subscribers subscribers = test.blog.subscribers();
    private final List<ImportedRow> rows = new ArrayList<>();

    @AfterEach
    void close() {
        test.close();
    }

    private Map<ImportOutcome, Long> imported(String csv) throws IOException {
        return subscribers.importer().csv(new StringReader(csv), GHOST, rows::add);
    }

    private Subscriber stored(String email) {
        return test.storage.subscribers().findByEmail(EmailAddress.of(email)).orElseThrow();
    }

    private static ImportedSubscriber somebody(String email) {
        return new ImportedSubscriber(
                EmailAddress.of(email),
                Optional.of("Zoé"),
                LanguageTag.FRENCH,
                List.of(),
                Instant.parse("2021-03-04T05:06:07Z"),
                "api");
    }

    @Nested
    class a_file {

        @Test
        void of_ghost_brings_those_who_want_mail_with_their_evidence() throws IOException {
            assertThat(imported(OF_GHOST))
                    .isEqualTo(Map.of(
                            ImportOutcome.IMPORTED, 2L, ImportOutcome.NOT_WANTED, 2L, ImportOutcome.INVALID, 1L));

            Subscriber zoe = stored("zoe@example.org");
            assertThat(zoe.state()).isEqualTo(new SubscriberState.Confirmed());
            assertThat(zoe.name()).contains("Zoé");
            assertThat(zoe.consent().form()).isEqualTo("import");
            assertThat(zoe.consent().textVersion()).isEqualTo("ghost");
            assertThat(zoe.consent().confirmedAt()).contains(Instant.parse("2021-03-04T05:06:07Z"));
            assertThat(zoe.labels()).isEmpty();
            assertThat(subscribers.history(zoe.id(), PageRequest.first(10)).items())
                    .hasSize(1);
            assertThat(rows).extracting(ImportedRow::line).containsExactly(2L, 3L, 5L, 6L, 7L);
            assertThat(rows.get(4).problem().orElseThrow())
                    .contains("EmailAddress")
                    .doesNotContain("not an");
        }

        @Test
        void of_listmonk_likewise() throws IOException {
            assertThat(imported(OF_LISTMONK))
                    .isEqualTo(Map.of(ImportOutcome.IMPORTED, 1L, ImportOutcome.NOT_WANTED, 1L));
            assertThat(stored("zoe@example.org").consent().askedAt())
                    .isEqualTo(Instant.parse("2021-03-04T05:06:07.123456Z"));
        }

        @Test
        void brings_labels_if_it_is_told_to() throws IOException {
            subscribers.importer().csv(new StringReader(OF_GHOST), GHOST.withLabels(), rows::add);

            assertThat(stored("zoe@example.org").labels()).containsExactly(Label.of("friends"), Label.of("press"));
        }

        @Test
        void mails_nobody_and_tells_no_listener() throws Exception {
            imported(OF_GHOST);
            test.blog.awaitMail();

            assertThat(test.mailer.await(EmailAddress.of("zoe@example.org"), Duration.ZERO))
                    .isEmpty();
            assertThat(test.events).isEmpty();
        }

        @Test
        void that_comes_again_changes_nothing() throws IOException {
            imported(OF_GHOST);
            Subscriber before = stored("zoe@example.org");

            assertThat(imported(OF_GHOST)).containsEntry(ImportOutcome.KNOWN, 2L);
            assertThat(stored("zoe@example.org")).isEqualTo(before);
        }

        @Test
        void may_begin_with_a_mark_and_end_lines_in_any_way() throws IOException {
            assertThat(imported("\uFEFFEmail , Created_At\r\na@example.org,2021-03-04\rb@example.org,2021-03-04\n\n"
                            + "c@example.org,\"2021-03-04\""))
                    .isEqualTo(Map.of(ImportOutcome.IMPORTED, 3L));
        }

        @Test
        void with_a_bad_row_brings_the_others() throws IOException {
            assertThat(imported("email,created_at\n\"a@example.org\"x,2021-03-04\nb@example.org,2021-03-04\n"
                            + "c@example.org,yesterday\nd@example.org\n\"open,2021-03-04\n"))
                    .isEqualTo(Map.of(ImportOutcome.IMPORTED, 1L, ImportOutcome.INVALID, 4L));
            assertThat(rows).extracting(ImportedRow::line).containsExactly(2L, 3L, 4L, 5L, 6L);
        }

        @Test
        void without_addresses_or_times_is_refused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> imported("name,created_at\n"))
                    .withMessageContaining("email");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> imported("email,name\n"))
                    .withMessageContaining("created_at");
            assertThatIllegalArgumentException().isThrownBy(() -> imported(""));
        }

        @Test
        void without_times_is_taken_with_one_that_the_host_knows() throws IOException {
            Instant since = Instant.parse("2020-01-01T00:00:00Z");
            subscribers.importer().csv(new StringReader("email\na@example.org\n"), GHOST.since(since), rows::add);

            assertThat(stored("a@example.org").consent().askedAt()).isEqualTo(since);
        }

        @Test
        void of_a_hundred_thousand_rows_is_read_row_by_row() throws IOException {
            int many = 100_000;
            int[] written = {0};
            long[] mostAhead = {0};
            Reader endless = new Reader() {
                private String rest = "email,created_at\n";

                @Override
                public int read(char[] buffer, int offset, int length) {
                    if (rest.isEmpty() && written[0] < many) {
                        rest = "reader" + written[0]++ + "@example.org,2021-03-04T05:06:07Z\n";
                    }
                    int count = Math.min(length, rest.length());
                    rest.getChars(0, count, buffer, offset);
                    rest = rest.substring(count);
                    return count == 0 ? -1 : count;
                }

                @Override
                public void close() {}
            };

            long[] seen = {0};
            Map<ImportOutcome, Long> counts = subscribers
                    .importer()
                    .csv(endless, GHOST, row -> mostAhead[0] = Math.max(mostAhead[0], written[0] - ++seen[0]));

            assertThat(counts).isEqualTo(Map.of(ImportOutcome.IMPORTED, (long) many));
            assertThat(mostAhead[0])
                    .as("rows that were read before they were stored")
                    .isLessThan(2);
        }
    }

    @Nested
    class somebody_who {

        @Test
        void has_left_stays_so() throws Exception {
            subscribers.unsubscribe(test.member("zoe@example.org").subscriber().id());

            assertThat(subscribers.importer().add(somebody("zoe@example.org"))).isEqualTo(ImportOutcome.LEFT);
            assertThat(stored("zoe@example.org").state()).isInstanceOf(SubscriberState.Unsubscribed.class);
        }

        @Test
        void is_suppressed_stays_so() throws Exception {
            subscribers.suppress(test.member("zoe@example.org").subscriber().id(), SubscriberState.Reason.BOUNCED);

            assertThat(subscribers.importer().add(somebody("zoe@example.org"))).isEqualTo(ImportOutcome.SUPPRESSED);
        }

        @Test
        void was_erased_stays_so_until_they_subscribe_anew() throws Exception {
            subscribers.erase(test.member("zoe@example.org").subscriber().id());

            assertThat(subscribers.importer().add(somebody("zoe@example.org"))).isEqualTo(ImportOutcome.ERASED);
            subscribers.subscribe(SubscribeRequest.of(EmailAddress.of("zoe@example.org"), LanguageTag.FRENCH, "page"));
            assertThat(subscribers.importer().add(somebody("zoe@example.org"))).isEqualTo(ImportOutcome.ERASED);
            subscribers.unsubscribe(subscribers
                    .confirm(test.tokenMailedTo(EmailAddress.of("zoe@example.org")))
                    .subscriber()
                    .id());
            assertThat(subscribers.importer().add(somebody("zoe@example.org"))).isEqualTo(ImportOutcome.LEFT);
        }

        @Test
        void has_asked_here_and_not_confirmed_is_confirmed_by_what_they_did_there() {
            subscribers.subscribe(SubscribeRequest.of(EmailAddress.of("zoe@example.org"), LanguageTag.FRENCH, "page"));

            assertThat(subscribers.importer().add(somebody("zoe@example.org"))).isEqualTo(ImportOutcome.IMPORTED);
            assertThat(stored("zoe@example.org").consent().form()).isEqualTo("import");
        }

        @Test
        void has_an_address_that_gets_no_mail_is_left_out() {
            assertThat(subscribers.importer().add(somebody("zoe@throw-away.example")))
                    .isEqualTo(ImportOutcome.REFUSED);
        }

        @ParameterizedTest
        @CsvSource({
            "2021-03-04T05:06:07Z, 2021-03-04T05:06:07Z",
            "2021-03-04T05:06:07.5+01:00, 2021-03-04T04:06:07.5Z",
            "2021-03-04 05:06:07+0100, 2021-03-04T04:06:07Z",
            "2021-03-04 05:06:07.123456 +00, 2021-03-04T05:06:07.123456Z",
            "2021-03-04 05:06:07, 2021-03-04T05:06:07Z",
            "2021-03-04, 2021-03-04T00:00:00Z",
            "2199-01-01T00:00:00Z, 2026-11-22T08:00:00Z",
        })
        void subscribed_once_did_so_at_a_time_however_it_is_written(String written, Instant meant) throws IOException {
            imported("email,created_at\nzoe@example.org," + written + "\n");

            assertThat(stored("zoe@example.org").consent().askedAt()).isEqualTo(meant);
        }
    }
}
