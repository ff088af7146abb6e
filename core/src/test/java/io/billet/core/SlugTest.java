package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

    @Nested
    class From_a_title {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        L’Europe résiste : 1,3 Md€       | l-europe-resiste-1-3-md
                        « L’œuvre » d’un cœur — à Noël ! | l-oeuvre-d-un-coeur-a-noel
                        ŒUVRES ET ÆTHER                  | oeuvres-et-aether
                        Straße                           | strasse
                        STRAẞE                           | strasse
                        Łódź, Đà Nẵng, Þór               | lodz-da-nang-thor
                        İstanbul’da ışık                 | istanbul-da-isik
                        Điện Biên Phủ                    | dien-bien-phu
                        Новый йод, ёлка                  | новый-йод-ёлка
                        Οδός ΟΔΟΣ                        | οδός-οδος
                        がぎぐ パピプ 日本語の題            | がぎぐ-パピプ-日本語の題
                        ｶﾞｷﾞｸﾞ Ｆｕｌｌ　Ｗｉｄｔｈ          | ガギグ-full-width
                        مرحبا بالعالم                    | مرحبا-بالعالم
                        हिन्दी में लेख                       | हिन्दी-में-लेख
                        한국어 제목                        | 한국어-제목
                        Ünïcödé ﬁ ﬂ ²                    | unicode-fi-fl-2
                        C++ & C#                         | c-c
                        --a__b--                         | a-b
                        1️⃣ étape                         | 1-etape
                        """)
        void keeps_the_letters_of_every_script_and_drops_the_accents_of_latin(String title, String slug) {
            assertThat(Slug.fromTitle(title).value()).isEqualTo(slug);
        }

        @Test
        void gives_the_same_whether_accents_are_composed_or_not() {
            assertThat(Slug.fromTitle("re\u0301siste и\u0306").value()).isEqualTo("resiste-й");
            assertThat(Slug.fromTitle("か\u3099").value()).isEqualTo("が");
        }

        @Test
        void spells_umlauts_as_german_does_only_in_german() {
            assertThat(Slug.fromTitle("Ärger über Öl", LanguageTag.GERMAN).value())
                    .isEqualTo("aerger-ueber-oel");
            assertThat(Slug.fromTitle("A\u0308rger", LanguageTag.of("de-CH")).value())
                    .isEqualTo("aerger");
            assertThat(Slug.fromTitle("Ärger über Öl", LanguageTag.of("sv")).value())
                    .isEqualTo("arger-uber-ol");
            assertThat(Slug.fromTitle("Straße", LanguageTag.GERMAN).value()).isEqualTo("strasse");
        }

        @Test
        void spells_symbols_by_name_where_there_is_nothing_else() {
            assertThat(Slug.fromTitle("🎉").value()).isEqualTo("party-popper");
            assertThat(Slug.fromTitle("❤️").value()).isEqualTo("heavy-black-heart");
            assertThat(Slug.fromTitle("👨\u200d👩\u200d👧").value()).isEqualTo("man-woman-girl");
            assertThat(Slug.fromTitle("🎉 Fête").value()).isEqualTo("fete");
            assertThat(Slug.fromTitle("→ ∞").value()).isEqualTo("rightwards-arrow-infinity");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "!!! ???",
                    "\u00a0",
                    "\u200b\u200d",
                    "\ud800",
                    "\udc00\ud800",
                    "\ue000",
                    "\u3164",
                    "\ufe0f",
                    "\u0301\u0301",
                    "\u0000\n"
                })
        void is_untitled_where_there_is_nothing_to_spell(String title) {
            assertThat(Slug.fromTitle(title).value()).isEqualTo("untitled");
        }

        @Test
        void passes_over_joiners_and_soft_hyphens_inside_words() {
            assertThat(Slug.fromTitle("ක්\u200dෂ").value()).isEqualTo("ක්ෂ");
            assertThat(Slug.fromTitle("Donau\u00addampf\u200cschiff").value()).isEqualTo("donaudampfschiff");
            assertThat(Slug.fromTitle("日\ufe00本\udb40\udd00").value()).isEqualTo("日本");
            assertThat(Slug.fromTitle("a\u200bb").value()).isEqualTo("a-b");
        }

        @Test
        void takes_half_a_surrogate_pair_for_a_space() {
            assertThat(Slug.fromTitle("a\ud83cb").value()).isEqualTo("a-b");
        }

        @Test
        void cuts_a_long_title_between_words() {
            String slug = Slug.fromTitle("mot ".repeat(75).strip()).value();
            assertThat(slug).isEqualTo("mot-".repeat(30).substring(0, 119));
            assertThat(Slug.fromTitle("x".repeat(300)).value()).isEqualTo("x".repeat(120));
        }

        @Test
        void never_cuts_between_a_letter_and_its_mark() {
            for (int lead = 0; lead < 8; lead++) {
                String slug =
                        Slug.fromTitle("x".repeat(lead) + "कि".repeat(150)).value();
                assertThat(slug.getBytes(StandardCharsets.UTF_8).length).isBetween(100, 120);
                assertThat(slug).endsWith("कि");
            }
        }

        @Test
        void reads_no_more_of_a_text_than_a_title_could_hold() {
            assertThat(Slug.fromTitle("!".repeat(10_000_000)).value()).isEqualTo("untitled");
        }

        @Test
        void does_not_depend_on_the_locale_of_the_machine() {
            Locale before = Locale.getDefault();
            try {
                for (String tag : new String[] {"tr", "az", "lt", "de", "ar-EG-u-nu-arab"}) {
                    Locale.setDefault(Locale.forLanguageTag(tag));
                    assertThat(Slug.fromTitle("TITLE IN İSTANBUL Ì").value()).isEqualTo("title-in-istanbul-i");
                    assertThat(Slug.fromTitle("TITLE").numbered(12).value()).isEqualTo("title-12");
                }
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    /** jqwik runs properties in classes of its own; they stand here, beside the examples. */
    @Property(tries = 5_000)
    void every_text_makes_a_valid_slug_within_its_limit(@ForAll("texts") String title) {
        Slug slug = Slug.fromTitle(title);
        assertThat(Slug.of(slug.value())).isEqualTo(slug);
        assertThat(slug.value().getBytes(StandardCharsets.UTF_8).length).isBetween(1, 130);
        assertThat(Slug.fromTitle(title, LanguageTag.GERMAN).value()).isNotEmpty();
    }

    @Property(tries = 5_000)
    void a_slug_made_of_a_title_is_its_own_slug(@ForAll("texts") String title) {
        Slug slug = Slug.fromTitle(title);
        assertThat(Slug.fromTitle(slug.value())).isEqualTo(slug);
    }

    @Property(tries = 1_000)
    void a_numbered_slug_is_valid_and_differs(@ForAll("texts") String title) {
        Slug slug = Slug.fromTitle(title);
        assertThat(slug.numbered(2)).isNotEqualTo(slug).isNotEqualTo(slug.numbered(3));
        assertThat(slug.numbered(Integer.MAX_VALUE).value()).endsWith("-2147483647");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                "Œuvre", "straße", "İI", "ı", "й", "и\u0306", "が", "か\u3099", "العربية", "हिन्दी", "한국", "ﬁ", "①", "🎉",
                "\u200d", "\u200c", "\ufe0f", "\u0301", "-", " ", "Σ", "ǅ", "ŉ", "ΐ", "\ud800", "1\u20e3", "ᏸ", "Ა",
                "𝐀");
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(300),
                Arbitraries.strings().withCharRange('\u0080', '\u2fff').ofMaxLength(60),
                Arbitraries.integers()
                        .between(0, Character.MAX_CODE_POINT)
                        .list()
                        .ofMaxSize(40)
                        .map(points -> points.stream().map(Character::toString).reduce("", String::concat)),
                words.list().ofMaxSize(80).map(list -> String.join("", list)));
    }

    @Nested
    class From_a_name {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        C            | c
                        C++          | c-plus-plus
                        c++          | c-plus-plus
                        Ｃ＋＋        | c-plus-plus
                        C#           | c-sharp
                        C♯           | c-sharp
                        C--          | c-minus-minus
                        C*           | c-star
                        C/C++        | c-c-plus-plus
                        C++11        | c-plus-plus-11
                        F            | f
                        F#           | f-sharp
                        F* (proofs)  | f-star-proofs
                        Notepad++    | notepad-plus-plus
                        Google+      | google-plus
                        A+ and A     | a-plus-and-a
                        a+b          | a-plus-b
                        Е#           | е-sharp
                        .NET         | dot-net
                        .net core    | dot-net-core
                        ASP.NET      | asp-net
                        net          | net
                        #news        | news
                        # news       | news
                        a + b        | a-b
                        Issue #5     | issue-5
                        ...and more  | and-more
                        Mistral AI   | mistral-ai
                        Zoë Martin   | zoe-martin
                        R&D          | r-d
                        Objective-C  | objective-c
                        ++           | untitled
                        日本語        | 日本語
                        """)
        void spells_the_signs_that_tell_it_from_others(String name, String slug) {
            assertThat(Slug.fromName(name).value()).isEqualTo(slug);
        }

        @Test
        void is_bounded_as_a_title_is() {
            assertThat(Slug.fromName("+".repeat(10_000_000)).value()).isEqualTo("untitled");
            assertThat(Slug.fromName("C" + "+".repeat(10_000_000)).value())
                    .startsWith("c-plus-plus-")
                    .hasSizeLessThan(121);
        }

        @Property
        void is_always_a_slug(@ForAll String name) {
            assertThat(Slug.of(Slug.fromName(name).value())).isEqualTo(Slug.fromName(name));
        }
    }

    @Nested
    class In_its_exact_form {

        @ParameterizedTest
        @ValueSource(strings = {"a", "l-europe-resiste", "привет-мир", "日本語の題", "café", "2026-11-23", "हिन्दी"})
        void is_kept_as_it_is(String value) {
            assertThat(Slug.of(value).value()).isEqualTo(value);
            assertThat(Slug.of(value)).hasToString(value);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "A",
                    "Éa",
                    "-a",
                    "a-",
                    "a--b",
                    "a b",
                    "a/b",
                    "..",
                    "a.b",
                    "a_b",
                    "a%41",
                    "a\nb",
                    "e\u0301",
                    "\u0301a",
                    "a-\u0301b",
                    "a\u200db",
                    "a\ufe0f",
                    "\u3164",
                    "\ud800",
                    "🎉",
                    "ﬁ\u0000"
                })
        void refuses_what_would_not_stand_alone_in_an_address(String value) {
            assertThatThrownBy(() -> Slug.of(value))
                    .asInstanceOf(type(InvalidValueException.class))
                    .returns("Slug", InvalidValueException::object)
                    .returns(InvalidValueException.Rule.MALFORMED, InvalidValueException::rule);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\t"})
        void refuses_blanks(String value) {
            assertThatThrownBy(() -> Slug.of(value)).hasMessage("Slug.value must not be blank");
        }

        @Test
        void counts_its_limit_in_octets() {
            assertThat(Slug.of("a".repeat(200)).value()).hasSize(200);
            assertThat(Slug.of("й".repeat(100)).value()).hasSize(100);
            assertThatThrownBy(() -> Slug.of("a".repeat(201)))
                    .hasMessage("Slug.value is too long: 200 octets at most, got 201 octets");
            assertThatThrownBy(() -> Slug.of("й".repeat(101)))
                    .hasMessage("Slug.value is too long: 200 octets at most, got 202 octets");
            assertThatThrownBy(() -> Slug.of("a".repeat(300))).isInstanceOf(InvalidValueException.class);
        }
    }

    @Nested
    class With_a_number {

        @Test
        void has_the_number_at_its_end() {
            assertThat(Slug.of("titre").numbered(2).value()).isEqualTo("titre-2");
        }

        @Test
        void is_cut_to_stay_within_the_limit() {
            assertThat(Slug.of("a".repeat(200)).numbered(10).value()).isEqualTo("a".repeat(197) + "-10");
            assertThat(Slug.of("日".repeat(66)).numbered(2).value()).isEqualTo("日".repeat(66) + "-2");
            assertThat(Slug.of("日".repeat(66)).numbered(100).value()).isEqualTo("日".repeat(65) + "-100");
        }

        @Test
        void begins_with_two() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Slug.of("titre").numbered(1))
                    .withMessage("number must be 2 or greater, not 1");
        }
    }
}
