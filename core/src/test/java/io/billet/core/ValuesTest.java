package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values: web addresses, pictures, languages, labels, names. */
class ValuesTest {

    @Nested
    class An_http_url {

        @ParameterizedTest
        @CsvSource({
            "https://example.org, https://example.org",
            "HTTPS://Example.ORG/Path?Q=1#F, https://example.org/Path?Q=1#F",
            "http://example.org:8080/, http://example.org:8080/",
            "https://example.org/é?q=日, https://example.org/%C3%A9?q=%E6%97%A5",
            "https://müller.example/über, https://xn--mller-kva.example/%C3%BCber",
            "'  https://example.org/ ', https://example.org/",
            "http://[2001:DB8::1]/, http://[2001:db8::1]/",
            "http://127.0.0.1:1/, http://127.0.0.1:1/",
            "https://example.org/a%2Fb, https://example.org/a%2Fb"
        })
        void is_kept_in_ascii_with_a_lower_case_host(String typed, String value) {
            assertThat(HttpUrl.of(typed).value()).isEqualTo(value);
            assertThat(HttpUrl.of(value)).isEqualTo(HttpUrl.of(typed));
            assertThat(HttpUrl.of(typed).toUri()).hasToString(value);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "javascript:alert(1)",
                    "JaVaScRiPt://example.org/%0aalert(1)",
                    "data:text/html,x",
                    "ftp://example.org/",
                    "mailto:a@example.org",
                    "file:///etc/passwd",
                    "//example.org/",
                    "/path",
                    "example.org",
                    "http:example.org",
                    "http:///path",
                    "http://",
                    "https://user@example.org/",
                    "https://user:secret@example.org/",
                    "https://example.org\\@evil.example/",
                    "https://example.org:70000/",
                    "https://example.org:99999999999/",
                    "https://example.org:x/",
                    "https://exa mple.org/",
                    "https://example.org/a b",
                    "https://example.org/\"onclick=\"x",
                    "https://example.org/<script>",
                    "https://example.org/%zz",
                    "https://example.org/\r\nSet-Cookie: a=b",
                    "https://example.org/\ud800",
                    "https://straße.example/",
                    "https://[::1/",
                    "ſttps://example.org/"
                })
        void refuses_what_is_no_absolute_web_address_without_a_password(String typed) {
            assertThatThrownBy(() -> HttpUrl.of(typed))
                    .asInstanceOf(type(InvalidValueException.class))
                    .returns("HttpUrl", InvalidValueException::object)
                    .returns(InvalidValueException.Rule.MALFORMED, InvalidValueException::rule);
        }

