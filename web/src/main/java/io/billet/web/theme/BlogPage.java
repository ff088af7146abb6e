package io.billet.web.theme;

import io.billet.core.Audience;
import io.billet.core.Author;
import io.billet.core.Tag;
import io.billet.engine.ArchiveMonth;
import io.billet.engine.ArticleTeaser;
import io.billet.engine.ArticleView;
import io.billet.renderer.Rendition;
import io.billet.renderer.TocEntry;
import java.net.URI;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * What a page of the blog says. A {@link Theme} makes HTML of it.
 *
 * <p>All are immutable and thread-safe.
 */
public sealed interface BlogPage {

    /** Returns what every page has around its content. */
    PageFrame frame();

    /**
     * A list of articles, the latest first.
     *
     * @param frame     around it
     * @param tag       whose articles they are; empty if not of a tag
     * @param author    whose articles they are; empty if not of an author
     * @param month     when they were published; empty if not of a month
     * @param articles  may be empty
     * @param pager     the pages of the list beside this one
     * @param subscribe the form to subscribe; empty for members
     */
    record ArticleList(
            PageFrame frame,
            Optional<Tag> tag,
            Optional<Author> author,
            Optional<YearMonth> month,
            List<ArticleTeaser> articles,
            Pager pager,
            Optional<SubscribeForm> subscribe)
            implements BlogPage {

        /** Copies the list. */
        public ArticleList {
            articles = List.copyOf(articles);
        }
    }

    /**
     * The months in which something was published.
     *
     * @param frame around it
     * @param years the latest first
     */
    record ArchivePage(PageFrame frame, List<ArchiveYear> years) implements BlogPage {

        /** Copies the list. */
        public ArchivePage {
            years = List.copyOf(years);
        }
    }

    /**
     * A year in which something was published.
     *
     * @param year   which
     * @param months those in which something was, the latest first
     */
    record ArchiveYear(Year year, List<ArchiveMonth> months) {

        /** Copies the list. */
        public ArchiveYear {
            months = List.copyOf(months);
        }
    }

    /**
     * All tags, or all authors, that posts bear.
     *
     * @param frame around it
     * @param kind  which of them
     * @param names in the order of their names in the language of the page
     * @param more  where the rest of a very long list is
     */
    record NameIndex(PageFrame frame, NameKind kind, List<IndexedName> names, Optional<URI> more) implements BlogPage {

        /** Copies the list. */
        public NameIndex {
            names = List.copyOf(names);
        }
    }

    /** What a {@link NameIndex} lists. The title is the message {@code index.<key>}. */
    enum NameKind {
        /** Tags. */
        TAGS("tags"),
        /** Authors. */
        AUTHORS("authors");

        private final String key;

        NameKind(String key) {
            this.key = key;
        }

        /** Returns its name in messages. */
        public String key() {
            return key;
        }
    }

    /**
     * A tag or an author.
     *
     * @param name  as it is shown
     * @param list  where its posts are
     * @param posts how many there are
     * @param exact whether there are no more than that
     */
    record IndexedName(String name, URI list, long posts, boolean exact) {}

    /**
     * An article.
     *
     * @param frame     around it
     * @param article   as the reader may see it
     * @param subscribe the form to subscribe, which stands at the cut if the reader sees but a preview; empty for members
     * @param thread    what has been said about it; empty if the reader may not see that
     * @param paywall   what would open the rest; empty if they see the whole
     */
    record ArticlePage(
            PageFrame frame,
            ArticleView article,
            Optional<SubscribeForm> subscribe,
            Optional<CommentThread> thread,
            Optional<Paywall> paywall)
            implements BlogPage {

        private static final int WORDS_OF_A_LONG_ARTICLE = 600;
        private static final int HEADINGS_OF_A_LONG_ARTICLE = 3;
        private static final int DEEPEST_HEADING = 3;

        /** Returns what social networks show of it. */
        public OpenGraph openGraph() {
            return OpenGraph.of(article, frame);
        }

        /**
         * Returns the table of contents: headings down to the third level that can be linked to, in order; none of an
         * article with fewer than 600 words or three such headings, where it would not help.
         */
        public List<TocEntry> contents() {
            Rendition text = article.text();
            List<TocEntry> headings = text.tableOfContents().stream()
                    .filter(entry ->
                            entry.level() <= DEEPEST_HEADING && !entry.id().isEmpty())
                    .toList();
            boolean isLong =
                    text.wordCount() >= WORDS_OF_A_LONG_ARTICLE && headings.size() >= HEADINGS_OF_A_LONG_ARTICLE;
            return isLong ? headings : List.of();
        }

        /** Returns whether it takes more than a subscription to read the whole. */
        public boolean isForLabelledMembers() {
            return article.article().audience() instanceof Audience.Labelled;
        }
    }

    /**
     * The form to subscribe on a page of its own.
     *
     * @param frame around it
     * @param form  the form
     */
    record SubscribePage(PageFrame frame, SubscribeForm form) implements BlogPage {}

    /**
     * What a link in a mail leads to: a question with one button, as looking at a link must change nothing.
     *
     * @param frame  around it
     * @param action what the button does
     * @param target where the form is sent to, by POST
     * @param token  to be sent as {@code token}
     */
    record TokenPage(PageFrame frame, TokenAction action, URI target, String token) implements BlogPage {}

    /** What a link in a mail is for. The words are the messages {@code confirm.*}, {@code sign-in.*} and so on. */
    enum TokenAction {
        /** Confirms a subscription. */
        CONFIRM("confirm"),
        /** Signs a member in. */
        SIGN_IN("sign-in"),
        /** Ends a subscription. */
        UNSUBSCRIBE("unsubscribe"),
        /** Changes an address. */
        MOVE("move");

        private final String key;

        TokenAction(String key) {
            this.key = key;
        }

        /** Returns what its messages begin with. */
        public String key() {
            return key;
        }
    }

    /**
     * What a member sees and changes of their subscription.
     *
     * @param frame around it
     * @param form  what stands there
     */
    record MemberPage(PageFrame frame, MemberForm form) implements BlogPage {}

    /**
     * Something said in a few words.
     *
     * @param frame     around it
     * @param message   what
     * @param subscribe the form to subscribe, where it helps on
     */
    record MessagePage(PageFrame frame, Message message, Optional<SubscribeForm> subscribe) implements BlogPage {}

    /** What a {@link MessagePage} says. The words are the messages {@code message.<key>.title} and {@code .text}. */
    enum Message {
        /** A mail is on its way; the same for every address. */
        LOOK_INTO_YOUR_INBOX("inbox"),
        /** The subscription has ended. */
        UNSUBSCRIBED("unsubscribed"),
        /** The link was used, is too old, or never was one. */
        LINK_WITHOUT_EFFECT("link"),
        /** Who wants to see their account enters their address. */
        ACCOUNT("account"),
        /** The subscription is changed by a link that mails bear: it is no account. */
        NO_ACCOUNT("no-account"),
        /** The address has changed. */
        MOVED("moved"),
        /** Nothing of the subscriber is left. */
        ERASED("erased");

        private final String key;

        Message(String key) {
            this.key = key;
        }

        /** Returns its name in messages. */
        public String key() {
            return key;
        }
    }

    /**
     * Something went wrong.
     *
     * @param frame    around it
     * @param status   of HTTP, such as 404; the words are the messages {@code error.<status>.title} and {@code .text}
     * @param incident under which the log tells more, if it does
     */
    record ErrorPage(PageFrame frame, int status, Optional<String> incident) implements BlogPage {}
}
