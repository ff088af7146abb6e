package io.billet.storage.tck;

import io.billet.storage.api.Capability;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Skips what a store does not declare, tells a plugin author which rule is broken and where to look, and counts. */
final class RuleReport implements BeforeEachCallback, TestExecutionExceptionHandler, TestWatcher, AfterAllCallback {

    private static final int LONGEST = 3_000;
    private static final int LONGEST_LINE = 600;

    private static final ExtensionContext.Namespace KIT = ExtensionContext.Namespace.create(RuleReport.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        ruleOf(context).ifPresent(rule -> {
            StoreRules rules = (StoreRules) context.getRequiredTestInstance();
            Set<Capability> declared = rules.contract().capabilities();
            needsOf(context)
                    .filter(need -> !declared.contains(need))
                    .findFirst()
                    .ifPresent(missing -> {
                        throw new TestAbortedException(
                                "The store declares no " + missing + ": " + rule.id() + " is not tested");
                    });
        });
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        Optional<Rule> rule = ruleOf(context);
        if (rule.isEmpty() || thrown instanceof TestAbortedException) {
            throw thrown;
        }
        String all = thrown instanceof AssertionError ? String.valueOf(thrown.getMessage()) : thrown.toString();
        String seen = told(all.strip());
        AssertionFailedError failure = new AssertionFailedError(
                "Rule " + rule.get().id() + " is broken: " + rule.get().sentence()
                        + "\n  seen:  " + seen.replace("\n", "\n         ")
                        + "\n  check: " + annotationOf(context).check()
                        + "\n  read:  " + rule.get().id() + " in the javadoc of "
                        + rule.get().statedIn().getName(),
                seen.length() < all.strip().length() ? null : thrown);
        failure.setStackTrace(thrown.getStackTrace());
        throw failure;
    }

    /** Whole lists of whole articles were pages long, twice with the cause. */
    private static String told(String seen) {
        String lines = seen.lines()
                .map(line -> line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…")
                .collect(Collectors.joining("\n"));
        return lines.length() <= LONGEST
                ? lines
                : lines.substring(0, LONGEST) + "…\n(and more: " + seen.length() + " characters in all)";
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        ruleOf(context).ifPresent(rule -> tallyOf(context).passed(rule));
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        ruleOf(context).ifPresent(rule -> tallyOf(context).failed(rule));
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        ruleOf(context).ifPresent(rule -> tallyOf(context).skipped(rule, String.valueOf(cause.getMessage())));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (isContract(context)) {
            System.out.println(tallyOf(context).summary(context.getRequiredTestClass(), Rounds.ofThisRun()));
        }
    }

    private static Optional<Rule> ruleOf(ExtensionContext context) {
        return context.getTestMethod().flatMap(method -> Rule.of(context.getRequiredTestClass(), method));
    }

    private static RuleTest annotationOf(ExtensionContext context) {
        return context.getRequiredTestMethod().getAnnotation(RuleTest.class);
    }

    private static Stream<Capability> needsOf(ExtensionContext context) {
        Needs ofClass = context.getRequiredTestClass().getAnnotation(Needs.class);
        return Stream.concat(
                ofClass == null ? Stream.empty() : Stream.of(ofClass.value()),
                Stream.of(annotationOf(context).needs()));
    }

    private static boolean isContract(ExtensionContext context) {
        return context.getTestClass()
                .map(BlogStorageContract.class::isAssignableFrom)
                .orElse(false);
    }

    private static RuleTally tallyOf(ExtensionContext context) {
        ExtensionContext at = context;
        while (!isContract(at)) {
            at = at.getParent()
                    .orElseThrow(() -> new IllegalStateException("rules are tested inside a BlogStorageContract only"));
        }
        return at.getStore(KIT).getOrComputeIfAbsent(RuleTally.class, key -> new RuleTally(), RuleTally.class);
    }
}
