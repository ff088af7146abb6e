package io.billet.engine.internal.newsletter;

import io.billet.core.IssueId;
import io.billet.storage.api.SettingStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When a node was last at an issue, written once a minute: so that one that was left in the midst, because all nodes were down
 * for a week, is known to be late; and so that one node fills a ledger and not all of them at once. Thread-safe.
 */
final class LastSeen {

    private static final int MOST_REMEMBERED = 1_000;

    static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Optional<SettingStore> settings;
    private final InstantSource clock;
    private final String worker;
    private final Map<IssueId, Instant> told = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IssueId, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    /** @param settings without them nothing is known */
    LastSeen(Optional<SettingStore> settings, InstantSource clock, String worker) {
        this.settings = settings;
        this.clock = clock;
        this.worker = worker;
    }

    private record Mark(Instant at, String worker) {

        static Optional<Mark> read(String value) {
            String[] parts = value.split(" ", 2);
            try {
                return Optional.of(new Mark(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[parts.length - 1]));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        String written() {
            return at.toEpochMilli() + " " + worker;
        }
    }

    /** Returns when any node was. */
    Optional<Instant> of(IssueId issue) {
        Instant mine = told.get(issue);
        if (mine != null && mine.plus(INTERVAL).isAfter(clock.instant())) {
            return Optional.of(mine);
        }
        return mark(issue).map(Mark::at);
    }

    /** Says that this one is, if that was not said within a minute. */
    void note(IssueId issue) {
        Instant now = clock.instant();
        Instant before = told.get(issue);
        if (before == null || !before.plus(INTERVAL).isAfter(now)) {
            settings.ifPresent(store -> store.replace(name(issue), store.find(name(issue)), written(now)));
            told.put(issue, now);
        }
    }

    /** Takes the turn at an issue, if no other node has had it within a time. */
    boolean takeTurn(IssueId issue, Duration within) {
        if (settings.isEmpty()) {
            return true;
        }
        Instant now = clock.instant();
        SettingStore store = settings.get();
        Optional<String> value = store.find(name(issue));
        Optional<Mark> mark = value.flatMap(Mark::read);
        boolean isOthers = mark.filter(each -> !each.worker().equals(worker))
                .filter(each -> each.at().plus(within).isAfter(now))
                .isPresent();
        return !isOthers && store.replace(name(issue), value, written(now));
    }

    void forget(IssueId issue) {
        told.remove(issue);
        settings.ifPresent(store -> store.replace(name(issue), store.find(name(issue)), Optional.empty()));
    }

    private Optional<Mark> mark(IssueId issue) {
        return settings.flatMap(store -> store.find(name(issue))).flatMap(Mark::read);
    }

    private Optional<String> written(Instant now) {
        return Optional.of(new Mark(now, worker).written());
    }

    private static String name(IssueId issue) {
        return "issue-seen." + issue;
    }
}
