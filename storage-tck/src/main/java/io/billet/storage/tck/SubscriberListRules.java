package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Label;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.storage.api.Capability;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.SubscriberStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Rules of listing, counting and streaming subscribers. */
@Needs(Capability.SUBSCRIBERS)
abstract class SubscriberListRules extends StoreRules {

    SubscriberListRules(BlogStorageContract contract) {
        super(contract);
    }

    private SubscriberStore subscribers() {
        return storage().subscribers();
    }

    private List<Subscriber> list(SubscriberQuery query, int size) {
        return listing(query).all(size);
    }

    private Listing<Subscriber, SubscriberId> listing(SubscriberQuery query) {
        return Listing.of(storage(), query);
    }

    /** Creates them in another order than that of their ids. */
    private List<Subscriber> create(int count) {
        List<Subscriber> created = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            created.add(samples.pending("reader" + i + "@example.org"));
        }
        Collections.shuffle(created, new Random(5));
        created.replaceAll(subscribers()::create);
        created.sort(Comparator.comparing(Subscriber::id));
        return created;
    }

    @RuleTest(check = "ORDER BY id, and ask for ids greater than the last one")
    void sub_08_the_list_is_in_the_order_of_ids_whatever_the_page() {
        List<Subscriber> created = create(23);

        for (int size : List.of(1, 7, 22, 23, 24)) {
            assertThat(list(SubscriberQuery.all(), size))
                    .as("pages of %s", size)
                    .containsExactlyElementsOf(created);
        }
    }

    @RuleTest(check = "does each condition reach the query, and are labels compared to the code point?")
    void sub_08_state_and_label_narrow_the_list_alone_and_together() {
        Subscriber pending = subscribers().create(labelled(samples.pending("a@example.org"), "premium"));
        Subscriber one = subscribers().create(labelled(samples.confirmed("b@example.org"), "premium", "team"));
        Subscriber two = subscribers().create(labelled(samples.confirmed("c@example.org"), "Premium"));
        Subscriber three = subscribers().create(labelled(samples.confirmed("d@example.org"), "prémium"));
        Subscriber four = subscribers().create(samples.confirmed("e@example.org"));

        SubscriberQuery confirmed = SubscriberQuery.all().in(SubscriberState.Kind.CONFIRMED);
        SubscriberQuery premium = SubscriberQuery.all().labelled(Label.of("premium"));
        assertThat(list(confirmed, 2)).containsExactly(one, two, three, four);
        assertThat(list(premium, 2)).containsExactly(pending, one);
        assertThat(list(confirmed.labelled(Label.of("premium")), 2)).containsExactly(one);
        assertThat(list(SubscriberQuery.all().in(SubscriberState.Kind.SUPPRESSED), 2))
                .isEmpty();

        Subscriber relabelled = subscribers().update(labelled(one, "team"));
        assertThat(list(premium, 2)).containsExactly(pending);
        assertThat(list(SubscriberQuery.all().labelled(Label.of("team")), 2)).containsExactly(relabelled);
    }

    private static Subscriber labelled(Subscriber subscriber, String... labels) {
        return subscriber.label(Arrays.stream(labels).map(Label::of).toList(), subscriber.updatedAt());
    }

    @RuleTest(check = "is the place of the next page an offset? It shifts when rows come or go")
    void sub_08_writes_between_pages_neither_hide_nor_repeat_who_stays() {
        List<Subscriber> created = create(30);
        List<Subscriber> go = new ArrayList<>(created.subList(0, 15));
        Collections.shuffle(go, new Random(9));
        List<Subscriber> stay = created.subList(15, 30);
        int[] pages = {0};

        List<Subscriber> met = listing(SubscriberQuery.all()).all(3, page -> {
            for (int i = 0; i < 3 && !go.isEmpty(); i++) {
                subscribers().erase(go.remove(0).id());
            }
            if (pages[0]++ < 15) {
                subscribers().create(samples.pending("late" + pages[0] + "@example.org"));
            }
        });

        assertThat(met.stream().filter(stay::contains)).containsExactlyElementsOf(stay);
        assertThat(met).extracting(Subscriber::id).doesNotHaveDuplicates();
    }

    @RuleTest(check = "does the last part end where the list ends: with the last one, and with nothing after?")
    void sub_08_every_list_ends_where_its_subscribers_end() {
        List<Subscriber> wanted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            wanted.add(subscribers().create(labelled(samples.confirmed("a" + i + "@example.org"), "premium")));
            subscribers().create(labelled(samples.pending("b" + i + "@example.org"), "team"));
        }
        SubscriberQuery confirmed = SubscriberQuery.all().in(SubscriberState.Kind.CONFIRMED);

        listing(confirmed).assertIs(wanted);
        listing(SubscriberQuery.all().labelled(Label.of("premium"))).assertIs(wanted);
        listing(confirmed.labelled(Label.of("premium"))).assertIs(wanted);
        listing(SubscriberQuery.all()).assertIs(list(SubscriberQuery.all(), 3));
        listing(confirmed.labelled(Label.of("team"))).assertIs(List.of());
    }

    @RuleTest(check = "compare with the id; do not look for the subscriber who has it")
    void sub_08_a_list_goes_on_after_an_id_that_nobody_has() {
        List<Subscriber> created = create(6);
        Subscriber gone = created.remove(3);
        subscribers().erase(gone.id());

        for (SubscriberQuery query :
                List.of(SubscriberQuery.all(), SubscriberQuery.all().in(SubscriberState.Kind.PENDING))) {
            listing(query).assertGoesOnAfter(gone.id(), created.subList(3, 5));
            listing(query).assertGoesOnAfter(new SubscriberId(new UUID(0, 0)), created);
            listing(query).assertGoesOnAfter(new SubscriberId(new UUID(-1, -1)), List.of());
        }
    }

    @RuleTest(check = "does stream() go on after its first page or fetch, and does it keep the order?")
    void sub_09_the_stream_meets_whom_the_list_meets() {
        List<Subscriber> created = create(1_203);
        try (var stream = subscribers().stream(SubscriberQuery.all())) {
            assertThat(stream.toList()).containsExactlyElementsOf(created);
        }
        try (var stream = subscribers().stream(SubscriberQuery.all().in(SubscriberState.Kind.CONFIRMED))) {
            assertThat(stream.toList()).isEmpty();
        }
        try (var stream = subscribers().stream(SubscriberQuery.all())) {
            assertThat(stream.limit(3).toList()).as("a stream left half-way").isEqualTo(created.subList(0, 3));
        }
        assertThat(subscribers().count(SubscriberQuery.all()))
                .as("after a stream was left half-way")
                .isEqualTo(1_203);
    }

    @RuleTest(check = "count with the conditions of the list")
    void sub_11_the_count_is_that_of_the_list() {
        subscribers().create(labelled(samples.pending("a@example.org"), "premium"));
        subscribers().create(labelled(samples.confirmed("b@example.org"), "premium", "team"));
        subscribers().create(samples.confirmed("c@example.org"));

        assertThat(subscribers().count(SubscriberQuery.all())).isEqualTo(3);
        assertThat(subscribers().count(SubscriberQuery.all().in(SubscriberState.Kind.CONFIRMED)))
                .isEqualTo(2);
        assertThat(subscribers().count(SubscriberQuery.all().labelled(Label.of("premium"))))
                .isEqualTo(2);
        assertThat(subscribers()
                        .count(SubscriberQuery.all()
                                .in(SubscriberState.Kind.CONFIRMED)
                                .labelled(Label.of("premium"))))
                .isEqualTo(1);
        assertThat(subscribers().count(SubscriberQuery.all().labelled(Label.of("Team"))))
                .isZero();
    }
}
