package io.billet.storage.tck;

import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.OutboxStore;
import io.billet.storage.api.PublicChanges;
import io.billet.storage.api.RevisionStore;
import io.billet.storage.api.SettingStore;
import io.billet.storage.api.StagedEditStore;
import io.billet.storage.api.SubscriberStore;
import io.billet.storage.api.TagStore;
import io.billet.storage.api.TokenStore;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
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

    private static final Map<String, Class<?>> STATED_IN = Map.ofEntries(
            Map.entry("ART", ArticleStore.class),
            Map.entry("AUT", AuthorStore.class),
            Map.entry("CHG", PublicChanges.class),
            Map.entry("COM", CommentStore.class),
            Map.entry("ISS", IssueStore.class),
            Map.entry("OUT", OutboxStore.class),
            Map.entry("REV", RevisionStore.class),
            Map.entry("SET", SettingStore.class),
            Map.entry("STG", StagedEditStore.class),
            Map.entry("STO", BlogStorage.class),
            Map.entry("SUB", SubscriberStore.class),
            Map.entry("TAG", TagStore.class),
            Map.entry("TOK", TokenStore.class));

    static Optional<Rule> of(Class<?> testClass, Method method) {
        Matcher name = NAME.matcher(method.getName());
        if (!method.isAnnotationPresent(RuleTest.class) || !name.matches()) {
            return Optional.empty();
        }
        RulesOf shared = testClass.getAnnotation(RulesOf.class);
        String letters = shared == null ? name.group(1).toUpperCase(Locale.ROOT) : shared.value();
        return Optional.of(new Rule(letters + "-" + name.group(2), name.group(3).replace('_', ' ')));
    }

    /** Returns the type whose javadoc states it. */
    Class<?> statedIn() {
        return STATED_IN.getOrDefault(id.substring(0, 3), BlogStorage.class);
    }

    @Override
    public String toString() {
        return id + " " + sentence;
    }
}
