package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The models' JSON is a promise: one golden file for each model and state, the same from both versions of Jackson. */
class JsonFormTest {

    /** What a host on Jackson 2 has: the two modules that Spring Boot registers, all else by default. */
    private static final ObjectMapper JACKSON_2 =
            new ObjectMapper().registerModule(new Jdk8Module()).registerModule(new JavaTimeModule());

    /**
     * Writing bytes (not text), Jackson 2 escapes characters beyond the basic plane unless told otherwise: the same JSON,
     * not the same bytes.
     */
    private static final ObjectMapper JACKSON_2_WITH_WHOLE_EMOJI =
            com.fasterxml.jackson.databind.json.JsonMapper.builder()
                    .enable(com.fasterxml.jackson.core.json.JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .addModules(new Jdk8Module(), new JavaTimeModule())
                    .build();

    private static final JsonMapper JACKSON_3 = new JsonMapper();

    static Stream<String> names() {
        return Samples.all().keySet().stream();
    }

    @Nested
    class Every_model_and_every_state {

        @ParameterizedTest
        @MethodSource("io.billet.core.JsonFormTest#names")
        void prints_its_golden_file_from_both_versions(String name) throws Exception {
            Object model = Samples.all().get(name);
            String two = JACKSON_2.writeValueAsString(model);
            String three = JACKSON_3.writeValueAsString(model);
            writeForComparison(name, two);

            assertThat(two).isEqualTo(golden(name));
            assertThat(three).isEqualTo(golden(name));
            assertThat(text(JACKSON_3.writeValueAsBytes(model))).isEqualTo(golden(name));
            assertThat(text(JACKSON_2_WITH_WHOLE_EMOJI.writeValueAsBytes(model)))
                    .isEqualTo(golden(name));
        }

        @ParameterizedTest
        @MethodSource("io.billet.core.JsonFormTest#names")
        void is_read_back_equal_by_both_versions(String name) throws Exception {
            Object model = Samples.all().get(name);

            assertThat((Object) JACKSON_2.readValue(golden(name), model.getClass()))
                    .isEqualTo(model);
            assertThat((Object) JACKSON_3.readValue(golden(name), model.getClass()))
                    .isEqualTo(model);
        }

        @ParameterizedTest
        @MethodSource("io.billet.core.JsonFormTest#names")
        void is_read_whatever_the_order_of_its_properties_and_with_properties_unknown_to_it(String name)
                throws Exception {
            Object model = Samples.all().get(name);
            com.fasterxml.jackson.databind.JsonNode tree = JACKSON_2.readTree(golden(name));
            if (!(tree instanceof com.fasterxml.jackson.databind.node.ObjectNode object)) {
                return;
            }
            com.fasterxml.jackson.databind.node.ObjectNode turned = JACKSON_2.createObjectNode();
            turned.put("fromTheFuture", true);
            List<Map.Entry<String, com.fasterxml.jackson.databind.JsonNode>> properties =
                    new java.util.ArrayList<>(object.properties());
            java.util.Collections.reverse(properties);
            properties.forEach(each -> turned.set(each.getKey(), each.getValue()));

            assertThat((Object) JACKSON_2.readValue(turned.toString(), model.getClass()))
                    .isEqualTo(model);
            assertThat((Object) JACKSON_3.readValue(turned.toString(), model.getClass()))
                    .isEqualTo(model);
        }

        @Test
        void is_among_the_samples() {
            List<Class<?>> sealed = List.of(
                    PublicationState.class,
                    Audience.class,
                    SubscriberState.class,
                    IssueState.class,
                    DeliveryState.class);
            List<Class<?>> sampled = Samples.all().values().stream()
                    .flatMap(JsonFormTest::withComponents)
                    .<Class<?>>map(Object::getClass)
                    .distinct()
                    .toList();
            for (Class<?> type : sealed) {
                assertThat(sampled).contains(type.getPermittedSubclasses());
            }
        }

        @ParameterizedTest
        @MethodSource("io.billet.core.JsonFormTest#names")
        void fixes_the_order_of_its_properties_and_names_each_of_them(String name) {
            Class<?> type = Samples.all().get(name).getClass();
            if (type.getRecordComponents().length == 0 || !type.isAnnotationPresent(JsonModel.class)) {
                return;
            }
            assertThat(type.getAnnotation(JsonPropertyOrder.class).value())
                    .isEqualTo(Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toArray());
        }

        @Test
        void prints_its_type_inside_lists_and_records_too() throws Exception {
            record Board(List<PublicationState> states, Optional<Audience> audience) {}
            Board board = new Board(
                    List.of(new PublicationState.Draft(), new PublicationState.Scheduled(Samples.MONDAY)),
                    Optional.of(Audience.MEMBERS));
            String expected = "{\"states\":[{\"type\":\"draft\"},"
                    + "{\"type\":\"scheduled\",\"at\":\"2026-11-23T08:00:00Z\"}],\"audience\":{\"type\":\"members\"}}";

            ObjectMapper two = JACKSON_2
                    .copy()
                    .configure(com.fasterxml.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, false);
            JsonMapper three = JACKSON_3
                    .rebuild()
                    .configure(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, false)
                    .build();
            assertThat(two.writeValueAsString(board)).isEqualTo(expected);
            assertThat(three.writeValueAsString(board)).isEqualTo(expected);
        }
    }

    @Nested
    class What_was_written_before_articles_had_aliases {

        @Test
        void is_read_as_what_it_said() throws Exception {
            Article asItWas = Samples.article().toBuilder()
                    .kind(ArticleKind.POST)
                    .translationKey(Optional.empty())
                    .featured(false)
                    .attributes(Map.of())
                    .firstPublishedAt(Optional.of(Samples.TUESDAY))
                    .aliases(List.of(Alias.of("ancien-titre")))
                    .updatedBy(Optional.empty())
                    .build();
            Map<String, Object> all = new java.util.TreeMap<>(Samples.all());
            all.keySet()
                    .removeIf(name -> !name.startsWith("article")
                            || name.equals("article-untitled")
                            || name.equals("article-withdrawn"));
            all.put("article", asItWas);
            all.put("article-summary", ArticleSummary.of(asItWas));

            assertThat(all).hasSize(9);
            for (Map.Entry<String, Object> each : all.entrySet()) {
                String json = golden("before-aliases/" + each.getKey());
                Class<?> type = each.getValue().getClass();
                assertThat((Object) JACKSON_2.readValue(json, type)).isEqualTo(each.getValue());
                assertThat((Object) JACKSON_3.readValue(json, type)).isEqualTo(each.getValue());
            }
        }
    }

    /** What was written before a revision said who made it. */
    @Nested
    class Revisions_of_before {

        @Test
        void are_read_as_made_by_nobody_known() throws Exception {
            Revision now = Revision.of(Samples.article());
            Revision asItWas = new Revision(
                    now.article(),
                    now.version(),
                    now.title(),
                    now.summary(),
                    now.markdown(),
                    now.at(),
                    Optional.empty());
            String json = golden("before-makers/revision");
            assertThat(JACKSON_2.readValue(json, Revision.class)).isEqualTo(asItWas);
            assertThat(JACKSON_3.readValue(json, Revision.class)).isEqualTo(asItWas);
        }
    }

    @Nested
    class What_was_written_before_issues_had_texts {

        @Test
        void is_read_as_an_issue_with_a_subject_and_no_text() throws Exception {
            for (String name : List.of("issue-preparing", "issue-sending", "issue-completed", "issue-cancelled")) {
                Issue now = (Issue) Samples.all().get(name);
                Issue asItWas = new Issue(
                        now.id(),
                        now.article(),
                        now.articleVersion(),
                        now.subject(),
                        List.of(),
                        now.audience(),
                        now.state(),
                        now.createdAt(),
                        now.version());
                String json = golden("before-issue-texts/" + name);
                assertThat(JACKSON_2.readValue(json, Issue.class)).isEqualTo(asItWas);
                assertThat(JACKSON_3.readValue(json, Issue.class)).isEqualTo(asItWas);
            }
        }
    }

    @Nested
    class What_was_written_before_subscribers_declined_topics {

        @Test
        void is_read_as_somebody_who_declines_nothing() throws Exception {
            for (String name : List.of("subscriber-confirmed", "subscriber-unsubscribed")) {
                Subscriber now = (Subscriber) Samples.all().get(name);
                Subscriber asItWas = now.decline(List.of(), now.updatedAt());
                String json = golden("before-topics/" + name);
                assertThat(now).isNotEqualTo(asItWas);
                assertThat(JACKSON_2.readValue(json, Subscriber.class)).isEqualTo(asItWas);
                assertThat(JACKSON_3.readValue(json, Subscriber.class)).isEqualTo(asItWas);
            }
        }
    }

    @Nested
    class Attributes {

        @Test
        void keep_their_order() throws Exception {
            List<String> names = List.copyOf(Samples.attributes().keySet());
            String json = golden("article");
            assertThat(JACKSON_2.readValue(json, Article.class).attributes().keySet())
                    .containsExactlyElementsOf(names);
            assertThat(JACKSON_3.readValue(json, Article.class).attributes().keySet())
                    .containsExactlyElementsOf(names);
        }
    }

    @Nested
    class A_property_that_is_missing {

        @Test
        void is_an_empty_list_or_optional_where_the_model_allows_that() throws Exception {
            String bare = """
                    {"id":"0193a1b2-0000-7000-8000-000000000001","slug":"a-draft","title":"A draft","markdown":"",
                     "language":"en","audience":{"type":"everyone"},"discussion":"OPEN","metadata":{},
                     "state":{"type":"draft"},
                     "createdAt":"2026-11-23T08:00:00Z","updatedAt":"2026-11-23T08:00:00Z"%s}""";
            for (String more : List.of(
                    "",
                    ",\"version\":0",
                    ",\"summary\":null,\"cover\":null,\"authors\":null,\"tags\":null,\"formerSlugs\":null",
                    ",\"aliases\":null,\"attributes\":null,\"featured\":null,\"kind\":null,\"updatedBy\":null",
                    ",\"version\":null")) {
                assertThat(JACKSON_2.readValue(bare.formatted(more), Article.class))
                        .isEqualTo(Samples.draft());
                assertThat(JACKSON_3.readValue(bare.formatted(more), Article.class))
                        .isEqualTo(Samples.draft());
            }
        }

        @Test
        void is_told_by_object_and_field_where_it_is_required_in_every_model() throws Exception {
            for (Object model : Samples.all().values()) {
                if (model.getClass().isAnnotationPresent(JsonModel.class)) {
                    for (RecordComponent component : model.getClass().getRecordComponents()) {
                        for (boolean explicit : new boolean[] {false, true}) {
                            assertReadsWithout(model, component, explicit);
                        }
                    }
                }
            }
        }

        private void assertReadsWithout(Object model, RecordComponent component, boolean explicitNull)
                throws Exception {
            com.fasterxml.jackson.databind.node.ObjectNode tree = JACKSON_2.valueToTree(model);
            if (explicitNull) {
                tree.putNull(component.getName());
            } else {
                tree.remove(component.getName());
            }
            Outcome two = outcome(() -> JACKSON_2.readValue(tree.toString(), model.getClass()));
            Outcome three = outcome(() -> JACKSON_3.readValue(tree.toString(), model.getClass()));
            String what = model.getClass().getName() + "." + component.getName();

            assertThat(two).as(what).isEqualTo(three);
            boolean mayBeMissing = component.getType() == Optional.class
                    || (component.getType() == List.class && !(model instanceof Audience.Labelled))
                    || component.getType().isPrimitive()
                    || component.getType() == Map.class
                    || component.getType() == ArticleKind.class
                    || (model instanceof Image && component.getName().equals("description"));
            if (mayBeMissing && two.failure().isPresent()) {
                // It may be absent as such, but not in this state: a confirmed subscriber needs its evidence.
                assertThat(two.failure().get().rule()).as(what).isNotEqualTo(InvalidValueException.Rule.MALFORMED);
                assertThat(two.failure().get().rule()).as(what).isEqualTo(InvalidValueException.Rule.INCONSISTENT);
            } else if (!mayBeMissing) {
                assertThat(two.failure()).as(what).hasValueSatisfying(failure -> {
                    assertThat(failure.field()).as(what).isEqualTo(component.getName());
                    assertThat(failure.rule()).as(what).isEqualTo(InvalidValueException.Rule.BLANK);
                });
            }
        }

        @Test
        void inside_a_list_is_told_as_well() {
            String json = "{\"type\":\"labelled\",\"labels\":[\"a\",null]}";
            for (Outcome outcome : List.of(
                    outcome(() -> JACKSON_2.readValue(json, Audience.class)),
                    outcome(() -> JACKSON_3.readValue(json, Audience.class)))) {
                assertThat(outcome.failure())
                        .hasValueSatisfying(failure -> assertThat(failure).hasMessage("Audience.labels[] is missing"));
            }
        }
    }

    @Nested
    class What_breaks_a_rule {

        @Test
        void fails_with_the_rule_as_the_cause_in_both_versions() {
            for (Outcome outcome : List.of(
                    outcome(() -> JACKSON_2.readValue("\"zoë@\"", EmailAddress.class)),
                    outcome(() -> JACKSON_3.readValue("\"zoë@\"", EmailAddress.class)))) {
                assertThat(outcome.failure()).hasValueSatisfying(failure -> {
                    assertThat(failure.object()).isEqualTo("EmailAddress");
                    assertThat(failure.rule()).isEqualTo(InvalidValueException.Rule.MALFORMED);
                });
            }
        }

        @Test
        void such_as_a_type_nobody_knows_is_refused_in_both_versions() {
            String json = "{\"type\":\"java.lang.Runtime\"}";
            assertThatThrownBy(() -> JACKSON_2.readValue(json, PublicationState.class))
                    .hasMessageContaining("java.lang.Runtime");
            assertThatThrownBy(() -> JACKSON_3.readValue(json, PublicationState.class))
                    .hasMessageContaining("java.lang.Runtime");
        }
    }

    /** What a reading came to: a value, or the model's own exception somewhere among the causes. */
    private record Outcome(Optional<Object> value, Optional<InvalidValueException> failure) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Outcome that
                    && value.equals(that.value)
                    && failure.map(Throwable::getMessage).equals(that.failure.map(Throwable::getMessage));
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    private interface Reading {
        Object read() throws Exception;
    }

    private static Outcome outcome(Reading reading) {
        try {
            return new Outcome(Optional.of(reading.read()), Optional.empty());
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof InvalidValueException failure) {
                    return new Outcome(Optional.empty(), Optional.of(failure));
                }
            }
            throw new AssertionError("not a rule of the model", e);
        }
    }

    private static Stream<Object> withComponents(Object model) {
        Class<?> type = model.getClass();
        if (model instanceof Optional<?> optional) {
            return optional.stream().flatMap(JsonFormTest::withComponents);
        }
        if (model instanceof Collection<?> collection) {
            return collection.stream().flatMap(JsonFormTest::withComponents);
        }
        if (!type.isRecord()) {
            return Stream.of(model);
        }
        return Stream.concat(
                Stream.of(model), Arrays.stream(type.getRecordComponents()).flatMap(component -> {
                    try {
                        return withComponents(component.getAccessor().invoke(model));
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }));
    }

    private static String golden(String name) {
        try (InputStream file = JsonFormTest.class.getResourceAsStream("json/" + name + ".json")) {
            assertThat(file).as("golden file json/%s.json", name).isNotNull();
            return text(file.readAllBytes()).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is printed now, beside the build's other products: copy it over the golden file if the change is meant. */
    private static void writeForComparison(String name, String json) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "golden", "json"));
        Files.writeString(folder.resolve(name + ".json"), json + "\n");
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Every time in the samples has at most microseconds, or the comparison of instants would prove nothing. */
    @Test
    void times_are_printed_as_instants_of_iso_8601() throws Exception {
        Instant odd = Instant.parse("2026-11-24T09:30:00.123456789Z");
        assertThat(JACKSON_2.writeValueAsString(new PublicationState.Scheduled(odd)))
                .isEqualTo("{\"type\":\"scheduled\",\"at\":\"2026-11-24T09:30:00.123456Z\"}");
    }
}
