package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.AlreadyExistsException;
import io.billet.core.DeliveryState;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.Capability;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.OutboxReport;
import io.billet.storage.api.OutboxStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rules of the mails that belong to no issue. */
@Needs(Capability.OUTBOX)
abstract class OutboxRules extends StoreRules {

    private static final Instant NOON = Samples.NOON;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Instant LEASE_OVER = NOON.plus(LEASE);
    private static final String SUBSCRIBE = "subscribe";

    OutboxRules(BlogStorageContract contract) {
        super(contract);
    }

    private OutboxStore outbox() {
        return storage().outbox();
    }

    private OutboxMail mail(String subject) {
        return mail(SUBSCRIBE, subject, Optional.of("note of " + subject), NOON);
    }

    private OutboxMail mail(String purpose, String subject, Optional<String> note, Instant now) {
        return OutboxMail.pending(new OutboxId(samples.id()), purpose, subject, note, now);
    }

    private OutboxMail added(String subject) {
        OutboxMail mail = mail(subject);
        assertThat(outbox().add(mail)).as("add() about %s", subject).isTrue();
        return mail;
    }

    private List<OutboxMail> rows(DeliveryState.Kind state) {
        return Listing.ofOutbox(storage(), state).all(500);
    }

    private List<OutboxMail> claim(String worker, int limit, Instant now) {
        return outbox().claim(worker, limit, now, LEASE);
    }

    private boolean recorded(OutboxMail claimed, DeliveryOutcome outcome) {
        return recorded(claimed.id(), claimed.fence(), outcome);
    }

    private boolean recorded(OutboxId mail, long fence, DeliveryOutcome outcome) {
        return outbox().record(List.of(new OutboxReport(mail, fence, outcome))).isEmpty();
    }

    private static List<OutboxId> ids(List<OutboxMail> mails) {
        return mails.stream().map(OutboxMail::id).toList();
    }

    @RuleTest(
            check =
                    "is there one fresh row for a purpose and a subject, by a constraint, and is only its note replaced?")
    void out_01_a_mail_of_one_purpose_and_subject_waits_once_with_the_latest_note() {
        OutboxMail first = added("zoe");
        OutboxMail second = mail(SUBSCRIBE, "zoe", Optional.of("later"), NOON.plusSeconds(9));
        assertThat(outbox().add(second)).as("add() of a second one").isFalse();
        assertThat(rows(DeliveryState.Kind.PENDING)).containsExactly(first.noting(Optional.of("later")));
        assertThat(outbox().add(mail(SUBSCRIBE, "zoe", Optional.empty(), NOON))).isFalse();
        assertThat(rows(DeliveryState.Kind.PENDING)).containsExactly(first.noting(Optional.empty()));
    }

    @RuleTest(check = "are purpose and subject compared to the letter, and as two values?")
    void out_01_other_purposes_and_subjects_wait_beside_it() {
        List<OutboxMail> others = Stream.of(
                        mail("a", "bc", Optional.empty(), NOON),
                        mail("ab", "c", Optional.empty(), NOON),
                        mail("a", "BC", Optional.empty(), NOON),
                        mail("A", "bc", Optional.empty(), NOON),
                        mail("a", "bc .", Optional.empty(), NOON),
                        mail("a", "bç", Optional.empty(), NOON),
                        mail("a", "bı", Optional.empty(), NOON),
                        mail("a", "bi", Optional.empty(), NOON),
                        mail("a .", "bc", Optional.empty(), NOON))
                .toList();
        others.forEach(
                mail -> assertThat(outbox().add(mail)).as("add() of %s", mail).isTrue());
        assertThat(rows(DeliveryState.Kind.PENDING)).containsExactlyElementsOf(others);
    }

