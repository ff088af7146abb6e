package io.billet.storage.tck;

import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Proves a storage plugin: extend it, say how to open an empty storage and what it can do, and run it with JUnit 5.
 *
 * <pre>{@code
 * class MyStorageContractTest extends BlogStorageContract {
 *     protected BlogStorage newStorage() {
 *         return new MyStorage(freshDirectory());
 *     }
 *
 *     protected Set<Capability> capabilities() {
 *         return EnumSet.complementOf(EnumSet.of(Capability.DURABLE, Capability.SHARED));
 *     }
 * }
 * }</pre>
 *
 * <p>Each test bears the id of the rule that it tests ({@code ART-03}), as the javadoc of
 * {@link io.billet.storage.api.ArticleStore} and its siblings states them. A failure says which rule is broken, what was
 * seen, and what to check in the store. Tests of capabilities that are not declared are skipped, and say so; at the end
 * the number of rules and tests that passed is printed, and how often races were run.
 *
 * <p>System properties:
 *
 * <ul>
 *   <li>{@code billet.tck.rounds}: how often each race of 64 threads or more is run; 1 to 100,000; default 20. Run 1,000
 *       before a release. Smaller races are run as often up to 20, and one time more for each ten beyond.
 *   <li>{@code billet.tck.sequences}: how many random sequences of calls are compared with the in-memory store; 1 to 100,000;
 *       default 20.
 *   <li>{@code billet.tck.seed}: repeats the random sequences of a run that failed; its failure names the seed.
 * </ul>
 *
 * <p>Up to 100 threads use the storage at once; a connection pool may be smaller if it lets threads wait for half a minute.
 * Tests may run in parallel if the storages of {@link #newStorage()} do not share anything.
 */
@ExtendWith(RuleReport.class)
@DisplayNameGeneration(RuleNames.class)
public abstract class BlogStorageContract {

    /** For subclasses. */
    protected BlogStorageContract() {}

    /**
     * Opens a storage that holds nothing. Called before each test, and more often in some; what it returned is closed
     * before the next test, save where a test has done so.
     *
     * @return an empty storage, never one that was returned before
     * @throws Exception if it cannot be opened; the test fails then
     */
    protected abstract BlogStorage newStorage() throws Exception;

    /** Returns what the storage is meant to be able to do; STO-02 compares it with what the storage declares. */
    protected abstract Set<Capability> capabilities();

    /** How often races are run, as the system properties say. */
    Rounds rounds() {
        return Rounds.ofThisRun();
    }

    /**
     * Opens what the latest {@link #newStorage()} opened once more, with all that it holds: after it was closed, if
     * {@link Capability#DURABLE} is declared; while it is open, if {@link Capability#SHARED} is. Who declares one of them
     * overrides this.
     *
     * @return another handle on the same storage
     * @throws Exception if it cannot be opened; the test fails then
     */
    protected BlogStorage openAgain() throws Exception {
        throw new AssertionError(
                getClass().getName() + " declares DURABLE or SHARED: it must override openAgain() to have them tested");
    }

    @Nested
    class TheStorage extends StorageRules {
        TheStorage() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Values extends ValueRules {
        Values() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Articles extends ArticleRules {
        Articles() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class ArticleLists extends ArticleListRules {
        ArticleLists() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class ArticleKinds extends ArticleKindRules {
        ArticleKinds() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Revisions extends RevisionRules {
        Revisions() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class StagedEdits extends StagedEditRules {
        StagedEdits() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Tags extends TagRules {
        Tags() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Authors extends AuthorRules {
        Authors() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Subscribers extends SubscriberRules {
        Subscribers() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class SubscriberLists extends SubscriberListRules {
        SubscriberLists() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Consents extends ConsentRules {
        Consents() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Comments extends CommentRules {
        Comments() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class CommentLists extends CommentListRules {
        CommentLists() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Threads extends ThreadRules {
        Threads() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Issues extends IssueRules {
        Issues() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Ledger extends LedgerRules {
        Ledger() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Claims extends ClaimRules {
        Claims() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Reports extends ReportRules {
        Reports() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Outbox extends OutboxRules {
        Outbox() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Tokens extends TokenRules {
        Tokens() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Settings extends SettingRules {
        Settings() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class Changes extends ChangeRules {
        Changes() {
            super(BlogStorageContract.this);
        }
    }

    @Nested
    class RandomCalls extends RandomCallRules {
        RandomCalls() {
            super(BlogStorageContract.this);
        }
    }
}
