package io.billet.storage.tck;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Shows {@code art_03_one_wins} as {@code ART-03 one wins}, and a plugin author's own tests as they are. */
final class RuleNames extends DisplayNameGenerator.Standard {

    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> testClass, Method testMethod) {
        return Rule.of(testClass, testMethod)
                .map(Rule::toString)
                .orElseGet(() -> super.generateDisplayNameForMethod(enclosing, testClass, testMethod));
    }
}