    @RuleTest(check = "is a mail that somebody has claimed no obstacle, whether it is pending again or at an end?")
    void out_01_a_mail_that_was_tried_is_none_that_waits() {
        OutboxMail first = added("zoe");
        OutboxMail claimed = claim("worker", 1, NOON).get(0);
        OutboxMail second = mail("zoe");
        assertThat(outbox().add(second)).as("add() while the first is claimed").isTrue();
        assertThat(recorded(claimed, new DeliveryOutcome.Retry(NOON.plusSeconds(60))))
                .isTrue();
        assertThat(outbox().add(mail("zoe")))
                .as("add() while the second is fresh")
                .isFalse();
        assertThat(ids(rows(DeliveryState.Kind.PENDING))).containsExactly(first.id(), second.id());
        OutboxMail again = claim("worker", 1, NOON).get(0);
        assertThat(again.id()).isEqualTo(second.id());
        assertThat(recorded(again, new DeliveryOutcome.Sent(NOON))).isTrue();
        assertThat(outbox().add(mail("zoe"))).as("add() once it was sent").isTrue();
    }

    @RuleTest(check = "is an id that is stored refused, and what is not fresh?")
    void out_01_what_cannot_be_added_is_refused() {
        OutboxMail first = added("zoe");
        OutboxMail sameId = OutboxMail.pending(first.id(), "another", "abel", Optional.empty(), NOON);
        AlreadyExistsException refused =
                failure(AlreadyExistsException.class, "add() of an id that is stored", () -> outbox().add(sameId));
        assertThat(refused.object()).isEqualTo("OutboxMail");
        assertThat(refused.field()).isEqualTo("id");
        for (OutboxMail other :
                List.of(mail("abel").claimed("worker", LEASE_OVER), mail("abel").in(new DeliveryState.Sent(NOON)))) {
            failure(IllegalArgumentException.class, "add() of what is not fresh", () -> outbox().add(other));
        }
        assertThat(rows(DeliveryState.Kind.PENDING)).containsExactly(first);
    }

    @RuleTest(check = "is the row found and added in one step, by a unique constraint?")
    void out_01_of_64_threads_that_add_one_mail_one_adds_a_row() {
        for (int round = 0; round < rounds(); round++) {
            String subject = "race-" + round;
            List<OutboxMail> mails =
                    IntStream.range(0, 64).mapToObj(i -> mail(subject)).toList();
            List<Boolean> added = Race.of(64, i -> outbox().add(mails.get(i))).allSucceeded("adding one mail");
            assertThat(added.stream().filter(one -> one))
                    .as("threads that added a row")
                    .hasSize(1);
            assertThat(rows(DeliveryState.Kind.PENDING).stream()
                            .filter(mail -> mail.subject().equals(subject)))
                    .as("rows")
                    .hasSize(1);
            outbox().forget(subject);
        }
    }

    @RuleTest(check = "is text kept to the code point, and are times kept to the microsecond?")
    void out_02_mails_are_read_back_as_they_were_stored() {
        OutboxMail full = mail(
                "p".repeat(OutboxMail.MAX_PURPOSE),
                Samples.UNICODE + "x".repeat(OutboxMail.MAX_SUBJECT - Samples.UNICODE.length()),
                Optional.of(Samples.UNICODE + "\\ ' \" ; % _ ${x} :a ? " + "é".repeat(3_800)),
                NOON.plusNanos(1_000));
        OutboxMail plain = mail("p", "s", Optional.empty(), NOON);
        outbox().add(full);
        outbox().add(plain);
        assertThat(rows(DeliveryState.Kind.PENDING)).containsExactly(full, plain);
    }

    @RuleTest(check = "ORDER BY due, id LIMIT ?, and return the rows as they are after the claim")
    void out_03_a_claim_takes_what_was_due_first_and_says_who_has_it_until_when() {
        OutboxMail late = mail(SUBSCRIBE, "late", Optional.empty(), NOON.minusSeconds(1));
        OutboxMail early = mail(SUBSCRIBE, "early", Optional.empty(), NOON.minusSeconds(9));
        OutboxMail sameTime = mail(SUBSCRIBE, "same", Optional.empty(), NOON.minusSeconds(1));
        OutboxMail future = mail(SUBSCRIBE, "future", Optional.empty(), NOON.plusNanos(1_000));
        Stream.of(future, late, sameTime, early).forEach(outbox()::add);

        List<OutboxMail> claimed = claim("worker é", 2, NOON);
        assertThat(ids(claimed)).containsExactly(early.id(), late.id());
        assertThat(claimed.get(0)).isEqualTo(early.claimed("worker é", LEASE_OVER));
        assertThat(rows(DeliveryState.Kind.CLAIMED)).containsExactlyInAnyOrderElementsOf(claimed);
        assertThat(ids(claim("another", 9, NOON))).as("what is left").containsExactly(sameTime.id());
        assertThat(claim("another", 9, NOON)).isEmpty();
    }

