package io.billet.engine.internal.newsletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.engine.NewsletterOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;
    private static final NewsletterOptions OPTIONS = NewsletterOptions.DEFAULT.withConnections(8);

    /** Asks whenever it is told to, begins all that may begin, and ends each at once. */
    private static List<Long> begun(Pace pace, List<String> domains, long from, long until) {
        List<Long> times = new ArrayList<>();
        long now = from;
        for (int i = 0; now - until < 0; ) {
            String domain = domains.get(i % domains.size());
            long wait = pace.begin(domain, now);
            if (wait == 0) {
                times.add(now - from);
                pace.end(domain, now);
                i++;
            } else {
                assertThat(wait).isPositive();
                now += wait;
            }
        }
        return times;
    }

    @Property(tries = 200)
    void no_more_begin_in_any_second_than_are_wished_and_no_fewer(
            @ForAll @IntRange(min = 1, max = 500) int perSecond,
            @ForAll @LongRange(min = Long.MIN_VALUE + 1) long start) {
        List<Long> times =
                begun(new Pace(OPTIONS.withPerSecond(perSecond)), List.of("example.org"), start, start + 3 * SECOND);

        for (int i = perSecond; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - perSecond))
                    .as("between the mails %s and %s", i - perSecond, i)
                    .isGreaterThanOrEqualTo(SECOND - perSecond);
        }
        assertThat(times).hasSizeBetween(3 * perSecond, 3 * perSecond + 1);
    }

    @Property(tries = 100)
    void each_domain_has_a_pace_of_its_own(
            @ForAll @IntRange(min = 1, max = 50) int perSecond,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 0, max = 3) Integer> order) {
        Pace pace = new Pace(OPTIONS.withPerDomain(8, perSecond));
        Set<Integer> begun = new HashSet<>();
        for (int domain : order) {
            assertThat(pace.begin(domain + ".example", 0))
                    .as("to %s of %s", domain, order)
                    .isEqualTo(begun.add(domain) ? 0 : SECOND / perSecond);
        }
        for (int domain = 0; domain < 4; domain++) {
            String name = domain + ".example";
            if (order.contains(domain)) {
                assertThat(pace.begin(name, SECOND / perSecond - 1)).as(name).isEqualTo(1);
            }
            assertThat(pace.begin(name, SECOND / perSecond)).as(name).isZero();
        }
    }

    @Test
    void so_many_are_on_their_way_to_a_domain_until_one_ends() {
        Pace pace = new Pace(OPTIONS.withPerDomain(2, 0));
        assertThat(pace.begin("example.org", 0)).isZero();
        assertThat(pace.begin("example.org", 0)).isZero();
        assertThat(pace.begin("example.org", SECOND)).isEqualTo(Pace.UNTIL_ONE_ENDS);
        assertThat(pace.begin("example.com", SECOND)).as("to another").isZero();
        pace.end("example.org", SECOND);
        assertThat(pace.begin("example.org", SECOND)).isZero();
    }

    @Test
    void nothing_is_watched_that_is_not_bounded() {
        Pace pace = new Pace(OPTIONS);
        for (int i = 0; i < 1_000; i++) {
            assertThat(pace.begin("example.org", 0)).isZero();
        }
        assertThat(pace.watchesDomains()).isFalse();
    }

    @Test
    void domains_that_nothing_goes_to_are_forgotten_and_those_on_the_way_are_not() {
        Pace pace = new Pace(OPTIONS.withPerDomain(1, 0));
        assertThat(pace.begin("slow.example", 0)).isZero();
        for (int i = 0; i < 5_000; i++) {
            assertThat(pace.begin(i + ".example", i)).isZero();
            pace.end(i + ".example", i);
        }
        assertThat(pace.begin("slow.example", SECOND)).isEqualTo(Pace.UNTIL_ONE_ENDS);
    }
}
