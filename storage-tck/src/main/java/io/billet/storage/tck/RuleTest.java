package io.billet.storage.tck;

import io.billet.storage.api.Capability;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** A test of the rule that its name begins with: {@code art_03_one_of_many_threads...} tests ART-03. */
@Test
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface RuleTest {

    /** What to check in a store that fails, as a question or an advice to its author. */
    String check();

    /** What the test needs beyond the capabilities of its class. */
    Capability[] needs() default {};
}
