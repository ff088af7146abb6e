package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.InvalidValueException;
import io.billet.storage.api.Capability;
import io.billet.storage.api.SettingStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules of settings. */
@Needs(Capability.SETTINGS)
abstract class SettingRules extends StoreRules {

    private static final Optional<String> NOTHING = Optional.empty();

    SettingRules(BlogStorageContract contract) {
        super(contract);
    }

    private SettingStore settings() {
        return storage().settings();
    }

    private void put(String name, String value) {
        assertThat(settings().replace(name, settings().find(name), Optional.of(value)))
                .as("replace() of what is there")
                .isTrue();
    }

    @RuleTest(check = "is the stored value compared before it is replaced, in one step?")
    void set_01_a_value_is_replaced_only_if_it_is_the_expected_one() {
        assertThat(settings().replace("key", Optional.of("a"), Optional.of("b")))
                .as("replacing a value where there is none")
                .isFalse();
        assertThat(settings().find("key")).isEmpty();
        assertThat(settings().replace("key", NOTHING, Optional.of("a")))
                .as("storing a first value")
                .isTrue();
        assertThat(settings().replace("key", NOTHING, Optional.of("b")))
                .as("storing a first value where there is one")
                .isFalse();
        assertThat(settings().replace("key", Optional.of("A"), Optional.of("b")))
                .as("replacing a, given A")
                .isFalse();
        assertThat(settings().find("key")).contains("a");
        assertThat(settings().replace("key", Optional.of("a"), Optional.of("b")))
                .isTrue();
        assertThat(settings().find("key")).contains("b");
        assertThat(settings().replace("key", Optional.of("b"), Optional.of("b")))
                .as("replacing a value by itself")
                .isTrue();
    }

    @RuleTest(check = "does an empty value take the row away, and an empty expectation mean that there is none?")
    void set_01_a_value_is_taken_away_only_if_it_is_the_expected_one() {
        assertThat(settings().replace("key", NOTHING, NOTHING))
                .as("taking nothing away where nothing is")
                .isTrue();
        put("key", "a");
        assertThat(settings().replace("key", Optional.of("b"), NOTHING)).isFalse();
        assertThat(settings().replace("key", NOTHING, NOTHING)).isFalse();
        assertThat(settings().find("key")).contains("a");
        assertThat(settings().replace("key", Optional.of("a"), NOTHING)).isTrue();
        assertThat(settings().find("key")).isEmpty();
    }

    @RuleTest(check = "is comparing and setting one step, by a constraint and a lock of the row?")
    void set_01_of_many_threads_with_one_expectation_one_succeeds() {
        for (int round = 0; round < fewerRounds(); round++) {
            String name = "race-" + round;
            assertThat(winners(name, NOTHING))
                    .as("of 16 who found nothing there")
                    .hasSize(1);
            assertThat(winners(name, settings().find(name)))
                    .as("of 16 who found the same value there")
                    .hasSize(1);
        }
    }

    private List<Boolean> winners(String name, Optional<String> expected) {
        return Race.of(16, i -> settings().replace(name, expected, Optional.of(expected.orElse("") + i)))
                .allSucceeded("replacing one setting")
                .stream()
                .filter(won -> won)
                .toList();
    }

    @RuleTest(
            check =
                    "is text kept to the code point, an empty one too, and are settings told apart by their whole names?")
    void set_02_values_are_read_back_as_they_were_stored() {
        String longest = "é🎉".repeat(SettingStore.LONGEST_VALUE / 3);
        String longestName = "a.".repeat(SettingStore.LONGEST_NAME / 2);
        put("key", Samples.UNICODE);
        put("key.old", "");
        put("key-1", " a\r\n\t ");
        put(longestName, longest);

        assertThat(settings().find("key")).contains(Samples.UNICODE);
        assertThat(settings().find("key.old")).contains("");
        assertThat(settings().find("key-1")).contains(" a\r\n\t ");
        assertThat(settings().find(longestName)).contains(longest);
        assertThat(settings().find("ke")).isEmpty();
        assertThat(settings().replace("key.old", NOTHING, Optional.of("b")))
                .as("storing a first value where there is an empty one")
                .isFalse();
    }

    @RuleTest(check = "are names and values checked first? Bounds does")
    void set_03_what_is_no_name_and_no_value_is_refused() {
        Stream.of("", "A", "a b", "a_b", "é", "a\u0000", "a".repeat(SettingStore.LONGEST_NAME + 1))
                .forEach(name -> {
                    failure(
                            IllegalArgumentException.class,
                            "find() of a name of " + name.length(),
                            () -> settings().find(name));
                    failure(
                            IllegalArgumentException.class,
                            "replace() of a name of " + name.length(),
                            () -> settings().replace(name, NOTHING, Optional.of("a")));
                });
        Stream.of("a".repeat(SettingStore.LONGEST_VALUE + 1), "a\u0000b", "a\ud83d", "\udc00")
                .forEach(value -> failure(
                        InvalidValueException.class,
                        "replace() by a value of " + value.length(),
                        () -> settings().replace("key", NOTHING, Optional.of(value))));
        assertThat(settings().find("key")).isEmpty();
    }
}