    @RuleTest(check = "WHERE due_at <= now; cut the given time to microseconds, do not round it")
    void out_03_a_mail_is_not_claimed_before_its_time() {
        added("zoe");
        assertThat(claim("worker", 1, NOON.minusNanos(1)))
                .as("a nanosecond too early")
                .isEmpty();
        OutboxMail claimed = claim("worker", 1, NOON).get(0);
        Instant later = NOON.plusSeconds(60);
        assertThat(recorded(claimed, new DeliveryOutcome.Retry(later))).isTrue();
        assertThat(claim("worker", 1, later.minusNanos(1_000))).isEmpty();
        OutboxMail again = claim("worker", 1, later).get(0);
        assertThat(again.attempts()).as("attempts").isEqualTo(2);
        assertThat(again.fence()).as("fence").isGreaterThan(claimed.fence());
    }

    @RuleTest(check = "check limit and lease before anything is claimed")
    void out_03_a_claim_without_limit_or_lease_is_a_programmers_error() {
        OutboxMail waiting = added("zoe");
        for (int limit : List.of(0, -1, Bounds.MOST_AT_ONCE + 1)) {
            failure(IllegalArgumentException.class, "claim() of " + limit, () -> claim("worker", limit, NOON));
        }
        for (Duration lease : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            failure(
                    IllegalArgumentException.class,
                    "claim() for " + lease,
                    () -> outbox().claim("worker", 1, NOON, lease));
        }
        assertThat(rows(DeliveryState.Kind.PENDING)).containsExactly(waiting);
    }

