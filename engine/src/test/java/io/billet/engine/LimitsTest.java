package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.internal.limit.Mailbox;
import io.billet.engine.internal.limit.NetworkAddress;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.spi.RateLimiter.Action;
import io.billet.engine.spi.RateLimiter.Key;
import io.billet.engine.spi.RateLimiter.Scope;
import io.billet.engine.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private static final EmailAddress VICTIM = EmailAddress.of("zoe@example.org");

    /** A way to come from many places, and a way to write one mailbox. */
    private record Strategy(String name, IntFunction<String> origin, IntFunction<String> address) {}

    @Nested
    class MailToOnePerson {

        private static final int HOURS = 3;
        private static final int TRIES_AN_HOUR = 240;

        /** Ten ways to come from elsewhere, times ten ways to write the address: 100 strategies. */
        @TestFactory
        Stream<DynamicTest> no_strategy_sends_more_than_five_mails_an_hour_and_the_victim_still_signs_in() {
            Map<String, IntFunction<String>> origins = new LinkedHashMap<>();
            origins.put("one address", i -> "192.0.2.1");
            origins.put("one /24", i -> "192.0.2." + i % 256);
            origins.put("one /16", i -> "198.51." + i % 256 + "." + i % 251);
            origins.put("one /64", i -> "2001:db8::" + Integer.toHexString(i + 1));
            origins.put("one /48", i -> "2001:db8:7:" + Integer.toHexString(i) + "::1");
            origins.put("one /32", i -> "2001:db8:" + Integer.toHexString(i) + "::1");
            origins.put("spellings of one address", i -> spelling(i));
            origins.put("ports of one address", i -> "192.0.2.1:" + (1024 + i));
            origins.put("no addresses", i -> "unknown-" + i);
            origins.put("everywhere", i -> (i % 200 + 1) + "." + i % 241 + ".7." + i % 13);
            Map<String, IntFunction<String>> addresses = new LinkedHashMap<>();
            addresses.put("the address", i -> "zoe@example.org");
            addresses.put("upper case", i -> i % 2 == 0 ? "ZOE@EXAMPLE.ORG" : "Zoe@example.org");
            addresses.put("tags", i -> "zoe+" + i + "@example.org");
            addresses.put("tags and the address", i -> i % 2 == 0 ? "zoe@example.org" : "zoe+" + i + "@example.org");
            addresses.put("tags of tags", i -> "zoe+a+" + i + "@example.org");
            addresses.put("full width", i -> "\uff5aoe@example.org");
            addresses.put("other people between", i -> i % 5 == 0 ? "zoe@example.org" : "p" + i + "@example.com");
            addresses.put("a flood of others", i -> i % 20 == 0 ? "zoe+" + i + "@example.org" : i + "@example.net");
            addresses.put("long tags", i -> "zoe+" + "x".repeat(i % 50) + i + "@example.org");
            addresses.put("blanks", i -> " ".repeat(i % 3) + "zoe@example.org ");
            return origins.entrySet().stream()
                    .flatMap(origin -> addresses.entrySet().stream()
                            .map(address -> new Strategy(
                                    origin.getKey() + ", " + address.getKey(), origin.getValue(), address.getValue())))
                    .map(strategy -> DynamicTest.dynamicTest(strategy.name(), () -> attack(strategy)));
        }

        private void attack(Strategy strategy) throws InterruptedException {
            try (Limited test = new Limited()) {
                test.join(VICTIM);
                List<Instant> mails = new ArrayList<>();
                List<String> links = new ArrayList<>();
                for (int hour = 0; hour < HOURS; hour++) {
                    for (int i = 0; i < TRIES_AN_HOUR; i++) {
                        int number = hour * TRIES_AN_HOUR + i;
                        test.ask(
                                strategy.address().apply(number),
                                strategy.origin().apply(number));
                        if (i % 40 == 7) {
                            test.clock.advance(Duration.ofMinutes(9));
                        }
                        test.clock.advance(Duration.ofMillis(50));
                    }
                    test.ask(VICTIM.value(), "203.0.113." + hour);
                    for (Limited.Sent sent : test.sentSoFar()) {
                        if (Mailbox.of(sent.mail().to()).equals(Mailbox.of(VICTIM))) {
                            mails.add(sent.at());
                        }
                        if (sent.mail().to().equals(VICTIM)) {
                            links.add(TestBlog.tokenIn(sent.mail().text()));
                        }
                    }
                    assertThat(links)
                            .as("links to sign in that the victim has in hour %s", hour)
                            .anySatisfy(link -> assertThat(test.subscribers().awaitingSignIn(link))
                                    .isPresent());
                }
                assertThat(mostInAnHour(mails))
                        .as("mails to the victim within an hour")
                        .isLessThanOrEqualTo(5);
            }
        }

        private static long mostInAnHour(List<Instant> mails) {
            return mails.stream()
                    .mapToLong(from -> mails.stream()
                            .filter(at -> !at.isBefore(from) && at.isBefore(from.plus(Duration.ofHours(1))))
                            .count())
                    .max()
                    .orElse(0);
        }

        private static String spelling(int i) {
            String[] spellings = {
                "2001:db8::1",
                "2001:DB8:0:0:0:0:0:1",
                "2001:0db8::0001",
                "[2001:db8::1]",
                "[2001:db8::1]:" + i,
                "2001:db8::0.0.0.1",
                "2001:db8:0000::1%eth" + i,
                " 2001:db8::1 "
            };
            return spellings[i % spellings.length];
        }
    }

    @Test
    void a_request_that_is_refused_costs_the_victim_nothing() throws InterruptedException {
        try (Limited test = new Limited()) {
            test.join(VICTIM);
            for (int i = 0; i < 100; i++) {
                test.ask(VICTIM.value(), "192.0.2.1");
            }
            assertThat(test.sentSoFar()).as("mails that one address had sent").hasSizeLessThanOrEqualTo(2);

            test.ask(VICTIM.value(), "203.0.113.9");

            assertThat(test.sentSoFar())
                    .singleElement()
                    .satisfies(sent -> assertThat(test.subscribers()
                                    .awaitingSignIn(TestBlog.tokenIn(sent.mail().text())))
                            .isPresent());
        }
    }

    @Test
    void strangers_together_are_sent_no_more_than_the_blog_grants_and_members_still_sign_in()
            throws InterruptedException {
        try (Limited test = new Limited()) {
            test.join(VICTIM);
            for (int i = 0; i < 900; i++) {
                test.ask("stranger" + i + "@example.net", (i % 100 + 1) + "." + i % 250 + ".7.1");
            }
            assertThat(test.sentSoFar()).hasSizeBetween(490, 510);

            test.ask(VICTIM.value(), "203.0.113.9");

            assertThat(test.sentSoFar()).extracting(sent -> sent.mail().to()).containsExactly(VICTIM);
        }
    }

    @Test
    void people_behind_one_address_are_all_served() throws InterruptedException {
        try (Limited test = new Limited()) {
            for (int i = 0; i < 12; i++) {
                test.ask("colleague" + i + "@example.org", "192.0.2.1");
            }
            assertThat(test.sentSoFar()).hasSize(12);
        }
    }

    @Nested
    class InMemory {

        private final SettableClock clock = SettableClock.at(TestBlog.START);
        private final RateLimiter limiter = RateLimiter.inMemory(clock);
        private final Key host = new Key(Scope.HOST, "a");

        @Test
        void what_is_granted_comes_back_with_time() {
            assertThat(grantedAtOnce(host)).isEqualTo(20);
            clock.advance(Duration.ofMinutes(3).minusMillis(1));
            assertThat(grantedAtOnce(host)).isZero();
            clock.advance(Duration.ofMillis(1));
            assertThat(grantedAtOnce(host)).isEqualTo(1);
            clock.advance(Duration.ofDays(400_000));
            assertThat(grantedAtOnce(host)).isEqualTo(20);
        }

        @Test
        void a_clock_that_is_set_back_locks_nobody_out_for_long() {
            assertThat(grantedAtOnce(host)).isEqualTo(20);
            clock.set(TestBlog.START.minus(Duration.ofDays(365)));
            assertThat(grantedAtOnce(host)).isZero();
            clock.advance(Duration.ofMinutes(3));
            assertThat(grantedAtOnce(host)).isEqualTo(1);
        }

        @Test
        void keys_count_together_or_not_at_all() {
            Key free = new Key(Scope.NETWORK, "free");
            assertThat(grantedAtOnce(host)).isEqualTo(20);
            for (int i = 0; i < 100; i++) {
                assertThat(limiter.tryAcquire(Action.SUBSCRIBE, List.of(free, host)))
                        .isFalse();
            }
            assertThat(grantedAtOnce(free)).isEqualTo(60);
        }

        @Test
        void nothing_is_forgotten_in_a_flood_and_hardly_anybody_pays_for_others() {
            assertThat(grantedAtOnce(host)).isEqualTo(20);
            for (int i = 0; i < 100_000; i++) {
                limiter.tryAcquire(Action.SUBSCRIBE, List.of(new Key(Scope.HOST, "flood-" + i % 2_000)));
            }
            assertThat(grantedAtOnce(host)).isZero();
            long refused = IntStream.range(0, 1_000)
                    .filter(i -> !limiter.tryAcquire(Action.SUBSCRIBE, List.of(new Key(Scope.HOST, "honest-" + i))))
                    .count();
            assertThat(refused)
                    .as("of 1,000 honest hosts beside 2,000 busy ones")
                    .isLessThan(120);
        }

        @Test
        void a_scope_that_an_action_does_not_have_is_a_mistake_of_the_caller() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            limiter.tryAcquire(Action.COMMENT, List.of(new Key(Scope.RECIPIENT, "zoe@example.org"))))
                    .withMessageContaining("RECIPIENT");
        }

        private int grantedAtOnce(Key key) {
            int granted = 0;
            while (granted < 1_000 && limiter.tryAcquire(Action.SUBSCRIBE, List.of(key))) {
                granted++;
            }
            return granted;
        }
    }

    @Nested
    class Addresses {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2001:db8::1",
                    "2001:DB8:0:0:0:0:0:1",
                    "2001:0db8::0001",
                    "[2001:db8::1]",
                    "[2001:db8::1]:443",
                    "2001:db8::0.0.0.1",
                    "2001:db8::1%eth0",
                    " 2001:db8::1 ",
                    "2001:db8::ffff:ffff"
                })
        void spellings_and_neighbours_of_one_ipv6_address_are_one_host(String spelling) {
            assertThat(NetworkAddress.keys(spelling).get(0)).isEqualTo(new Key(Scope.HOST, "20010db800000000"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "192.0.2.1",
                    "192.000.002.001",
                    "192.0.2.1:8080",
                    "::ffff:192.0.2.1",
                    "::FFFF:C000:201",
                    "[::ffff:c000:0201]:80",
                    "64:ff9b::192.0.2.1",
                    "2002:c000:201::7"
                })
        void an_ipv4_address_is_the_same_in_all_its_forms(String form) {
            assertThat(NetworkAddress.keys(form))
                    .containsExactly(
                            new Key(Scope.HOST, "c0000201"),
                            new Key(Scope.NETWORK, "c00002"),
                            new Key(Scope.PROVIDER, "c000"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "unknown",
                    "localhost",
                    "example.org",
                    "1.2.3",
                    "1.2.3.4.5",
                    "256.1.1.1",
                    "1.2.3.-4",
                    "::g",
                    "1:2",
                    ":::",
                    "[",
                    "%",
                    "12345678",
                    "0x7f.1",
                    "١.٢.٣.٤"
                })
        void what_is_no_address_counts_together(String text) {
            assertThat(NetworkAddress.parse(text)).isEmpty();
            assertThat(NetworkAddress.keys(text).get(0)).isEqualTo(new Key(Scope.HOST, ""));
            assertThat(NetworkAddress.parse(text + "x".repeat(100_000))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "127.0.0.1,true",
            "::1,true",
            "10.1.2.3,true",
            "172.16.0.1,true",
            "172.31.255.1,true",
            "172.32.0.1,false",
            "192.168.1.1,true",
            "192.169.1.1,false",
            "fe80::1%eth0,true",
            "fd00::1,true",
            "2001:db8::1,false",
            "::ffff:10.0.0.1,true",
            "8.8.8.8,false"
        })
        void an_address_of_no_reader_is_known_as_such(String address, boolean isPrivate) {
            assertThat(NetworkAddress.parse(address).orElseThrow().isPrivate()).isEqualTo(isPrivate);
        }

        @ParameterizedTest
        @CsvSource({
            "zoe@example.org,ZOE+news@example.org", "zoe@example.org,zoe+a+b@example.org",
            "z.oe@gmail.com,zo.e+x@googlemail.com", "mike@example.org,mIKE+x@example.org"
        })
        void addresses_of_one_mailbox_count_together(String one, String other) {
            assertThat(Mailbox.of(EmailAddress.of(other))).isEqualTo(Mailbox.of(EmailAddress.of(one)));
        }

        @ParameterizedTest
        @CsvSource({"zoe@example.org,zoe@example.com", "z.oe@example.org,zoe@example.org", "+zoe@example.org,@x.org"})
        void other_mailboxes_do_not(String one, String other) {
            assertThat(Mailbox.of(EmailAddress.of(one)))
                    .isNotEqualTo(Mailbox.of(EmailAddress.of(other.startsWith("@") ? "+lea" + other : other)));
        }
    }

    /** A blog with the default limits, a clock that stands still and a record of what was mailed when. */
    private static final class Limited implements AutoCloseable {

        /** A mail and the time at which it was sent. */
        record Sent(Instant at, OutgoingMail mail) {}

        final SettableClock clock = SettableClock.at(TestBlog.START);
        private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
        private final TestBlog test = new TestBlog(builder -> builder.clock(clock)
                .mailer(mail -> {
                    sent.add(new Sent(clock.instant(), mail));
                    return MailOutcome.accepted();
                })
                .rateLimiter(RateLimiter.inMemory(clock)));

        Subscribers subscribers() {
            return test.blog.subscribers();
        }

        void join(EmailAddress address) throws InterruptedException {
            ask(address.value(), "198.51.100.1");
            subscribers().confirm(TestBlog.tokenIn(sentSoFar().get(0).mail().text()));
            sentSoFar();
            clock.advance(Duration.ofDays(1));
        }

        /** Asks, and waits until the mail is sent or withheld: the clock moves on afterwards. */
        void ask(String address, String origin) {
            try {
                subscribers()
                        .subscribe(new SubscribeRequest(
                                EmailAddress.of(address),
                                LanguageTag.FRENCH,
                                "test",
                                "1",
                                Optional.of(origin),
                                Optional.empty()));
                test.blog.awaitMail();
            } catch (RateLimitedException e) {
                // That is what an attacker meets.
            }
        }

        List<Sent> sentSoFar() {
            test.blog.awaitMail();
            List<Sent> mails = new ArrayList<>();
            for (Sent next = sent.poll(); next != null; next = sent.poll()) {
                mails.add(next);
            }
            return mails;
        }

        @Override
        public void close() {
            test.close();
        }
    }
}
