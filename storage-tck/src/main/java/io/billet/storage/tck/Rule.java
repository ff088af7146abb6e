package io.billet.storage.tck;

import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule that a test bears in its name.
 *
 * @param id       such as {@code ART-03}
 * @param sentence what the test says about it
 */
record Rule(String id, String sentence) {

    private static final Pattern NAME = Pattern.compile("([a-z]{3})_(\\d\\d)_(\\w+)");

    static Optional<Rule> of(Class<?> testClass, Method method) {
        Matcher name = NAME.matcher(method.getName());
        if (!method.isAnnotationPresent(RuleTest.class) || !name.matches()) {
            return Optional.empty();
        }
        RulesOf shared = testClass.getAnnotation(RulesOf.class);
        String letters = shared == null ? name.group(1).toUpperCase(Locale.ROOT) : shared.value();
        return Optional.of(new Rule(letters + "-" + name.group(2), name.group(3).replace('_', ' ')));
    }

    @Override
    public String toString() {
        return id + " " + sentence;
    }
}
