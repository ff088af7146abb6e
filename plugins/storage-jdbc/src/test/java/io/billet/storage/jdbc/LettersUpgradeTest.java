package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.ArticleId;
import io.billet.core.Audience;
import io.billet.core.Consent;
import io.billet.core.ConsentRecord;
import io.billet.core.EmailAddress;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.IssueText;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.storage.api.IssueQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Subscribers and issues of releases that kept no history of consent and no texts, before an upgrade and during one. */
class LettersUpgradeTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00.000001Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T09:30:00.123456Z");
    private static final SubscriberId ID = new SubscriberId(UUID.fromString("f193a1b2-0000-7000-8000-000000000004"));

    private static final Subscriber ASKED = Subscriber.request(
                    ID,
                    EmailAddress.of("zoë@exämple.org"),
                    LanguageTag.FRENCH,
                    Consent.asked("pied-de-page", "2026-11", MONDAY)
                            .from(Optional.of("192.0.2.7"), Optional.of("Mozilla/5.0")),
                    MONDAY)
            .withVersion(1);
    private static final Subscriber CONFIRMED = ASKED.confirm(TUESDAY).withVersion(2);
    private static final Issue ISSUE = new Issue(
            new IssueId(UUID.fromString("f193a1b2-0000-7000-8000-000000000005")),
            new ArticleId(UUID.fromString("f193a1b2-0000-7000-8000-000000000006")),
            3,
            "L’Europe résiste",
            List.of(),
            Audience.MEMBERS,
            new IssueState.Sending(TUESDAY, 7),
            MONDAY,
            2);

    /** The tables of the release before, and later those of this one. */
    private record Tables(TestDatabase source, String prefix, Database database) {

        static Tables ofVersion(TestDatabase testDatabase, int version) {
            String prefix = TestDatabase.newPrefix();
            Database database = Database.connect(new HostConnections(testDatabase.source()), prefix);
            new Schema(database, prefix, database.dialect().ddlFolder(), Schema.FILES.subList(0, version)).migrate();
            return new Tables(testDatabase, prefix, database);
        }

        JdbcStorage opened() {
            return JdbcStorage.builder(source.source()).tablePrefix(prefix).build();
        }

        void asTheReleaseBefore(java.util.function.Consumer<Handle> work) {
            database.jdbi().useHandle(work::accept);
        }
    }

    private static List<ConsentRecord> history(JdbcStorage storage) {
        return storage.subscribers().history(ID, OptionalLong.empty(), 10);
    }

    @ParameterizedTest
    @EnumSource
    void who_was_there_before_has_a_row_of_how_they_stood_and_their_evidence_can_be_forgotten(TestDatabase database) {
        for (int version : List.of(1, 3)) {
            Tables tables = Tables.ofVersion(database, version);
            tables.asTheReleaseBefore(handle -> insert(handle, CONFIRMED));
            JdbcStorage storage = tables.opened();

            assertThat(storage.subscribers().find(ID)).contains(CONFIRMED);
            assertThat(history(storage)).containsExactly(ConsentRecord.of(CONFIRMED));
            Subscriber left = storage.subscribers().update(CONFIRMED.unsubscribe(TUESDAY.plusSeconds(1)));
            assertThat(history(storage)).containsExactly(ConsentRecord.of(CONFIRMED), ConsentRecord.of(left));
            assertThat(storage.subscribers().forgetEvidence(TUESDAY, 10)).isEqualTo(3);
            assertThat(history(storage)).extracting(ConsentRecord::consent).noneMatch(Consent::hasEvidence);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_release_that_keeps_no_history_loses_none_when_it_confirms(TestDatabase database) {
        Tables tables = Tables.ofVersion(database, Schema.FILES.size());
        JdbcStorage storage = tables.opened();
        storage.subscribers().create(ASKED.withVersion(0));
        tables.asTheReleaseBefore(handle -> update(handle, CONFIRMED));

        assertThat(history(storage)).containsExactly(ConsentRecord.of(ASKED));
        Subscriber left = storage.subscribers()
                .update(storage.subscribers()
                        .find(ID)
                        .orElseThrow()
                        .suppress(SubscriberState.Reason.COMPLAINED, TUESDAY.plusSeconds(1)));
        assertThat(history(storage))
                .containsExactly(ConsentRecord.of(ASKED), ConsentRecord.of(CONFIRMED), ConsentRecord.of(left));
    }

    @ParameterizedTest
    @EnumSource
    void who_a_release_without_histories_stores_has_one_with_the_next_write(TestDatabase database) {
        Tables tables = Tables.ofVersion(database, Schema.FILES.size());
        JdbcStorage storage = tables.opened();
        tables.asTheReleaseBefore(handle -> insert(handle, CONFIRMED));

        assertThat(storage.subscribers().find(ID)).contains(CONFIRMED);
        assertThat(history(storage)).isEmpty();
        assertThat(storage.subscribers().forgetEvidence(MONDAY, 10)).isZero();
        storage.subscribers().update(CONFIRMED.label(List.of(Label.of("premium")), TUESDAY));
        assertThat(history(storage)).containsExactly(ConsentRecord.of(CONFIRMED));
        assertThat(storage.subscribers().forgetEvidence(TUESDAY, 10)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void who_a_release_without_histories_erases_has_none_left(TestDatabase database) {
        Tables tables = Tables.ofVersion(database, Schema.FILES.size());
        JdbcStorage storage = tables.opened();
        storage.subscribers().create(ASKED.withVersion(0));
        tables.asTheReleaseBefore(handle -> handle.createUpdate("DELETE FROM <prefix>subscriber WHERE id = :id")
                .bind("id", ID.value())
                .execute());

        assertThat(history(storage)).isEmpty();
        storage.subscribers().create(ASKED.withVersion(0));
        assertThat(history(storage)).containsExactly(ConsentRecord.of(ASKED));
    }

    @ParameterizedTest
    @EnumSource
    void an_upgrade_that_was_broken_off_adds_no_row_twice(TestDatabase database) {
        Tables tables = Tables.ofVersion(database, 3);
        tables.asTheReleaseBefore(handle -> insert(handle, CONFIRMED));
        tables.opened();
        tables.asTheReleaseBefore(handle -> handle.execute("DELETE FROM <prefix>schema_history WHERE version = 7"));

        assertThat(history(tables.opened())).containsExactly(ConsentRecord.of(CONFIRMED));
    }

    @ParameterizedTest
    @EnumSource
    void an_issue_of_before_has_its_subject_and_no_text_and_goes_on(TestDatabase database) {
        for (boolean beforeTheUpgrade : List.of(true, false)) {
            Tables tables = Tables.ofVersion(database, beforeTheUpgrade ? 3 : Schema.FILES.size());
            tables.asTheReleaseBefore(handle -> insert(handle, ISSUE));
            JdbcStorage storage = tables.opened();

            assertThat(storage.issues().find(ISSUE.id())).contains(ISSUE);
            assertThat(storage.issues()
                            .list(
                                    IssueQuery.all().about(ISSUE.article()).in(IssueState.Kind.SENDING),
                                    Optional.empty(),
                                    9))
                    .containsExactly(IssueSummary.of(ISSUE));
            Issue paused = storage.issues().update(ISSUE.pause(IssueState.Reason.LATE, TUESDAY));
            assertThat(storage.issues().find(ISSUE.id())).contains(paused);
            Issue written = storage.issues()
                    .update(new Issue(
                            paused.id(),
                            paused.article(),
                            paused.articleVersion(),
                            paused.subject(),
                            List.of(new IssueText(LanguageTag.FRENCH, "Sujet", "Texte")),
                            paused.audience(),
                            paused.state(),
                            paused.createdAt(),
                            paused.version()));
            assertThat(storage.issues().find(ISSUE.id())).contains(written);
        }
    }

    private static void insert(Handle handle, Subscriber subscriber) {
        Map<String, Object> row = columns(subscriber);
        Update insertion = handle.createUpdate("INSERT INTO <prefix>subscriber (" + String.join(", ", row.keySet())
                + ") VALUES (:" + String.join(", :", row.keySet()) + ")");
        row.forEach(insertion::bind);
        insertion.execute();
    }

    private static void update(Handle handle, Subscriber subscriber) {
        Map<String, Object> row = columns(subscriber);
        StringBuilder set = new StringBuilder();
        row.keySet()
                .forEach(column -> set.append(set.isEmpty() ? "" : ", ")
                        .append(column)
                        .append(" = :")
                        .append(column));
        Update update = handle.createUpdate(
                "UPDATE <prefix>subscriber SET " + set + " WHERE id = :id AND version = :version - 1");
        row.forEach(update::bind);
        assertThat(update.execute()).isEqualTo(1);
    }

    /** What the releases before wrote, and nothing else. */
    private static Map<String, Object> columns(Subscriber subscriber) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", subscriber.id().value());
        row.put("email", subscriber.email().value());
        row.put("language", subscriber.language().value());
        row.put("labels", "");
        row.put("state", subscriber.state().kind().name());
        row.put("consent_form", subscriber.consent().form());
        row.put("consent_text_version", subscriber.consent().textVersion());
        row.put("consent_asked_at", Micros.of(subscriber.consent().askedAt()));
        row.put("consent_confirmed_at", subscriber.consent().confirmedAt().map(Micros::of));
        row.put("consent_address", subscriber.consent().address());
        row.put("consent_agent", subscriber.consent().agent());
        row.put("created_at", Micros.of(subscriber.createdAt()));
        row.put("updated_at", Micros.of(subscriber.updatedAt()));
        row.put("version", subscriber.version());
        return row;
    }

    private static void insert(Handle handle, Issue issue) {
        handle.createUpdate("INSERT INTO <prefix>issue (id, article, article_version, subject, audience,"
                        + " audience_labels, state, state_at, recipients, created_at, version)"
                        + " VALUES (:id, :article, 3, :subject, 'MEMBERS', '', 'SENDING', :at, 7, :created, 2)")
                .bind("id", issue.id().value())
                .bind("article", issue.article().value())
                .bind("subject", issue.subject())
                .bind("at", Micros.of(TUESDAY))
                .bind("created", Micros.of(issue.createdAt()))
                .execute();
    }
}
