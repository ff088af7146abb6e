package io.billet.engine.internal.mail;

import static io.billet.engine.internal.mail.Letters.LANGUAGES;
import static io.billet.engine.internal.mail.Letters.ZOE;
import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Consent;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.Letterhead;
import io.billet.engine.Messages;
import io.billet.engine.spi.OutgoingMail;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MailComposerTest {

    private static final UUID MAIL = UUID.fromString("01900000-0000-7000-8000-00000000000a");
    private static final URI LINK = URI.create("https://example.org/blog/dev");

    private final Letters letters = new Letters(site -> site, withNotice());

    /** A notice is in the words of whoever sends it. */
    private static Messages withNotice() {
        return Messages.of(Messages.class).with(LanguageTag.FRENCH, new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {
                    {"mail.notice.late.subject", "Un numéro attend"},
                    {"mail.notice.late.text.one", "{0} numéro attend."},
                    {"mail.notice.late.text.other", "{0} numéros attendent."},
                };
            }
        });
    }

    static Stream<LanguageTag> languages() {
        return LANGUAGES.stream();
    }

    private static Subscriber zoe(LanguageTag language, String name) {
        return Subscriber.request(
                        new SubscriberId(MAIL), ZOE, language, Consent.asked("f", "1", Letters.NOW), Letters.NOW)
                .rename(name, Letters.NOW);
    }

    private Map<String, OutgoingMail> all(LanguageTag language) {
        return all(letters, language);
    }

    private static Map<String, OutgoingMail> all(Letters letters, LanguageTag language) {
        return Map.of(
                "confirm", letters.mails.confirmation(MAIL, ZOE, language, "token-1"),
                "sign-in", letters.mails.signIn(MAIL, ZOE, language, "token-2"),
                "moved", letters.mails.moved(MAIL, ZOE, language, "token-3"),
                "welcome", letters.mails.welcome(MAIL, zoe(language, "Zoé"), "token-4"));
    }

    @Nested
    class Each_mail {

        @ParameterizedTest
        @MethodSource("io.billet.engine.internal.mail.MailComposerTest#languages")
        void has_two_parts_that_say_the_same_in_the_language_of_the_recipient(LanguageTag language) {
            all(language).forEach((kind, mail) -> {
                Document page = Jsoup.parse(mail.html().orElseThrow());
                assertThat(MailHtmlCheck.faults(page.html())).as(kind).isEmpty();
                assertThat(page.selectFirst("html").attr("lang")).isEqualTo(language.value());
                assertThat(mail.headers()).containsEntry("Content-Language", language.value());
                for (String paragraph : mail.text().split("\n+")) {
                    boolean isLabel = paragraph.endsWith(":");
                    boolean isRule = paragraph.startsWith("___");
                    String words = isLabel
                            ? paragraph.substring(0, paragraph.length() - 1).replace("\u00a0", "")
                            : paragraph;
                    if (!isRule) {
                        assertThat(page.wholeText() + page.select("a").eachAttr("href"))
                                .as("%s: %s", kind, words)
                                .contains(words);
                    }
                }
            });
        }

        @ParameterizedTest
        @MethodSource("io.billet.engine.internal.mail.MailComposerTest#languages")
        void has_its_link_as_a_button_and_in_words(LanguageTag language) {
            Map<String, String> links = Map.of(
                    "confirm", "https://example.org/blog/newsletter/confirm?token=token-1",
                    "sign-in", "https://example.org/blog/newsletter/sign-in?token=token-2",
                    "moved", "https://example.org/blog/newsletter/move?token=token-3",
                    "welcome", "https://example.org/blog/");
            all(language).forEach((kind, mail) -> {
                Document page = Jsoup.parse(mail.html().orElseThrow());
                assertThat(page.select("a.b-button").eachAttr("href")).containsExactly(links.get(kind));
                assertThat(page.text()).contains(links.get(kind));
                assertThat(mail.text()).contains("\n" + links.get(kind) + "\n");
            });
        }

        @Test
        void says_that_nobody_wrote_it_and_is_the_same_however_often_it_is_composed() {
            all(LanguageTag.FRENCH)
                    .forEach((kind, mail) -> assertThat(mail.headers())
                            .as(kind)
                            .containsEntry("Auto-Submitted", "auto-generated")
                            .containsEntry("Message-ID", "<" + MAIL + "@example.org>"));
            assertThat(all(LanguageTag.FRENCH)).isEqualTo(all(LanguageTag.FRENCH));
        }

        @Test
        void is_of_the_list_only_if_one_can_leave_it() {
            all(LanguageTag.FRENCH)
                    .forEach((kind, mail) ->
                            assertThat(mail.list().isPresent()).as(kind).isEqualTo(kind.equals("welcome")));
        }

        @Test
        void speaks_of_no_members_where_a_subscription_makes_none() {
            Letters accounts = Letters.on(Letterhead.PLAIN.withoutMembership());
            for (LanguageTag language : LANGUAGES) {
                all(accounts, language)
                        .forEach((kind, mail) -> assertThat(
                                        (mail.text() + mail.html().orElseThrow()).toLowerCase(Locale.ROOT))
                                .as("%s in %s", kind, language)
                                .doesNotContain("membre", "member", "mitglied", "miembro", "أعضاء", "عضو"));
            }
            assertThat(letters.mails.signIn(MAIL, ZOE, LanguageTag.FRENCH, "t").text())
                    .contains("membre");
        }
    }

    @Test
    void a_welcome_calls_people_by_their_name_if_they_have_said_it() {
        assertThat(letters.mails
                        .welcome(MAIL, zoe(LanguageTag.FRENCH, "Zoé"), "t")
                        .text())
                .startsWith("Bonjour Zoé,\n");
        assertThat(letters.mails.welcome(MAIL, zoe(LanguageTag.FRENCH, ""), "t").text())
                .startsWith("Bonjour,\n");
        OutgoingMail evil = letters.mails.welcome(MAIL, zoe(Letters.ARABIC, "<b>{0}</b>\"'&\u202E"), "t");
        assertThat(MailHtmlCheck.faults(evil.html().orElseThrow())).isEmpty();
        assertThat(Jsoup.parse(evil.html().orElseThrow()).text()).contains("<b>{0}</b>\"'&");
    }

    @Test
    void a_notice_counts_and_leads_where_there_is_more() {
        OutgoingMail one = letters.mails.notice(MAIL, ZOE, LanguageTag.FRENCH, "late", LINK, 1);
        OutgoingMail more = letters.mails.notice(MAIL, ZOE, LanguageTag.FRENCH, "late", LINK, 3);
        assertThat(one.subject()).isEqualTo("Un numéro attend");
        assertThat(one.text()).contains("1 numéro attend.", "En savoir plus\u00a0:\n" + LINK, "vous tenez Le Billet");
        assertThat(more.text()).contains("3 numéros attendent.");
        assertThat(MailHtmlCheck.faults(more.html().orElseThrow())).isEmpty();
        assertThat(more.headers()).containsEntry("Auto-Submitted", "auto-generated");
    }

    @Test
    void a_host_says_it_otherwise_and_in_further_languages() {
        Messages italian = Messages.of(Messages.class).with(LanguageTag.of("it"), new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {{"mail.confirm.subject", "Conferma l’iscrizione a {0}"}};
            }
        });
        OutgoingMail mail =
                new Letters(site -> site, italian).mails.confirmation(MAIL, ZOE, LanguageTag.of("it-CH"), "t");
        assertThat(mail.subject()).isEqualTo("Conferma l’iscrizione a Le Billet");
        assertThat(mail.text()).contains("Someone, hopefully you,");
        assertThat(mail.headers()).containsEntry("Content-Language", "it-CH");
    }

    @Nested
    class The_words {

        private static final Map<String, Map<String, String>> BY_LANGUAGE = read();

        private static Map<String, Map<String, String>> read() {
            Map<String, Map<String, String>> all = new HashMap<>();
            for (String language : List.of("", "fr", "de", "es", "ar")) {
                ResourceBundle bundle = ResourceBundle.getBundle(
                        "io.billet.engine.messages",
                        language.isEmpty() ? Locale.ROOT : Locale.forLanguageTag(language),
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
                Map<String, String> words = new HashMap<>();
                Enumeration<String> keys = bundle.getKeys();
                Collections.list(keys).forEach(key -> words.put(key, bundle.getString(key)));
                all.put(language, words);
            }
            return all;
        }

        /** Those of a language itself: a bundle also has what it lacks from its parent. */
        private static Set<String> own(String language) {
            Map<String, String> english = BY_LANGUAGE.get("");
            Set<String> own = new TreeSet<>();
            BY_LANGUAGE.get(language).forEach((key, words) -> {
                boolean isTaken = !language.isEmpty() && words.equals(english.get(key));
                if (!isTaken) {
                    own.add(key);
                }
            });
            return own;
        }

        @Test
        void of_mails_are_there_in_every_language() {
            Set<String> mails = new TreeSet<>(own(""));
            mails.removeIf(key -> !key.startsWith("mail.") || key.equals("mail.link"));
            for (String language : List.of("fr", "de", "es", "ar")) {
                assertThat(own(language)).as(language).containsAll(mails);
            }
        }

        @Test
        void keep_to_the_typography_of_their_language() {
            List<String> faults = new ArrayList<>();
            BY_LANGUAGE.forEach((language, words) -> words.forEach((key, text) -> {
                String bare = text.replaceAll("\\{\\d\\}", "N");
                boolean french = language.equals("fr") && own("fr").contains(key);
                boolean isWrong = bare.matches("(?s).*['\"].*")
                        || bare.contains("...")
                        || french && bare.matches("(?s).*(?<!\u00a0):.*")
                        || french && bare.matches("(?s).*(?<!\u202f)[?!;].*")
                        || language.equals("ar") && bare.matches("(?s).*[,;?].*");
                if (isWrong) {
                    faults.add(language + " " + key + ": " + text);
                }
            }));
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void arabic_is_spoken_by_mails_and_not_by_pages() {
        assertThat(letters.messages.speaks(Letters.ARABIC)).isTrue();
        assertThat(letters.messages.with(MailComposerTest.class).speaks(Letters.ARABIC))
                .isFalse();
        assertThat(letters.messages.with(MailComposerTest.class).speaks(LanguageTag.FRENCH))
                .isTrue();
    }
}
