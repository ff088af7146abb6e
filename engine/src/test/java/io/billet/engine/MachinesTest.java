package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.storage.api.SubscriberQuery;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Machines that fill in the form to subscribe. */
class MachinesTest {

    private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");
    private static final SubscribeRequest REQUEST = SubscribeRequest.of(ZOE, LanguageTag.FRENCH, "page");

    private final TestBlog test = new TestBlog(builder -> builder.formAge(Duration.ofSeconds(2))
            .acceptsAddress(address -> !address.domain().equals("throw-away.example")));
    private final Subscribers subscribers = test.blog.subscribers();

    @BeforeEach
    void somebody_has_subscribed_before() throws InterruptedException {
        test.member("first@example.org");
    }

    @AfterEach
    void close() {
        test.close();
    }

    private boolean isMailed(FormFilling filling) throws InterruptedException {
        subscribers.subscribe(REQUEST, filling);
        test.blog.awaitMail();
        return test.mailer.await(ZOE, Duration.ZERO).isPresent();
    }

    private Optional<String> stamp() {
        Optional<String> stamp = subscribers.formStamp();
        assertThat(stamp).isPresent();
        return stamp;
    }

    @Test
    void a_person_takes_their_time_and_leaves_alone_what_they_do_not_see() throws InterruptedException {
        Optional<String> stamp = stamp();
        test.clock.advance(Duration.ofSeconds(2));

        assertThat(isMailed(new FormFilling("", stamp))).isTrue();
    }

    @Test
    void a_form_that_lay_open_for_a_year_is_still_a_persons() throws InterruptedException {
        Optional<String> stamp = stamp();
        test.clock.advance(Duration.ofDays(365));

        assertThat(isMailed(new FormFilling("", stamp))).isTrue();
    }

    @Test
    void who_fills_in_everything_gets_no_mail_and_no_row() throws InterruptedException {
        Optional<String> stamp = stamp();
        test.clock.advance(Duration.ofSeconds(20));

        assertThat(isMailed(new FormFilling("http://spam.example", stamp))).isFalse();
        assertThat(test.storage.subscribers().count(SubscriberQuery.all())).isEqualTo(1);
    }

    @Test
    void who_is_quicker_than_a_person_gets_no_mail() throws InterruptedException {
        Optional<String> stamp = stamp();
        test.clock.advance(Duration.ofMillis(1_999));

        assertThat(isMailed(new FormFilling("", stamp))).isFalse();
    }

    @Test
    void a_clock_that_stands_still_as_in_a_hosts_test_tells_nothing() throws InterruptedException {
        assertThat(isMailed(new FormFilling("", stamp()))).isTrue();
    }

    @Test
    void who_makes_up_a_stamp_gets_no_mail() throws InterruptedException {
        String stamp = stamp().orElseThrow();
        test.clock.advance(Duration.ofSeconds(20));

        assertThat(isMailed(new FormFilling(
                        "",
                        Optional.of(
                                stamp.substring(0, 8) + (stamp.charAt(8) == 'A' ? "B" : "A") + stamp.substring(9)))))
                .as("another time")
                .isFalse();
        assertThat(isMailed(new FormFilling("", Optional.of("nonsense")))).isFalse();
        assertThat(isMailed(new FormFilling("", Optional.of("é")))).isFalse();
    }

    @Test
    void a_form_of_the_hosts_own_has_no_age() throws InterruptedException {
        assertThat(isMailed(new FormFilling("", Optional.empty()))).isTrue();
    }

    @Test
    void an_address_that_the_blog_does_not_write_to_is_refused_openly() {
        SubscribeRequest request =
                SubscribeRequest.of(EmailAddress.of("zoe@throw-away.example"), LanguageTag.FRENCH, "page");

        assertThatExceptionOfType(AddressRefusedException.class)
                .isThrownBy(() -> subscribers.subscribe(request))
                .withMessageContaining("throw-away.example")
                .withMessageNotContaining("zoe");
    }

    @Test
    void a_blog_that_asks_for_no_age_makes_no_stamps() {
        try (TestBlog trusting = new TestBlog(builder -> builder.formAge(Duration.ZERO))) {
            trusting.blog.subscribers().subscribe(REQUEST);

            assertThat(trusting.blog.subscribers().formStamp()).isEmpty();
            assertThat(trusting.storage.settings().find("form-keys")).isEmpty();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Blog.builder().formAge(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Blog.builder().formAge(Duration.ofMinutes(2)));
    }
}
