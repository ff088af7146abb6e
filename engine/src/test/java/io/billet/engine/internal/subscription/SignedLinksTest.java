package io.billet.engine.internal.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.IdGenerator;
import io.billet.core.SubscriberId;
import io.billet.engine.internal.subscription.SignedLinks.Purpose;
import io.billet.engine.testing.SettableClock;
import io.billet.storage.api.InMemoryStorage;
import io.billet.storage.api.SettingStore;
import io.billet.storage.api.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SignedLinksTest {

    private static final String BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String NAME = "link-keys";

    private final InMemoryStorage storage = new InMemoryStorage();
    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-26T08:00:00Z"));
    private final Random random = new Random(14);
    private final IdGenerator ids = new IdGenerator(clock, random);
    private final SubscriberId zoe = new SubscriberId(ids.next());
    private final SubscriberId adam = new SubscriberId(ids.next());
    private final SignedLinks links = node(storage.settings());

    private SignedLinks node(SettingStore settings) {
        return new SignedLinks(new SigningKeys(NAME, settings, clock, random));
    }

    @Nested
    class a_token {

        @Test
        void permits_what_it_was_made_for_and_nothing_else() {
            String token = links.token(Purpose.UNSUBSCRIBE, zoe);

            assertThat(links.subscriber(Purpose.UNSUBSCRIBE, token)).contains(zoe);
            assertThat(links.subscriber(Purpose.PREFERENCES, token)).isEmpty();
        }

        @Test
        void is_the_same_however_often_it_is_made_and_never_too_old() {
            String token = links.token(Purpose.UNSUBSCRIBE, zoe);
            clock.advance(Duration.ofDays(20 * 365));

            assertThat(links.token(Purpose.UNSUBSCRIBE, zoe)).isEqualTo(token);
            assertThat(links.subscriber(Purpose.UNSUBSCRIBE, token)).contains(zoe);
        }

        @Test
        void of_another_blog_is_void() {
            try (InMemoryStorage other = new InMemoryStorage()) {
                String foreign = node(other.settings()).token(Purpose.UNSUBSCRIBE, zoe);
                links.token(Purpose.UNSUBSCRIBE, adam);

                assertThat(links.subscriber(Purpose.UNSUBSCRIBE, foreign)).isEmpty();
            }
        }

        @Test
        void that_is_changed_in_any_way_is_void() {
            String token = links.token(Purpose.UNSUBSCRIBE, zoe);
            String others = links.token(Purpose.UNSUBSCRIBE, adam);
            String preferences = links.token(Purpose.PREFERENCES, zoe);
            List<String> accepted = new ArrayList<>();

            for (int i = 0; i < 10_000; i++) {
                String mutated = switch (i % 6) {
                    case 0, 1 -> withOtherCharacter(token);
                    case 2 -> withFlippedBit(token);
                    case 3 -> spliced(token, others);
                    case 4 -> spliced(token, preferences);
                    default -> resized(token);
                };
                if (!mutated.equals(token)
                        && !mutated.equals(others)
                        && links.subscriber(Purpose.UNSUBSCRIBE, mutated).isPresent()) {
                    accepted.add(mutated);
                }
            }

            assertThat(accepted).isEmpty();
        }

        private String withOtherCharacter(String token) {
            StringBuilder mutated = new StringBuilder(token);
            mutated.setCharAt(random.nextInt(token.length()), BASE_64.charAt(random.nextInt(BASE_64.length())));
            return mutated.toString();
        }

        private String withFlippedBit(String token) {
            byte[] octets = Base64.getUrlDecoder().decode(token);
            octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        }

        private String spliced(String token, String other) {
            int at = 1 + random.nextInt(token.length() - 1);
            return token.substring(0, at) + other.substring(at);
        }

        private String resized(String token) {
            return switch (random.nextInt(6)) {
                case 0 -> token.substring(0, random.nextInt(token.length()));
                case 1 -> token + BASE_64.charAt(random.nextInt(BASE_64.length()));
                case 2 -> token + "=";
                case 3 -> " " + token;
                case 4 -> token.substring(0, token.length() - 2) + "==";
                default -> token.substring(0, token.length() - 1) + "é";
            };
        }
    }

    @Nested
    class keys {

        @Test
        void that_were_replaced_stay_good_until_they_are_retired() {
            String old = links.token(Purpose.UNSUBSCRIBE, zoe);

            links.rotateKeys();
            String young = links.token(Purpose.UNSUBSCRIBE, zoe);

            assertThat(young).isNotEqualTo(old);
            assertThat(links.subscriber(Purpose.UNSUBSCRIBE, old)).contains(zoe);
            assertThat(links.subscriber(Purpose.UNSUBSCRIBE, young)).contains(zoe);

            links.retireOldKeys();

            assertThat(links.subscriber(Purpose.UNSUBSCRIBE, old)).isEmpty();
            assertThat(links.subscriber(Purpose.UNSUBSCRIBE, young)).contains(zoe);
        }

        @Test
        void of_another_node_are_known_at_once_and_those_that_it_retired_are_not_a_minute_later() {
            SignedLinks node = node(storage.settings());
            String old = node.token(Purpose.UNSUBSCRIBE, zoe);
            links.rotateKeys();
            String young = links.token(Purpose.UNSUBSCRIBE, zoe);

            assertThat(node.subscriber(Purpose.UNSUBSCRIBE, young)).contains(zoe);

            links.retireOldKeys();
            clock.advance(Duration.ofMinutes(1));

            assertThat(node.subscriber(Purpose.UNSUBSCRIBE, old)).isEmpty();
        }

        @Test
        void cannot_be_swapped_under_a_signature() {
            String old = links.token(Purpose.UNSUBSCRIBE, zoe);
            links.rotateKeys();
            String young = links.token(Purpose.UNSUBSCRIBE, zoe);
            byte[] mixed = Base64.getUrlDecoder().decode(old);
            System.arraycopy(Base64.getUrlDecoder().decode(young), 16, mixed, 16, SigningKeys.ID_OCTETS);

            assertThat(links.subscriber(
                            Purpose.UNSUBSCRIBE,
                            Base64.getUrlEncoder().withoutPadding().encodeToString(mixed)))
                    .isEmpty();
        }

        @Test
        void are_not_made_by_who_looks() {
            try (InMemoryStorage other = new InMemoryStorage()) {
                String foreign = node(other.settings()).token(Purpose.UNSUBSCRIBE, zoe);

                assertThat(links.subscriber(Purpose.UNSUBSCRIBE, foreign)).isEmpty();
                assertThat(storage.settings().find(NAME)).isEmpty();
            }
        }

        @Test
        void are_at_most_a_hundred_and_none_is_lost_by_surprise() {
            String first = links.token(Purpose.UNSUBSCRIBE, zoe);
            for (int i = 1; i < SigningKeys.MOST; i++) {
                links.rotateKeys();
            }

            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(links::rotateKeys);
            assertThat(links.subscriber(Purpose.UNSUBSCRIBE, first)).contains(zoe);
        }

        @Test
        void are_the_same_for_all_nodes_that_need_one_first_at_the_same_moment() throws Exception {
            int nodes = 16;
            ExecutorService threads = Executors.newFixedThreadPool(nodes);
            try {
                for (int round = 0; round < 50; round++) {
                    try (InMemoryStorage shared = new InMemoryStorage()) {
                        CyclicBarrier start = new CyclicBarrier(nodes);
                        List<Callable<String>> first = new ArrayList<>();
                        for (int i = 0; i < nodes; i++) {
                            SignedLinks node = node(shared.settings());
                            first.add(() -> {
                                start.await();
                                return node.token(Purpose.UNSUBSCRIBE, zoe);
                            });
                        }

                        Set<String> tokens = threads.invokeAll(first).stream()
                                .map(SignedLinksTest::outcome)
                                .collect(Collectors.toSet());

                        assertThat(tokens).hasSize(1);
                    }
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Nested
    class while_the_store_fails {

        private final AtomicInteger calls = new AtomicInteger();
        private final SignedLinks node = node(new SettingStore() {
            @Override
            public Optional<String> find(String name) {
                calls.incrementAndGet();
                throw new StorageException("the connection is gone");
            }

            @Override
            public boolean replace(String name, Optional<String> expected, Optional<String> value) {
                throw new StorageException("the connection is gone");
            }
        });

        @Test
        void no_link_is_made_and_none_is_believed() {
            String token = links.token(Purpose.UNSUBSCRIBE, zoe);

            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> node.token(Purpose.UNSUBSCRIBE, zoe));
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> node.subscriber(Purpose.UNSUBSCRIBE, token));
            assertThat(calls).hasPositiveValue();
        }
    }

    private static <T> T outcome(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