        @Test
        void has_its_limit_before_and_after_encoding() {
            String base = "https://example.org/";
            assertThat(HttpUrl.of(base + "a".repeat(2_000 - base.length())).value())
                    .hasSize(2_000);
            assertThatThrownBy(() -> HttpUrl.of(base + "a".repeat(2_001 - base.length())))
                    .hasMessage("HttpUrl.value is too long: 2000 characters at most, got 2001 characters");
            assertThatThrownBy(() -> HttpUrl.of(base + "é".repeat(400)))
                    .hasMessage("HttpUrl.value is too long: 2000 characters at most, got 2420 characters");
        }
    }

    @Nested
    class An_image {

        @Test
        void stands_on_the_hosts_own_site_or_on_another() {
            assertThat(new Image("/a/é.png", " Une écluse ")).isEqualTo(new Image("/a/%C3%A9.png", "Une écluse"));
            assertThat(new Image("HTTPS://Example.org/a.png", "").source()).isEqualTo("https://example.org/a.png");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"//evil.example/a", "/\\evil.example", "a.png", "javascript:alert(1)", "/a b", "data:,x"})
        void is_refused_anywhere_else_in_its_own_name(String source) {
            assertThatThrownBy(() -> new Image(source, ""))
                    .asInstanceOf(type(InvalidValueException.class))
                    .returns("Image", InvalidValueException::object)
                    .returns("source", InvalidValueException::field);
        }

        @Test
        void has_limits() {
            assertThat(new Image("/" + "a".repeat(1_999), "d".repeat(500)).source())
                    .hasSize(2_000);
            assertThatThrownBy(() -> new Image("/" + "é".repeat(400), ""))
                    .hasMessage("Image.source is too long: 2000 characters at most, got 2401 characters");
            assertThatThrownBy(() -> new Image("/a", "d".repeat(501)))
                    .hasMessage("Image.description is too long: 500 characters at most, got 501 characters");
        }
    }

    @Nested
    class A_language_tag {

        @ParameterizedTest
        @CsvSource({
            "fr, fr",
            "FR-ch, fr-CH",
            "zh-hant-TW, zh-Hant-TW",
            "iw, he",
            "sr-latn, sr-Latn",
            "i-klingon, tlh",
            "TR, tr"
        })
        void is_kept_in_canonical_case(String typed, String value) {
            assertThat(LanguageTag.of(typed).value()).isEqualTo(value);
            assertThat(LanguageTag.of(value)).isEqualTo(LanguageTag.of(typed));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"f", "fr_FR", "und", "und-CH", "x-private", "français", "fr-", "-fr", "fr CH", "*", "fr;"})
        void refuses_what_names_no_language(String typed) {
            assertThatThrownBy(() -> LanguageTag.of(typed))
                    .asInstanceOf(type(InvalidValueException.class))
                    .returns(InvalidValueException.Rule.MALFORMED, InvalidValueException::rule);
        }

        @Test
        void goes_to_a_locale_and_back() {
            assertThat(LanguageTag.FRENCH.toLocale()).isEqualTo(Locale.FRENCH);
            assertThat(LanguageTag.of(Locale.CANADA_FRENCH).value()).isEqualTo("fr-CA");
            assertThat(LanguageTag.of("fr-CH").language()).isEqualTo("fr");
            assertThatThrownBy(() -> LanguageTag.of(Locale.ROOT)).isInstanceOf(InvalidValueException.class);
        }

        @Test
        void has_a_limit() {
            assertThatThrownBy(() -> LanguageTag.of("fr-" + "a".repeat(33)))
                    .hasMessage("LanguageTag.value is too long: 35 characters at most, got 36 characters");
            assertThatThrownBy(() -> LanguageTag.of(" ")).hasMessage("LanguageTag.value must not be blank");
        }
    }

    @Nested
    class A_label {

        @Test
        void is_compared_to_the_letter() {
            assertThat(Label.of("Premium")).isNotEqualTo(Label.of("premium"));
            assertThat(Label.of(" e\u0301quipe ")).isEqualTo(Label.of("équipe"));
            assertThat(Stream.of(Label.of("b"), Label.of("a")).sorted()).containsExactly(Label.of("a"), Label.of("b"));
        }

        @Test
        void has_limits() {
            assertThat(Label.of("x".repeat(64)).value()).hasSize(64);
            assertThatThrownBy(() -> Label.of("x".repeat(65)))
                    .hasMessage("Label.value is too long: 64 characters at most, got 65 characters");
            assertThatThrownBy(() -> Label.of("\u00a0")).hasMessage("Label.value must not be blank");
        }

        @Test
        void stands_sorted_and_once_in_an_audience() {
            assertThat(Audience.labelled(Label.of("b"), Label.of("a"), Label.of("b")))
                    .isEqualTo(Audience.labelled(Label.of("a"), Label.of("b")));
            assertThatThrownBy(Audience::labelled).hasMessage("Audience.labels must not be blank");
            assertThat(new Audience.Labelled(labels(50)).labels()).hasSize(50);
            assertThatThrownBy(() -> new Audience.Labelled(labels(51)))
                    .hasMessage("Audience.labels is too long: 50 entries at most, got 51 entries");
        }
    }

    static List<Label> labels(int count) {
        return IntStream.range(0, count).mapToObj(i -> Label.of("label-" + i)).toList();
    }

    @Nested
    class A_host_identity {

        @Test
        void is_kept_to_the_letter_for_it_is_not_ours() {
            assertThat(HostIdentity.of(" e\u0301 ").value()).isEqualTo(" e\u0301 ");
            assertThat(HostIdentity.of("e\u0301")).isNotEqualTo(HostIdentity.of("é"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\u200b", "a\nb", "\u0000", "\ud800"})
        void is_refused_if_blank_or_unprintable(String value) {
            assertThatThrownBy(() -> HostIdentity.of(value)).isInstanceOf(InvalidValueException.class);
        }

        @Test
        void has_a_limit() {
            assertThatThrownBy(() -> HostIdentity.of("x".repeat(201)))
                    .hasMessage("HostIdentity.value is too long: 200 characters at most, got 201 characters");
        }
    }

    @Nested
    class A_line_such_as_a_name {

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\u00a0\u202f\u3000", "\u200b", "\u200d\ufeff", "\u3164", "\u2800", "\n\t"})
        void must_show_something(String name) {
            assertThatThrownBy(() -> Tag.named(Slug.of("t"), name)).hasMessage("Tag.name must not be blank");
            assertThatThrownBy(() -> Commenter.named(name)).hasMessage("Commenter.name must not be blank");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\nb", "a\rb", "a\tb", "a\u0000b", "a\u0085b", "a\u2028b", "a\u2029b", "a\u001bb"})
        void has_no_line_breaks_or_controls_inside(String name) {
            assertThatThrownBy(() -> Tag.named(Slug.of("t"), name))
                    .asInstanceOf(type(InvalidValueException.class))
                    .returns(InvalidValueException.Rule.MALFORMED, InvalidValueException::rule)
                    .hasToString("io.billet.core.InvalidValueException: Tag.name is malformed: expected "
                            + (name.charAt(1) == 0
                                    ? "Unicode text without U+0000 and unpaired surrogates"
                                    : "one line without control characters")
                            + ", got 3 characters with one at index 1");
        }

        @Test
        void is_stripped_and_composed() {
            assertThat(Tag.named(Slug.of("t"), "\u00a0 e\u0301t\u00a0é\u202f\n").name())
                    .isEqualTo("ét\u00a0é");
        }

        @Test
        void may_be_missing_where_it_is_optional_and_then_blanks_count_as_missing() {
            Tag tag = new Tag(Slug.of("t"), "T", Optional.of(" \u200b"), Optional.empty());
            assertThat(tag.description()).isEmpty();
        }

        @Test
        void has_a_limit_on_every_model() {
            String tooLong = "x".repeat(201);
            assertThatThrownBy(() -> Tag.named(Slug.of("t"), tooLong))
                    .hasMessage("Tag.name is too long: 200 characters at most, got 201 characters");
            assertThatThrownBy(() -> Author.named(Slug.of("t"), tooLong))
                    .hasMessage("Author.name is too long: 200 characters at most, got 201 characters");
            assertThatThrownBy(() -> Commenter.named("x".repeat(101)))
                    .hasMessage("Commenter.name is too long: 100 characters at most, got 101 characters");
            assertThatThrownBy(
                            () -> new SearchMetadata(Optional.empty(), Optional.of("x".repeat(301)), Optional.empty()))
                    .hasMessage("SearchMetadata.title is too long: 300 characters at most, got 301 characters");
            // Some characters grow when composed (U+0958 becomes two).
            assertThatThrownBy(() -> Tag.named(Slug.of("t"), "\u0958".repeat(101)))
                    .hasMessage("Tag.name is too long: 200 characters at most, got 202 characters");
        }

        @Test
        void is_never_repeated_in_a_message() {
            for (String secret : List.of("secret\nsecret", "secret".repeat(2_000), "secret\ud800")) {
                assertThatThrownBy(() -> Tag.named(Slug.of("t"), secret))
                        .message()
                        .doesNotContain("secret");
                assertThatThrownBy(() -> EmailAddress.of(secret)).message().doesNotContain("secret");
                assertThatThrownBy(() -> HttpUrl.of(secret)).message().doesNotContain("secret");
                assertThatThrownBy(() -> Slug.of(secret)).message().doesNotContain("secret");
                assertThatThrownBy(() -> LanguageTag.of(secret)).message().doesNotContain("secret");
                assertThatThrownBy(() -> ArticleId.of(secret)).message().doesNotContain("secret");
                assertThatThrownBy(() -> new Image(secret, "")).message().doesNotContain("secret");
            }
        }
    }
}
