package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.storage.api.SubscriberQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subscribers of releases that knew no topics, before an upgrade and during one. */
class DeclinedTopicsUpgradeTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00.000001Z");
    private static final int BEFORE = 8;
    private static final List<Slug> TOPICS = List.of(Slug.of("sport"), Slug.of("日本語"));
    private static final SubscriberQuery CONFIRMED = SubscriberQuery.all().in(SubscriberState.Kind.CONFIRMED);

    private final String prefix = TestDatabase.newPrefix();

    private Schema schema(Database database, int version) {
        return new Schema(database, prefix, database.dialect().ddlFolder(), Schema.FILES.subList(0, version));
    }

    private Database connected(TestDatabase database) {
        return Database.connect(new HostConnections(database.source()), prefix);
    }

    private JdbcStorage opened(TestDatabase database) {
        return JdbcStorage.builder(database.source()).tablePrefix(prefix).build();
    }

    private static Subscriber subscriber(int number) {
        return Subscriber.request(
                        new SubscriberId(new UUID(0x0193a1b200007000L, 0x8000000000000000L + number)),
                        EmailAddress.of("s" + number + "@example.org"),
                        LanguageTag.FRENCH,
                        Consent.asked("page", "2026-11", MONDAY),
                        MONDAY)
                .confirm(MONDAY)
                .withVersion(1);
    }

    /** What the release before wrote, and nothing else. */
    private static void insertAsBefore(Handle handle, Subscriber subscriber) {
        handle.createUpdate("INSERT INTO <prefix>subscriber (id, email, language, labels, state, consent_form,"
                        + " consent_text_version, consent_asked_at, consent_confirmed_at, created_at, updated_at, version)"
                        + " VALUES (:id, :email, 'fr', '', 'CONFIRMED', 'page', '2026-11', :at, :at, :at, :at, 1)")
                .bind("id", subscriber.id().value())
                .bind("email", subscriber.email().value())
                .bind("at", Micros.of(MONDAY))
                .execute();
    }

    @ParameterizedTest
    @EnumSource
    void who_was_there_before_declines_nothing_and_may_from_then_on(TestDatabase testDatabase) {
        List<Subscriber> before =
                IntStream.range(0, 5).mapToObj(each -> subscriber(each)).toList();
        Database database = connected(testDatabase);
        schema(database, BEFORE).migrate();
        database.jdbi().useHandle(handle -> before.forEach(each -> insertAsBefore(handle, each)));

        JdbcStorage storage = opened(testDatabase);

        assertThat(storage.subscribers().list(CONFIRMED, Optional.empty(), 10)).containsExactlyElementsOf(before);
        Subscriber declining = storage.subscribers().update(before.get(1).decline(TOPICS, MONDAY));
        assertThat(declining.declined()).containsExactlyElementsOf(TOPICS);
        assertThat(storage.subscribers().list(CONFIRMED, Optional.empty(), 10))
                .containsExactly(before.get(0), declining, before.get(2), before.get(3), before.get(4));
        assertThat(opened(testDatabase).subscribers().find(declining.id())).contains(declining);
    }

    @ParameterizedTest
    @EnumSource
    void the_release_before_goes_on_and_leaves_what_is_declined_alone(TestDatabase testDatabase) {
        JdbcStorage storage = opened(testDatabase);
        Subscriber declining =
                storage.subscribers().create(subscriber(1).withVersion(0).decline(TOPICS, MONDAY));
        Database database = connected(testDatabase);
        assertThatCode(() -> schema(database, BEFORE).check()).doesNotThrowAnyException();

        database.jdbi().useHandle(handle -> {
            insertAsBefore(handle, subscriber(2));
            handle.createUpdate(
                            "UPDATE <prefix>subscriber SET name = 'Zoë', version = 2 WHERE id = :id AND version = 1")
                    .bind("id", declining.id().value())
                    .execute();
        });

        assertThat(storage.subscribers().find(declining.id()))
                .contains(declining.rename("Zoë", MONDAY).withVersion(2));
        assertThat(storage.subscribers().find(subscriber(2).id())).contains(subscriber(2));
    }
}
