package io.billet.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.Audience;
import io.billet.core.Consent;
import io.billet.core.DeliveryId;
import io.billet.core.EmailAddress;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueText;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.BlogUrls;
import io.billet.engine.Letterhead;
import io.billet.engine.Messages;
import io.billet.engine.Site;
import io.billet.engine.internal.mail.IssueArticle;
import io.billet.engine.internal.mail.IssueComposer;
import io.billet.engine.internal.mail.MailComposer;
import io.billet.engine.spi.OutgoingMail;
import io.billet.renderer.MarkdownRenderer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mails of the engine as they stand on the wire, read by a parser that has nothing to do with who wrote them. */
class LettersReadBackTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final UUID MAIL = UUID.fromString("01900000-0000-7000-8000-00000000000a");
    private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");
    private static final LanguageTag ARABIC = LanguageTag.of("ar");
    private static final Set<String> FIELDS = Set.of(
            "from",
            "reply-to",
            "to",
            "subject",
            "message-id",
            "date",
            "content-language",
            "auto-submitted",
            "list-id",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "feedback-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding");

    private static final String MARKDOWN = """
            # Un titre « à part »

            Une [adresse](https://example.org/%C3%A9?a=b&c=d), une ligne qui est très longue, LONG.

            | a | b |
            |---|---|
            | c | d |

            From ici.
            . là.

            ```
            x < y && "z"
            ```

            مرحبا — 日本語 — 🦊

            <!--members-only-->

            KANARIE
            """.replace("LONG", "et qui continue ".repeat(120));

    static Stream<LanguageTag> languages() {
        return Stream.of(LanguageTag.ENGLISH, LanguageTag.FRENCH, LanguageTag.GERMAN, LanguageTag.SPANISH, ARABIC);
    }

    private static List<OutgoingMail> mails(String title, LanguageTag language) {
        Site site = Site.of(title, URI.create("https://example.org/blog"), LanguageTag.FRENCH)
                .mailFrom(EmailAddress.of("billet@example.org"))
                .writingOn(Letterhead.PLAIN
                        .answeredAt(EmailAddress.of("anne@example.org"))
                        .countedAs("billet")
                        .postal(title));
        BlogUrls urls = new BlogUrls(site);
        Messages messages = Messages.of(Messages.class);
        MailComposer mails = new MailComposer(site, urls, messages);
        Subscriber zoe = Subscriber.request(new SubscriberId(MAIL), ZOE, language, Consent.asked("form", "1", NOW), NOW)
                .rename(title, NOW);
        List<OutgoingMail> all = new ArrayList<>(List.of(
                mails.confirmation(MAIL, ZOE, language, "token"),
                mails.signIn(MAIL, ZOE, language, "token"),
                mails.moved(MAIL, ZOE, language, "token"),
                mails.welcome(MAIL, zoe, "token")));
        for (ArticleAccess access : List.of(ArticleAccess.WHOLE, ArticleAccess.PREVIEW)) {
            all.add(issue(site, urls, messages, title, language, access));
        }
        return all;
    }

    private static OutgoingMail issue(
            Site site, BlogUrls urls, Messages messages, String title, LanguageTag language, ArticleAccess access) {
        IssueText text = new IssueText(LanguageTag.FRENCH, title, MARKDOWN);
        Issue issue = new Issue(
                new IssueId(MAIL),
                new ArticleId(MAIL),
                1,
                title,
                List.of(text),
                new Audience.Members(),
                new IssueState.Preparing(),
                NOW,
                1);
        IssueArticle article = new IssueArticle(
                URI.create("https://example.org/blog/titre"), Optional.of(title), List.of(title), Optional.of(NOW));
        return new IssueComposer(site, messages, MarkdownRenderer.article())
                .letter(issue, text, article, language, access)
                .to(
                        new DeliveryId(MAIL),
                        ZOE,
                        Optional.of(title),
                        urls.unsubscribe("leave"),
                        urls.preferences("change"));
    }

    private static Message read(OutgoingMail mail) {
        try {
            byte[] octets = new MailWriter(Optional.empty(), Clock.fixed(NOW, ZoneOffset.UTC)).write(mail);
            return new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(octets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnwritableMailException e) {
            throw new AssertionError(mail.toString(), e);
        }
    }

    private static String body(Entity part) {
        try {
            byte[] octets = ((TextBody) part.getBody()).getInputStream().readAllBytes();
            return new String(octets, StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void isReadAsItWasWritten(OutgoingMail mail) {
        Message message = read(mail);
        assertThat(message.getSubject().strip()).isEqualTo(mail.subject().strip());
        assertThat(message.getMessageId()).isEqualTo(mail.messageId());
        assertThat(message.getTo().flatten()).extracting(Mailbox::getAddress).containsExactly("zoe@example.org");
        assertThat(message.getFrom()).extracting(Mailbox::getAddress).containsExactly("billet@example.org");
        assertThat(message.getFrom().get(0).getName().strip())
                .isEqualTo(mail.from().orElseThrow().name());
        assertThat(message.getReplyTo().flatten())
                .extracting(Mailbox::getAddress)
                .containsExactly("anne@example.org");

        Set<String> names = new HashSet<>();
        for (Field field : message.getHeader().getFields()) {
            String name = field.getName().toLowerCase(Locale.ROOT);
            assertThat(FIELDS).contains(name);
            assertThat(names.add(name)).as("%s stands once", name).isTrue();
        }
        mail.headers().keySet().forEach(name -> assertThat(names).contains(name.toLowerCase(Locale.ROOT)));

        assertThat(message.getMimeType()).isEqualTo("multipart/alternative");
        List<Entity> parts = ((Multipart) message.getBody()).getBodyParts();
        assertThat(parts).extracting(Entity::getMimeType).containsExactly("text/plain", "text/html");
        assertThat(parts)
                .extracting(part -> part.getCharset().toLowerCase(Locale.ROOT))
                .containsOnly("utf-8");
        assertThat(body(parts.get(0))).isEqualTo(mail.text());
        assertThat(body(parts.get(1))).isEqualTo(mail.html().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void every_mail_is_read_as_it_was_written(LanguageTag language) {
        List<OutgoingMail> mails = mails("L’État & Cie", language);
        assertThat(mails).hasSize(6).allSatisfy(LettersReadBackTest::isReadAsItWasWritten);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a \"b\" \\ <c@d>, e; (f)",
                "=?UTF-8?Q?Bcc:_x@example.com?=",
                "Bcc: x@example.com",
                "<script>alert(1)</script>",
                "日本語のとても長い題名が続きます日本語のとても長い題名が続きます日本語のとても長い題名が続きます",
                "مقال \u202E من اليمين",
                "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊",
                "one-word-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on",
                ".",
                "--=_Part_1"
            })
    void whatever_the_blog_the_article_and_the_subscriber_are_called(String name) {
        assertThat(mails(name, LanguageTag.FRENCH)).allSatisfy(LettersReadBackTest::isReadAsItWasWritten);
        assertThat(mails(name, ARABIC)).allSatisfy(LettersReadBackTest::isReadAsItWasWritten);
    }

    @Test
    void what_is_for_members_is_in_no_octet_of_a_preview() throws Exception {
        List<OutgoingMail> mails = mails("Titre", LanguageTag.FRENCH);
        for (OutgoingMail mail : mails.subList(0, 4)) {
            assertThat(mail.text()).doesNotContain("KANARIE");
        }
        for (Entity part : ((Multipart) read(mails.get(4)).getBody()).getBodyParts()) {
            assertThat(body(part)).contains("KANARIE");
        }
        Message preview = read(mails.get(5));
        assertThat(preview.getHeader().toString()).doesNotContain("KANARIE");
        for (Entity part : ((Multipart) preview.getBody()).getBodyParts()) {
            assertThat(body(part)).doesNotContain("KANARIE");
        }
    }

    @Test
    void comes_over_the_wire_as_it_was_written() throws Exception {
        try (MisbehavingSmtpServer server = MisbehavingSmtpServer.builder().start();
                SmtpMailer mailer = SmtpMailer.builder("localhost")
                        .port(server.port())
                        .localName("localhost")
                        .build()) {
            OutgoingMail mail = mails("L’État", ARABIC).get(4);
            mailer.send(mail);
            byte[] octets = server.messages().get(0).text().getBytes(StandardCharsets.ISO_8859_1);
            Message message = new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(octets));
            List<Entity> parts = ((Multipart) message.getBody()).getBodyParts();
            assertThat(body(parts.get(0))).isEqualTo(mail.text());
            assertThat(body(parts.get(1))).isEqualTo(mail.html().orElseThrow());
        }
    }
}
