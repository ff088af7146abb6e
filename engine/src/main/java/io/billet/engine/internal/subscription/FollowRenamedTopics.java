package io.billet.engine.internal.subscription;

import io.billet.core.NotFoundException;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.internal.Retry;
import io.billet.engine.internal.name.NameFollower;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.SubscriberStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a tag is replaced that is a topic, what was declined stays declined: whoever declined the old name declines the new one as
 * well. Before the articles, so that none of them goes to who does not want it; and after them, for who has declined meanwhile.
 */
public final class FollowRenamedTopics implements NameFollower {

    private final SubscriberStore subscribers;
    private final List<Slug> topics;
    private final InstantSource clock;

    public FollowRenamedTopics(SubscriberStore subscribers, List<Slug> topics, InstantSource clock) {
        this.subscribers = subscribers;
        this.topics = topics;
        this.clock = clock;
    }

    /** Articles that lose their topic would go to everybody, and so to those who declined it. */
    @Override
    public void before(Slug from, Optional<Slug> to) {
        if (topics.contains(from) && to.filter(topics::contains).isEmpty()) {
            throw new IllegalArgumentException("the tag \"" + from + "\" is a topic of the newsletter: "
                    + to.map(other -> "name \"" + other + "\" among the topics as well, or its articles")
                            .orElse("take it from the topics first, or its articles")
                    + " go to those who declined it");
        }
        follow(from, to);
    }

    @Override
    public void after(Slug from, Optional<Slug> to) {
        follow(from, to);
    }

    private void follow(Slug from, Optional<Slug> to) {
        to.filter(topics::contains).ifPresent(other -> follow(from, other));
    }

    private void follow(Slug from, Slug to) {
        Optional<SubscriberId> after = Optional.empty();
        List<Subscriber> some;
        do {
            some = subscribers.list(SubscriberQuery.all(), after, Bounds.MOST_AT_ONCE);
            for (Subscriber each : some) {
                if (isToFollow(each, from, to)) {
                    follow(each.id(), from, to);
                }
                after = Optional.of(each.id());
            }
        } while (some.size() == Bounds.MOST_AT_ONCE);
    }

    private static boolean isToFollow(Subscriber subscriber, Slug from, Slug to) {
        return subscriber.declined().contains(from) && !subscriber.declined().contains(to);
    }

    private void follow(SubscriberId id, Slug from, Slug to) {
        try {
            Retry.onConflict(() -> subscribers
                    .find(id)
                    .filter(current -> isToFollow(current, from, to))
                    .map(current -> subscribers.update(current.decline(both(current, to), clock.instant()))));
        } catch (NotFoundException e) {
            // Erased meanwhile: nobody is left to decline anything.
        }
    }

    /** Who declines as much as anybody can has declined something that is no topic any more, which gives way. */
    private List<Slug> both(Subscriber current, Slug to) {
        Stream<Slug> first = current.declined().stream().filter(topics::contains);
        Stream<Slug> others = current.declined().stream().filter(slug -> !topics.contains(slug));
        return Stream.of(Stream.of(to), first, others)
                .flatMap(each -> each)
                .limit(Subscriber.MAX_DECLINED)
                .toList();
    }
}
