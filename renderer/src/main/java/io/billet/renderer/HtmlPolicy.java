package io.billet.renderer;

import io.billet.renderer.internal.policy.PolicyCheck;
import io.billet.renderer.internal.policy.Vocabulary;
import java.util.List;

/**
 * What may stand in rendered HTML: elements, attributes, the form of their values, and URL schemes. Everything else is
 * left out or escaped, whoever wrote it.
 *
 * <table>
 * <caption>The policies</caption>
 * <tr><th></th><th>raw HTML in Markdown</th><th>URLs</th><th>elements</th></tr>
 * <tr><td>{@link #ARTICLE}</td><td>filtered by this policy</td><td>http, https, mailto, tel, relative</td>
 *     <td>text, lists, tables, figures, details</td></tr>
 * <tr><td>{@link #COMMENT}</td><td>shown as text</td><td>http, https, mailto, relative</td>
 *     <td>{@code p br em strong del code pre blockquote ul ol li hr a}</td></tr>
 * <tr><td>{@link #EMAIL}</td><td>filtered</td><td>http, https, mailto, tel; fragments of the message</td>
 *     <td>as ARTICLE without form elements and {@code details}; the renderer's own inline styles</td></tr>
 * <tr><td>{@link #FEED}</td><td>filtered</td><td>as EMAIL</td><td>as ARTICLE without form elements</td></tr>
 * </table>
 *
 * <p>No policy knows {@code script}, {@code style}, {@code svg}, {@code math}, {@code iframe}, {@code form} or an event
 * attribute. A scheme is looked for after entities have been decoded and white space and control characters removed, as
 * browsers do (WHATWG URL, 4.4).
 *
 * <p>{@link #violations(String)} checks HTML against the policy by other code than what produced it:
 *
 * <pre>{@code
 * assertThat(HtmlPolicy.COMMENT.violations(html)).isEmpty();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public enum HtmlPolicy {
    /** What an author wrote, in a page of the blog. */
    ARTICLE(Vocabulary.article()),
    /** What a stranger wrote. Links bear {@code rel="nofollow ugc noopener"}; there are no images and no ids. */
    COMMENT(Vocabulary.comment()),
    /** An article in the HTML part of an e-mail. */
    EMAIL(Vocabulary.email()),
    /** An article in RSS, Atom or JSON Feed. */
    FEED(Vocabulary.feed());

    private final Vocabulary vocabulary;

    HtmlPolicy(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Looks for everything in a fragment of HTML that this policy does not allow. The reading is strict: whatever is not
     * written as the renderer writes it (a bare {@code <}, an attribute without double quotes, a comment, a tag that is
     * not closed, an element where browsers end another before it or move it elsewhere: a list item outside of a list, a
     * block in a paragraph) is a violation too, because some browser may understand it in another way.
     *
     * @param html a fragment, not a whole page
     * @return a sentence for each violation, with its offset; empty if there is none; 100 at most
     */
    public List<String> violations(String html) {
        return new PolicyCheck(vocabulary, html).violations();
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }
}
