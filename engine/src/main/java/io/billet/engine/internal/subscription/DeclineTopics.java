package io.billet.engine.internal.subscription;

import io.billet.core.NotFoundException;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.Tag;
import io.billet.engine.internal.Retry;
import io.billet.storage.api.SubscriberStore;
import io.billet.storage.api.TagStore;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which topics a subscriber does without. What they declined that is no topic now is kept, as far as there is room: where the
 * topic comes back they are not mailed what they once declined.
 */
public final class DeclineTopics {

    private final SubscriberStore subscribers;
    private final TagStore tags;
    private final FindSubscriber find;
    private final List<Slug> topics;
    private final InstantSource clock;

    /** @param topics what may be declined */
    public DeclineTopics(
            SubscriberStore subscribers, TagStore tags, FindSubscriber find, List<Slug> topics, InstantSource clock) {
        this.subscribers = subscribers;
        this.tags = tags;
        this.find = find;
        this.topics = topics;
        this.clock = clock;
    }

    /** Returns the topics as readers see them, in the host's order. */
    public List<Tag> topics() {
        if (topics.isEmpty()) {
            return List.of();
        }
        Map<Slug, Tag> described =
                tags.findAll(topics).stream().collect(Collectors.toMap(Tag::slug, Function.identity()));
        return topics.stream()
                .map(slug -> described.getOrDefault(slug, Tag.named(slug, slug.value())))
                .toList();
    }

    /** @param declined all that they decline of the topics */
    public Subscriber decline(SubscriberId id, Collection<Slug> declined) {
        declined.stream().filter(slug -> !topics.contains(slug)).findFirst().ifPresent(unknown -> {
            throw new NotFoundException("Topic", unknown.value());
        });
        List<Slug> wanted = declined.stream().distinct().toList();
        return Retry.onConflict(() -> {
            Subscriber current = find.require(id);
            Stream<Slug> ofBefore = current.declined().stream()
                    .filter(slug -> !topics.contains(slug))
                    .limit(Subscriber.MAX_DECLINED - wanted.size());
            List<Slug> all = Stream.concat(ofBefore, wanted.stream()).sorted().toList();
            return all.equals(current.declined()) ? current : subscribers.update(current.decline(all, clock.instant()));
        });
    }
}
