package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Strings that broke other people's software, put into every field that holds text. */
class NaughtyStringsTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new Jdk8Module()).registerModule(new JavaTimeModule());

    private static final Slug SLUG = Slug.of("slug");

    private static Map<String, Function<String, Object>> fields() {
        Map<String, Function<String, Object>> fields = new LinkedHashMap<>();
        fields.put("Slug", Slug::of);
        fields.put("Slug.fromTitle", Slug::fromTitle);
        fields.put("EmailAddress", EmailAddress::of);
        fields.put("EmailAddress, local part", text -> EmailAddress.of(text + "@example.org"));
        fields.put("EmailAddress, domain", text -> EmailAddress.of("a@" + text));
        fields.put("HttpUrl", HttpUrl::of);
        fields.put("HttpUrl, host", text -> HttpUrl.of("https://" + text));
        fields.put("HttpUrl, path", text -> HttpUrl.of("https://example.org/" + text));
        fields.put("LanguageTag", LanguageTag::of);
        fields.put("Label", Label::of);
        fields.put("HostIdentity", HostIdentity::of);
        fields.put("ArticleId", ArticleId::of);
        fields.put("Image.source", text -> new Image(text, ""));
        fields.put("Image.source, path", text -> new Image("/" + text, ""));
        fields.put("Image.description", text -> new Image("/a.png", text));
        fields.put("Author.name", text -> Author.named(SLUG, text));
        fields.put(
                "Author.description", text -> new Author(SLUG, "Zoë", Optional.of(text), List.of(), Optional.empty()));
        fields.put("Tag.name", text -> Tag.named(SLUG, text));
        fields.put("Tag.description", text -> new Tag(SLUG, "Tag", Optional.of(text), Optional.empty()));
        fields.put(
                "SearchMetadata.title",
                text -> new SearchMetadata(Optional.empty(), Optional.of(text), Optional.of(text)));
        fields.put("Article.title", text -> Article.draft(Samples.ARTICLE, Samples.MONDAY, e -> e.title(text)));
        fields.put("Article.markdown", text -> Samples.draft().edit(Samples.MONDAY, e -> e.markdown(text)));
        fields.put("Article.summary", text -> Samples.draft().edit(Samples.MONDAY, e -> e.summary(text)));
        fields.put("Subscriber.name", text -> Samples.pending().introduce(text, LanguageTag.FRENCH, Samples.MONDAY));
        fields.put("Consent.form", text -> Consent.asked(text, text, Samples.MONDAY));
        fields.put("Consent.agent", text -> Samples.asked().from(Optional.of(text), Optional.of(text)));
        fields.put("Commenter.name", Commenter::named);
        fields.put("Comment.markdown", text -> Samples.held().edit(text, Samples.MONDAY));
        fields.put("DeliveryState.worker", text -> new DeliveryState.Claimed(text, Samples.MONDAY));
        fields.put("DeliveryState.reason", text -> new DeliveryState.Failed(Samples.MONDAY, text));
        return fields;
    }

    @Test
    void are_refused_by_type_or_survive_a_round_trip_in_every_field() throws Exception {
        for (String text : strings()) {
            for (Map.Entry<String, Function<String, Object>> field : fields().entrySet()) {
                Object value;
                try {
                    value = field.getValue().apply(text);
                } catch (InvalidValueException refused) {
                    assertThat(refused).hasMessageStartingWith(refused.object() + "." + refused.field());
                    if (text.strip().length() > 12) {
                        assertThat(refused.getMessage()).as(field.getKey()).doesNotContain(text.strip());
                    }
                    continue;
                }
                String json = JSON.writeValueAsString(value);
                assertThat((Object) JSON.readValue(json, value.getClass()))
                        .as(field.getKey() + " of " + text)
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void are_kept_to_the_letter_as_markdown_but_for_what_no_store_keeps() throws Exception {
        int kept = 0;
        for (String text : strings()) {
            try {
                assertThat(Samples.draft()
                                .edit(Samples.MONDAY, e -> e.markdown(text))
                                .markdown())
                        .isEqualTo(text);
                kept++;
            } catch (InvalidValueException refused) {
                assertThat(text.chars().anyMatch(c -> c == 0 || Character.isSurrogate((char) c)))
                        .isTrue();
            }
        }
        assertThat(kept).isGreaterThan(500);
    }

    private static List<String> strings() throws Exception {
        String folder = System.getProperty("billet.corpora");
        if (folder == null) {
            System.err.println("SKIPPED: NaughtyStringsTest needs -Dbillet.corpora=<folder with blns.json>");
        }
        assumeTrue(folder != null, "no billet.corpora");
        Path file = Path.of(folder, "blns.json");
        return List.of(JSON.readValue(Files.readString(file), String[].class));
    }
}
