package io.billet.core;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What an {@link Issue} says in one language, as it was when it was frozen.
 *
 * <p>Immutable and thread-safe.
 *
 * @param language the language it is written in
 * @param subject  the mail's subject; 1 to {@value Article#MAX_TITLE} characters on one line
 * @param markdown the text, with the mark of where the part for members begins, if there is one; at most
 *                 {@value Article#MAX_MARKDOWN} characters, kept to the letter
 */
@JsonModel
@JsonPropertyOrder({"language", "subject", "markdown"})
public record IssueText(LanguageTag language, String subject, String markdown) {

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if a value is missing or too long, or the subject is not one line that says something
     */
    public IssueText {
        language = Field.of("IssueText", "language").required(language);
        subject = Field.of("IssueText", "subject").requiredLine(subject, Article.MAX_TITLE);
        markdown = Field.of("IssueText", "markdown").text(markdown, Article.MAX_MARKDOWN);
    }

    /**
     * Returns what an article says, under its title.
     *
     * @param article with a title
     * @throws InvalidValueException if its title is blank, as a draft's may be
     */
    public static IssueText of(Article article) {
        return new IssueText(article.language(), article.title(), article.markdown());
    }
}
