package io.billet.engine.internal.mail;

import io.billet.core.ArticleAccess;
import io.billet.core.Audience;
import io.billet.core.Issue;
import io.billet.core.IssueText;
import io.billet.core.LanguageTag;
import io.billet.engine.Messages;
import io.billet.engine.Site;
import io.billet.engine.internal.article.ReadableText;
import io.billet.renderer.HtmlPolicy;
import io.billet.renderer.MarkdownRenderer;
import java.net.URI;

/**
 * Writes issues as letters: once for all who get the same text, in the same language around it, as much of it. Immutable and
 * thread-safe.
 */
public final class IssueComposer {

    private final Site site;
    private final Messages messages;
    private final MarkdownRenderer articles;
    private final Envelope envelope;

    /** @param articles renders articles for pages; its options are used for mail */
    public IssueComposer(Site site, Messages messages, MarkdownRenderer articles) {
        this.site = site;
        this.messages = messages;
        this.articles = articles;
        this.envelope = new Envelope(site);
    }

    /**
     * Renders a letter: some milliseconds for a long article. It is for whoever calls to keep it, by version of the issue,
     * language of the text, language of the frame, and access.
     *
     * @param text    one of the issue's
     * @param article what of the article in that language stands around the text
     * @param frame   the subscribers' language, in which all that surrounds the article is said
     * @param access  what those who get it may read: {@code WHOLE}, or {@code PREVIEW}, of which the letter has not a character
     *                more
     * @throws IllegalArgumentException if they may read nothing
     */
    public IssueLetter letter(
            Issue issue, IssueText text, IssueArticle article, LanguageTag frame, ArticleAccess access) {
        if (access == ArticleAccess.NONE) {
            throw new IllegalArgumentException("nobody gets a letter of what they may not know of");
        }
        MarkdownRenderer renderer = articles.toBuilder()
                .policy(HtmlPolicy.EMAIL)
                .baseUrl(URI.create(article.page().toASCIIString()))
                .build();
        ReadableText readable = ReadableText.of(renderer.render(text.markdown(), text.language()), access);
        Wording words = Wording.of(messages, site, frame);
        LetterText letter = new LetterText(words, text, article, readable, ending(issue.audience(), access));
        return new IssueLetter(
                envelope,
                site.letterhead().feedbackSender().map(sender -> feedbackId(issue, sender)),
                text.subject(),
                text.language(),
                words,
                Pieces.of(letter.plain()),
                Pieces.of(letter.html()));
    }

    private LetterText.Ending ending(Audience audience, ArticleAccess access) {
        if (access == ArticleAccess.WHOLE) {
            return LetterText.Ending.COMPLETE;
        }
        if (!site.letterhead().promisesMembership()) {
            return LetterText.Ending.FOR_ACCOUNTS;
        }
        return audience instanceof Audience.Labelled ? LetterText.Ending.FOR_SOME : LetterText.Ending.FOR_MEMBERS;
    }

    /** Campaign, list, kind of mail, sender: as Gmail reads it. */
    private String feedbackId(Issue issue, String sender) {
        return issue.id() + ":" + envelope.listId() + ":issue:" + sender;
    }
}
