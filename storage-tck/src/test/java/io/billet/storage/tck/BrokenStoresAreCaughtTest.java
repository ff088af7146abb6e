package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The kit's own proof: mistakes that plugin authors make, each caught by the rule that it breaks. */
class BrokenStoresAreCaughtTest {

    /** What one looks at without turning pages, in characters. */
    private static final int LONGEST_MESSAGE = 4_000;

    @ParameterizedTest
    @MethodSource({
        "io.billet.storage.tck.BrokenStorages#storages",
        "io.billet.storage.tck.BrokenArticles#articlesThatAreWritten",
        "io.billet.storage.tck.BrokenArticleLists#articlesThatAreListed",
        "io.billet.storage.tck.BrokenArticleKinds#kindsAndChanges",
        "io.billet.storage.tck.BrokenRevisionsAndEdits#revisions",
        "io.billet.storage.tck.BrokenRevisionsAndEdits#stagedEdits",
        "io.billet.storage.tck.BrokenRevisionsAndEdits#names",
        "io.billet.storage.tck.BrokenTagsAndSubscribers#tagsAndSubscribers",
        "io.billet.storage.tck.BrokenCommentsAndTokens#commentsAndTokens",
        "io.billet.storage.tck.BrokenSettingsAndChanges#settingsAndChanges",
        "io.billet.storage.tck.BrokenThreads#threads",
        "io.billet.storage.tck.BrokenConsents#consents",
        "io.billet.storage.tck.BrokenIssues#issues",
        "io.billet.storage.tck.BrokenIssues#reports",
        "io.billet.storage.tck.BrokenLedgers#ledgers",
        "io.billet.storage.tck.BrokenOutboxes#outboxes"
    })
    void each_mistake_is_caught_by_the_rule_that_it_breaks(Broken broken) {
        List<Event> failures = failuresOf(broken);

        assertThat(failures.stream().map(BrokenStoresAreCaughtTest::ruleOf))
                .as("broken rules")
                .contains(broken.rule());
        assertThat(failures)
                .allSatisfy(failure -> assertThat(messageOf(failure))
                        .startsWith("Rule " + ruleOf(failure) + " is broken: ")
                        .contains(
                                "\n  seen:  ",
                                "\n  check: ",
                                "\n  read:  " + ruleOf(failure) + " in the javadoc of io.billet.storage.api.")
                        .hasSizeLessThan(LONGEST_MESSAGE));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void the_same_store_without_a_mistake_passes(Class<?> part) {
        assertThat(failuresOf(new Broken("makes none", "none", part, SpoiltStorage::new)))
                .isEmpty();
    }

    static Stream<Class<?>> parts() {
        return Stream.of(
                BlogStorageContract.TheStorage.class,
                BlogStorageContract.Articles.class,
                BlogStorageContract.ArticleLists.class,
                BlogStorageContract.ArticleKinds.class,
                BlogStorageContract.Revisions.class,
                BlogStorageContract.StagedEdits.class,
                BlogStorageContract.Tags.class,
                BlogStorageContract.Subscribers.class,
                BlogStorageContract.Threads.class,
                BlogStorageContract.CommentLists.class,
                BlogStorageContract.Consents.class,
                BlogStorageContract.Issues.class,
                BlogStorageContract.Reports.class,
                BlogStorageContract.Outbox.class,
                BlogStorageContract.Claims.class);
    }

    private static List<Event> failuresOf(Broken broken) {
        BrokenStorageContract.broken = broken.store();
        BrokenStorageContract.expected = capabilitiesExpectedOf(broken);
        PrintStream console = System.out;
        // The kit's summary of a store that is meant to fail would read like a failure of this build.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectNestedClass(List.of(BrokenStorageContract.class), broken.part()))
                    .execute()
                    .testEvents()
                    .failed()
                    .list();
        } finally {
            System.setOut(console);
        }
    }

    private static Set<Capability> capabilitiesExpectedOf(Broken broken) {
        try (BlogStorage storage = broken.store().get()) {
            return storage.capabilities();
        }
    }

    private static String ruleOf(Event failure) {
        return failure.getTestDescriptor().getDisplayName().substring(0, "ART-03".length());
    }

    private static String messageOf(Event failure) {
        return failure.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .map(Throwable::getMessage)
                .orElse("");
    }
}