    @RuleTest(check = "WHERE lease_until <= now; a mail whose lease runs is not for others")
    void out_04_a_claimed_mail_is_free_again_only_when_its_lease_has_run_out() {
        added("zoe");
        OutboxMail first = claim("first", 1, NOON).get(0);
        assertThat(claim("second", 1, LEASE_OVER.minusNanos(1)))
                .as("before the lease is over")
                .isEmpty();
        OutboxMail second = claim("second", 1, LEASE_OVER).get(0);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.state()).isEqualTo(new DeliveryState.Claimed("second", LEASE_OVER.plus(LEASE)));
        assertThat(second.fence()).as("the fence of the second claim").isGreaterThan(first.fence());
        assertThat(second.attempts()).isEqualTo(2);
    }

    @RuleTest(check = "lock the rows (FOR UPDATE SKIP LOCKED) or compare-and-set each one in the claim")
    void out_04_of_64_threads_that_claim_one_mail_one_gets_it() {
        for (int round = 0; round < rounds(); round++) {
            OutboxMail waiting = added("race-" + round);
            List<OutboxMail> got =
                    Race.of(64, i -> claim("worker-" + i, 1, NOON)).allSucceeded("claiming one mail").stream()
                            .flatMap(List::stream)
                            .toList();
            assertThat(ids(got)).as("claims of one mail").containsExactly(waiting.id());
            assertThat(recorded(got.get(0), new DeliveryOutcome.Sent(NOON))).isTrue();
        }
    }

    @RuleTest(check = "lock the rows (FOR UPDATE SKIP LOCKED) or compare-and-set each one in the claim")
    void out_04_workers_miss_nothing_and_take_nothing_twice() {
        for (int round = 0; round < fewerRounds(); round++) {
            String prefix = round + "-";
            List<OutboxId> all =
                    IntStream.range(0, 40).mapToObj(i -> added(prefix + i).id()).toList();
            List<OutboxMail> got =
                    Race.of(6, i -> claimUntilNothingWaits("worker-" + i))
                            .allSucceeded("working on one outbox")
                            .stream()
                            .flatMap(List::stream)
                            .toList();
            assertThat(ids(got)).as("what all workers claimed").containsExactlyInAnyOrderElementsOf(all);
        }
    }

    /** Looks again while mails are pending: a claim that met rows locked by others may have come back empty. */
    private List<OutboxMail> claimUntilNothingWaits(String worker) {
        List<OutboxMail> mine = new ArrayList<>();
        while (true) {
            List<OutboxMail> chunk = claim(worker, 7, NOON);
            for (OutboxMail mail : chunk) {
                assertThat(recorded(mail, new DeliveryOutcome.Sent(NOON)))
                        .as("recorded under a running lease")
                        .isTrue();
            }
            mine.addAll(chunk);
            if (chunk.isEmpty()
                    && outbox().list(DeliveryState.Kind.PENDING, Optional.empty(), 1)
                            .isEmpty()) {
                return mine;
            }
        }
    }

    @RuleTest(check = "UPDATE ... WHERE id = ? AND fence = ? AND state is claimed: look at the number of rows")
    void out_05_every_outcome_is_recorded_as_it_was() {
        Instant at = NOON.plusNanos(5_000);
        assertRecorded(new DeliveryOutcome.Sent(at), new DeliveryState.Sent(at));
        assertRecorded(new DeliveryOutcome.Uncertain(at), new DeliveryState.Uncertain(at));
        assertRecorded(new DeliveryOutcome.Retry(at), new DeliveryState.Pending(at));
        assertRecorded(
                new DeliveryOutcome.Failed(at, "550 " + Samples.UNICODE),
                new DeliveryState.Failed(at, "550 " + Samples.UNICODE));
    }

    private void assertRecorded(DeliveryOutcome outcome, DeliveryState state) {
        added("about " + state.kind());
        OutboxMail claimed = claim("worker", 1, NOON).get(0);
        assertThat(recorded(claimed, outcome)).isTrue();
        assertThat(rows(state.kind())).contains(claimed.in(state));
        assertThat(recorded(claimed, new DeliveryOutcome.Sent(NOON)))
                .as("recorded a second time")
                .isFalse();
        outbox().forget(claimed.subject());
    }

    @RuleTest(check = "compare the fencing token in record(): a slow worker must not overwrite its successor")
    void out_05_a_late_write_is_refused_and_is_no_obstacle_to_others() {
        added("slow");
        OutboxMail slow = claim("slow", 1, NOON).get(0);
        OutboxMail successor = claim("successor", 1, LEASE_OVER).get(0);
        added("quick");
        OutboxMail quick = claim("quick", 1, NOON).get(0);
        OutboxId nowhere = new OutboxId(samples.id());
        DeliveryOutcome sent = new DeliveryOutcome.Sent(NOON);

        assertThat(outbox().record(List.of(
                        new OutboxReport(slow.id(), slow.fence(), new DeliveryOutcome.Failed(NOON, "late")),
                        new OutboxReport(nowhere, 1, sent),
                        new OutboxReport(quick.id(), quick.fence(), sent))))
                .containsExactlyInAnyOrder(slow.id(), nowhere);
        assertThat(rows(DeliveryState.Kind.CLAIMED)).containsExactly(successor);
        assertThat(ids(rows(DeliveryState.Kind.SENT))).containsExactly(quick.id());
        assertThat(recorded(successor.id(), successor.fence() + 1, sent))
                .as("a fence to come")
                .isFalse();
        assertThat(recorded(successor, new DeliveryOutcome.Sent(LEASE_OVER.plusSeconds(3_600))))
                .as("recorded after the lease, which nobody took over")
                .isTrue();
    }

    @RuleTest(check = "does one call take at most one report of a mail, and no more than Bounds says?")
    void out_05_two_reports_of_one_mail_are_a_programmers_error() {
        added("zoe");
        OutboxMail claimed = claim("worker", 1, NOON).get(0);
        OutboxReport sent = new OutboxReport(claimed.id(), claimed.fence(), new DeliveryOutcome.Sent(NOON));
        OutboxReport failed = new OutboxReport(claimed.id(), claimed.fence(), new DeliveryOutcome.Failed(NOON, "no"));
        failure(IllegalArgumentException.class, "record() of two", () -> outbox().record(List.of(sent, failed)));
        assertThat(outbox().record(List.of())).isEmpty();
        assertThat(rows(DeliveryState.Kind.CLAIMED)).containsExactly(claimed);
    }

    @RuleTest(check = "is the list in the order of ids, and does it go on after any id?")
    void out_06_mails_are_listed_by_state_in_the_order_of_ids() {
        List<OutboxMail> added =
                IntStream.range(0, 7).mapToObj(i -> added("about " + i)).toList();
        List<OutboxMail> claimed = claim("worker", 2, NOON);
        Listing.ofOutbox(storage(), DeliveryState.Kind.PENDING).assertIs(added.subList(2, 7));
        Listing.ofOutbox(storage(), DeliveryState.Kind.CLAIMED).assertIs(claimed);
        Listing.ofOutbox(storage(), DeliveryState.Kind.FAILED).assertIs(List.of());
        Listing.ofOutbox(storage(), DeliveryState.Kind.PENDING)
                .assertGoesOnAfter(added.get(1).id(), added.subList(2, 7));
        Listing.ofOutbox(storage(), DeliveryState.Kind.SENT).assertRefusesLimitsOutOfRange();
    }

    @RuleTest(check = "DELETE WHERE subject = ?, to the letter and in every state")
    void out_07_what_is_about_somebody_is_forgotten_and_nothing_else() {
        outbox().add(mail("a", "zoe", Optional.empty(), NOON.minusSeconds(3)));
        OutboxMail sent = claim("worker", 1, NOON).get(0);
        assertThat(recorded(sent, new DeliveryOutcome.Sent(NOON))).isTrue();
        outbox().add(mail("b", "zoe", Optional.empty(), NOON.minusSeconds(2)));
        OutboxMail claimed = claim("worker", 1, NOON).get(0);
        outbox().add(mail("c", "zoe", Optional.empty(), NOON));
        List<OutboxMail> others =
                Stream.of("Zoe", "zoe .", "zoë", "zo", "zoe2").map(this::added).toList();

        outbox().forget("zoe");
        outbox().forget("nobody");
        assertThat(rows(DeliveryState.Kind.SENT)).isEmpty();
        assertThat(rows(DeliveryState.Kind.CLAIMED)).isEmpty();
        assertThat(rows(DeliveryState.Kind.PENDING)).containsExactlyElementsOf(others);
        assertThat(recorded(claimed, new DeliveryOutcome.Sent(NOON)))
                .as("recorded once it was forgotten")
                .isFalse();
        assertThat(outbox().add(mail("c", "zoe", Optional.empty(), NOON)))
                .as("add() about who was forgotten")
                .isTrue();
    }

    @RuleTest(check = "WHERE ended_at < before LIMIT ?; what is pending or claimed stays")
    void out_08_what_ended_before_a_time_is_removed() {
        List<DeliveryOutcome> ends = List.of(
                new DeliveryOutcome.Sent(NOON),
                new DeliveryOutcome.Uncertain(NOON),
                new DeliveryOutcome.Failed(NOON, "550"),
                new DeliveryOutcome.Sent(NOON.plusNanos(1_000)),
                new DeliveryOutcome.Retry(NOON));
        for (DeliveryOutcome end : ends) {
            added("about " + end);
            assertThat(recorded(claim("worker", 1, NOON).get(0), end)).isTrue();
        }
        OutboxMail waiting = added("waiting");

        assertThat(outbox().removeEnded(NOON, 9))
                .as("that ended before they did")
                .isZero();
        assertThat(outbox().removeEnded(NOON.plusNanos(1_000), 2))
                .as("of three, two at most")
                .isEqualTo(2);
        assertThat(outbox().removeEnded(NOON.plusNanos(1_000), 2))
                .as("the third")
                .isEqualTo(1);
        assertThat(rows(DeliveryState.Kind.SENT)).hasSize(1);
        assertThat(rows(DeliveryState.Kind.UNCERTAIN)).isEmpty();
        assertThat(rows(DeliveryState.Kind.FAILED)).isEmpty();
        assertThat(ids(rows(DeliveryState.Kind.PENDING))).hasSize(2).contains(waiting.id());
        for (int limit : List.of(0, Bounds.MOST_AT_ONCE + 1)) {
            failure(
                    IllegalArgumentException.class,
                    "removeEnded() of " + limit,
                    () -> outbox().removeEnded(NOON, limit));
        }
    }
}
