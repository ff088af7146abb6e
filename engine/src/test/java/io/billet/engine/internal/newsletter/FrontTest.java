package io.billet.engine.internal.newsletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Delivery;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IssueId;
import io.billet.core.LanguageTag;
import io.billet.core.SubscriberId;
import io.billet.storage.api.ClaimedDelivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FrontTest {

    private static final IssueId ISSUE = new IssueId(new UUID(0, 1));
    private static final IssueId ANOTHER = new IssueId(new UUID(0, 2));

    private final Front front = new Front();
    private final List<Optional<DeliveryId>> asked = new ArrayList<>();

    private static DeliveryId row(int number) {
        return new DeliveryId(new UUID(1, number));
    }

    private static ClaimedDelivery claimed(int number) {
        return new ClaimedDelivery(
                new Delivery(
                        row(number),
                        ISSUE,
                        new SubscriberId(new UUID(2, number)),
                        EmailAddress.of("a@example.org"),
                        LanguageTag.FRENCH,
                        new DeliveryState.Claimed("worker", Instant.EPOCH),
                        1,
                        1),
                false);
    }

    private List<ClaimedDelivery> claim(IssueId issue, ClaimedDelivery... rows) {
        return front.claim(issue, after -> {
            asked.add(after);
            return List.of(rows);
        });
    }

    @Test
    void a_claim_goes_on_behind_the_last_row_of_the_one_before() {
        claim(ISSUE, claimed(1), claimed(2));
        claim(ISSUE, claimed(5));
        claim(ISSUE, claimed(7));

        assertThat(asked).containsExactly(Optional.empty(), Optional.of(row(2)), Optional.of(row(5)));
    }

    @Test
    void nothing_is_left_only_if_nothing_is_left_from_the_beginning_on() {
        claim(ISSUE, claimed(9));

        List<ClaimedDelivery> triedAgain = front.claim(ISSUE, after -> {
            asked.add(after);
            return after.isPresent() ? List.of() : List.of(claimed(3));
        });
        assertThat(triedAgain).containsExactly(claimed(3));
        assertThat(claim(ISSUE)).isEmpty();
        assertThat(asked)
                .containsExactly(
                        Optional.empty(), Optional.of(row(9)), Optional.empty(), Optional.of(row(3)), Optional.empty());
    }

    @Test
    void nothing_is_asked_twice_where_there_was_nothing_before() {
        assertThat(claim(ISSUE)).isEmpty();

        assertThat(asked).containsExactly(Optional.empty());
    }

    @Test
    void another_issue_has_a_beginning_of_its_own() {
        claim(ISSUE, claimed(1));
        claim(ANOTHER, claimed(2));
        claim(ISSUE, claimed(3));

        assertThat(asked).containsExactly(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
