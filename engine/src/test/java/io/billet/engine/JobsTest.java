package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.billet.core.Article;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.JobRunner;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.testing.ManualJobRunner;
import io.billet.engine.testing.RecordingMailer;
import io.billet.engine.testing.SettableClock;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.InMemoryStorage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JobsTest {

    private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");

    private final SettableClock clock = SettableClock.at(TestBlog.START);
    private final ManualJobRunner jobs = ManualJobRunner.of(clock);
    private final RecordingMailer mailer = new RecordingMailer();

    private Blog.Builder builder(String url) {
        return Blog.builder()
                .site(Site.of("Le Billet", URI.create(url), LanguageTag.FRENCH))
                .clock(clock)
                .mailer(mailer)
                .jobRunner(jobs);
    }

    private Blog.Builder builder() {
        return builder("https://example.org/blog");
    }

    private static void subscribe(Blog blog) {
        blog.subscribers().subscribe(SubscribeRequest.of(ZOE, LanguageTag.FRENCH, "test"));
    }

    private static Article scheduled(Blog blog, Instant at) {
        Article draft = blog.articles().draft(edit -> edit.title("Bientôt"));
        return blog.articles().schedule(draft.id(), draft.version(), at);
    }

    @Nested
    class Building {

        @Test
        void is_not_starting() {
            try (Blog blog = builder().build()) {
                scheduled(blog, TestBlog.START.plusSeconds(5));
                subscribe(blog);

                assertThat(jobs.advance(Duration.ofHours(1))).isZero();
                assertThat(mailer.mails()).isEmpty();
                assertThat(jobs.waiting()).isEmpty();

                blog.start();
                jobs.runDue();
                assertThat(mailer.mails()).hasSize(1);
            }
        }

        @Test
        void starts_no_thread() {
            try (Blog blog = Blog.builder()
                    .site(Site.of("T", URI.create("https://passive.example.org/b"), LanguageTag.FRENCH))
                    .build()) {
                subscribe(blog);
                assertThat(threadsOf("passive.example.org")).isEmpty();
            }
        }
    }

    @Nested
    class Starting {

        @Test
        void runs_the_jobs_that_are_named_and_no_others() {
            try (Blog blog = builder().build().start(BackgroundJob.PUBLISH)) {
                assertThat(jobs.waiting()).containsExactly("publish of example.org/blog");
                subscribe(blog);
                scheduled(blog, TestBlog.START.plusSeconds(5));
                jobs.advance(Duration.ofMinutes(1));

                assertThat(mailer.mails()).isEmpty();
                assertThat(blog.articles().publishDue()).isZero();
            }
        }

        @Test
        void twice_is_once() {
            try (Blog blog = builder().start()) {
                blog.start();
                blog.start(BackgroundJob.MAIL);
                assertThat(jobs.waiting())
                        .containsExactlyInAnyOrder(
                                "publish of example.org/blog",
                                "mail of example.org/blog",
                                "newsletter of example.org/blog",
                                "tidy of example.org/blog");
            }
        }

        @Test
        void is_refused_once_the_blog_is_closed() {
            Blog blog = builder().start();
            blog.close();
            assertThat(jobs.waiting()).isEmpty();
            assertThatIllegalStateException().isThrownBy(blog::start).withMessageContaining("closed");
            blog.close();
        }
    }

    @Nested
    class Idling {

        @Test
        void looks_less_and_less_often_up_to_every_thirty_seconds_a_fifth_more_or_less() {
            try (Blog blog = builder().build().start(BackgroundJob.TIDY)) {
                jobs.runDue();
                List<Double> naps = new ArrayList<>();
                for (int i = 0; i < 9; i++) {
                    Instant before = clock.instant();
                    while (jobs.advance(Duration.ofMillis(10)) == 0) {
                        // Until it looks again.
                    }
                    naps.add(Duration.between(before, clock.instant()).toMillis() / 1_000.0);
                }
                double[] expected = {1, 2, 4, 8, 16, 30, 30, 30, 30};
                for (int i = 0; i < expected.length; i++) {
                    assertThat(naps.get(i)).as("nap %s", i).isBetween(expected[i] * 0.8, expected[i] * 1.2 + 0.1);
                }
                assertThat(naps.subList(5, 9).stream().distinct())
                        .as("spread by chance")
                        .hasSizeGreaterThan(1);
                assertThat(blog.site().title()).isEqualTo("Le Billet");
            }
        }

        @Test
        void ends_at_once_when_mail_is_queued() {
            try (Blog blog = builder().start()) {
                jobs.advance(Duration.ofHours(1));
                subscribe(blog);
                jobs.runDue();

                assertThat(mailer.mails()).hasSize(1);
            }
        }

        @Test
        void ends_no_later_than_an_article_is_due() {
            List<Instant> published = new ArrayList<>();
            try (Blog blog = builder()
                    .listener(event -> {
                        if (event instanceof BlogEvent.ArticlePublished) {
                            published.add(clock.instant());
                        }
                    })
                    .start()) {
                jobs.advance(Duration.ofHours(1));
                Instant now = clock.instant();
                List<Instant> times =
                        List.of(now.plusMillis(1_500), now.plusSeconds(7), now.plusSeconds(3_601), now.plusSeconds(9));
                times.forEach(time -> scheduled(blog, time));
                jobs.advance(Duration.ofHours(2));

                assertThat(published).isEqualTo(times.stream().sorted().toList());
            }
        }

        @Test
        void is_in_the_runner_once_however_often_it_is_woken() {
            try (Blog blog = builder().start()) {
                for (int i = 0; i < 100; i++) {
                    scheduled(blog, clock.instant().plusSeconds(100 + i));
                }
                assertThat(jobs.waiting()).hasSize(BackgroundJob.values().length);
                jobs.runDue();
                assertThat(jobs.waiting()).hasSize(BackgroundJob.values().length);
            }
        }

        @Test
        void goes_on_after_a_failure() {
            List<String> seen = Collections.synchronizedList(new ArrayList<>());
            Mailer failing = mail -> {
                seen.add(mail.messageId());
                throw new AssertionError("a broken mailer");
            };
            try (Blog blog = builder().mailer(failing).start()) {
                subscribe(blog);
                jobs.runDue();
                subscribe(blog);
                jobs.runDue();

                assertThat(seen).hasSize(2).doesNotHaveDuplicates();
                assertThat(jobs.waiting()).hasSize(BackgroundJob.values().length);
            }
        }
    }

    @Nested
    class Sharing {

        @Test
        void one_runner_serves_many_blogs_and_outlives_them() {
            List<Blog> blogs = IntStream.range(0, 50)
                    .mapToObj(i -> builder("https://example.org/" + i).start())
                    .toList();
            blogs.forEach(JobsTest::subscribe);
            jobs.runDue();
            assertThat(mailer.mails()).hasSize(50);

            blogs.subList(1, 50).forEach(Blog::close);
            assertThat(jobs.waiting())
                    .containsExactlyInAnyOrder(
                            "publish of example.org/0",
                            "mail of example.org/0",
                            "newsletter of example.org/0",
                            "tidy of example.org/0");
            subscribe(blogs.get(0));
            jobs.runDue();
            assertThat(mailer.mails()).hasSize(51);
            blogs.get(0).close();
        }

        @Test
        void a_hosts_executor_runs_the_jobs_and_is_not_shut_down() throws InterruptedException {
            ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
            try {
                try (Blog blog = builder().jobRunner(JobRunner.on(executor)).start()) {
                    subscribe(blog);
                    assertThat(mailer.await(ZOE, Duration.ofSeconds(10))).isPresent();
                }
                assertThat(executor.isShutdown()).isFalse();
            } finally {
                executor.shutdownNow();
            }
        }

        @Test
        void an_executor_that_is_shut_down_fails_nobodys_request() {
            ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
            try (Blog blog = builder().jobRunner(JobRunner.on(executor)).start()) {
                executor.shutdownNow();
                subscribe(blog);
                assertThat(blog.subscribers().signedIn("nobody")).isEmpty();
            }
        }

        @Test
        void threads_of_the_blogs_own_say_whose_they_are_and_end_with_it() throws InterruptedException {
            CountDownLatch sending = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            Mailer slow = mail -> {
                sending.countDown();
                await(goOn);
                return MailOutcome.accepted();
            };
            Blog blog = Blog.builder()
                    .site(Site.of("T", URI.create("https://active.example.org/b"), LanguageTag.FRENCH))
                    .mailer(slow)
                    .start();
            subscribe(blog);
            assertThat(sending.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(threadsOf("active.example.org"))
                    .allMatch(Thread::isDaemon)
                    .anyMatch(thread -> thread.getName().endsWith(": mail of active.example.org/b"));
            goOn.countDown();
            List<Thread> threads = threadsOf("active.example.org");
            blog.close();
            for (Thread thread : threads) {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }

        @Test
        void a_runner_has_a_bounded_number_of_threads() {
            for (int count : new int[] {-1, 0, 101}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> JobRunner.threads("t", count))
                        .withMessageContaining("100");
            }
        }
    }

    @Nested
    class Closing {

        @Test
        void sends_what_waits_once_more() {
            Blog blog = builder().start();
            subscribe(blog);
            blog.close();

            assertThat(mailer.mails()).hasSize(1);
        }

        @Test
        void ends_within_a_bound_though_the_mail_server_does_not_answer() throws InterruptedException {
            CountDownLatch sending = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            Mailer stuck = mail -> {
                sending.countDown();
                try {
                    Thread.sleep(600_000);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                return new MailOutcome.Unknown("interrupted");
            };
            Blog blog = Blog.builder()
                    .site(Site.of("T", URI.create("https://example.org"), LanguageTag.FRENCH))
                    .mailer(stuck)
                    .start();
            subscribe(blog);
            assertThat(sending.await(10, TimeUnit.SECONDS)).isTrue();
            long begun = System.nanoTime();
            blog.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void leaves_mail_that_is_asked_for_later_to_another_node() {
            BlogStorage storage = new InMemoryStorage();
            Blog closed = builder().storage(storage).start();
            closed.close();
            subscribe(closed);
            assertThat(mailer.mails()).isEmpty();

            try (Blog other = builder().storage(storage).start()) {
                jobs.runDue();
                assertThat(mailer.mails()).hasSize(1);
                assertThat(other.outbox().waiting()).isZero();
            }
        }
    }

    private static List<Thread> threadsOf(String host) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(host))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
