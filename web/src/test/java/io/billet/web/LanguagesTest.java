package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.LanguageTag;
import java.net.URI;
import java.text.MessageFormat;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    private final Person reader = new Person();

    @ParameterizedTest
    @CsvSource({
        "en, Read on as a member, November 22, library of members-only issues",
        "fr, La suite est réservée aux membres, 22 novembre 2026, bibliothèque des numéros réservés aux membres",
        "de, Als Mitglied weiterlesen, 22. November 2026, Bibliothek der Ausgaben für Mitglieder",
        "es, Siga leyendo como miembro, 22 de noviembre de 2026, biblioteca de números reservados a los miembros"
    })
    void a_page_speaks_the_language_of_its_article(String language, String cut, String date, String library)
            throws Exception {
        try (LiveBlog live = LiveBlog.in(LanguageTag.ENGLISH)) {
            Article article = live.publish(edit -> edit.title("Titel")
                    .markdown("Text.\n\n<!--members-only-->\n\nMore.")
                    .language(LanguageTag.of(language))
                    .audience(Audience.MEMBERS));

            Person.Seen page = reader.open(live.blog.urls().article(article.slug()));
            assertThat(page.page().select("html").attr("lang")).isEqualTo(language);
            assertThat(page.header("Content-Language")).isEqualTo(language);
            assertThat(page.text()).contains(cut, date, library);

            Person.Seen inbox = reader.fillIn(page, "/newsletter/subscribe", Map.of("email", "zoe@example.org"));
            assertThat(inbox.page().select("html").attr("lang")).isEqualTo(language);
            URI link = live.linkMailedTo("zoe@example.org", "/confirm");
            assertThat(reader.open(link).page().select("html").attr("lang")).isEqualTo(language);
        }
    }

    @Test
    void an_article_in_arabic_runs_from_right_to_left_within_a_french_page() throws Exception {
        try (LiveBlog live = LiveBlog.in(LanguageTag.FRENCH)) {
            Article article = live.publish(
                    edit -> edit.title("مستقبل أوروبا").markdown("نص المقال.").language(LanguageTag.of("ar")));

            Person.Seen page = reader.open(live.blog.urls().article(article.slug()));

            assertThat(page.page().select("html").attr("lang")).isEqualTo("fr");
            assertThat(page.page().select("html").attr("dir")).isEqualTo("ltr");
            Element post = page.page().selectFirst("article.post");
            assertThat(post.attr("dir")).isEqualTo("rtl");
            assertThat(post.selectFirst("h1").attr("lang")).isEqualTo("ar");
            assertThat(post.selectFirst(".prose").attr("lang")).isEqualTo("ar");
            assertThat(reader.open(live.home).page().selectFirst(".teaser").attr("dir"))
                    .isEqualTo("rtl");
        }
    }

    @Test
    void a_host_adds_a_language_of_its_own() throws Exception {
        ResourceBundle italian = new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {{"comments.title", "Commenti"}};
            }
        };
        try (LiveBlog live = LiveBlog.built(blog -> blog.messages(LanguageTag.of("it"), italian))) {
            Article article =
                    live.publish(edit -> edit.title("Titolo").markdown("Testo.").language(LanguageTag.of("it")));

            Person.Seen page = reader.open(live.blog.urls().article(article.slug()));

            assertThat(page.page().select("html").attr("lang")).isEqualTo("it");
            assertThat(page.page().selectFirst("#comments-title").text()).isEqualTo("Commenti");
            assertThat(page.text()).contains("Write a comment");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "de", "es"})
    void every_message_is_said_in_every_language_with_the_same_places(String language) {
        ResourceBundle english = bundle(Locale.ROOT);
        ResourceBundle other = bundle(Locale.forLanguageTag(language));

        assertThat(other.getLocale().getLanguage()).isEqualTo(language);
        assertThat(new TreeSet<>(other.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        for (String key : english.keySet()) {
            assertThat(new MessageFormat(other.getString(key)).getFormatsByArgumentIndex())
                    .as(key)
                    .hasSameSizeAs(new MessageFormat(english.getString(key)).getFormatsByArgumentIndex());
            assertThat(other.getString(key))
                    .as(key + ": ' is lost in a MessageFormat")
                    .doesNotContain("'");
            assertThat(english.getString(key)).as(key).doesNotContain("'");
        }
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "io.billet.web.theme.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
