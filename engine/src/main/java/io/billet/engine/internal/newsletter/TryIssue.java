package io.billet.engine.internal.newsletter;

import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.DeliveryId;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueText;
import io.billet.core.LanguageTag;
import io.billet.core.NotFoundException;
import io.billet.engine.BlogUrls;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import io.billet.storage.api.ArticleStore;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Shows an article as the mail that it would be, in the browser or in some inboxes. Nothing of it is written down. */
public final class TryIssue {

    private static final int MOST_ADDRESSES = 20;
    private static final String MARK = "[Test] ";

    /** A link of a mail that belongs to nobody: its page says that it is not good. */
    private static final String NOBODY = "test";

    private final ArticleStore articles;
    private final Letters letters;
    private final BlogUrls urls;
    private final Mailer mailer;
    private final BooleanSupplier mayMail;
    private final IdGenerator ids;
    private final InstantSource clock;

    TryIssue(
            ArticleStore articles,
            Letters letters,
            BlogUrls urls,
            Mailer mailer,
            BooleanSupplier mayMail,
            IdGenerator ids,
            InstantSource clock) {
        this.articles = articles;
        this.letters = letters;
        this.urls = urls;
        this.mailer = mailer;
        this.mayMail = mayMail;
        this.ids = ids;
        this.clock = clock;
    }

    public OutgoingMail preview(ArticleId id, EmailAddress to, LanguageTag frame, ArticleAccess access) {
        return letter(require(id), to, frame, access);
    }

    public Map<EmailAddress, MailOutcome> send(ArticleId id, Collection<EmailAddress> addresses, LanguageTag frame) {
        if (addresses.isEmpty() || addresses.size() > MOST_ADDRESSES) {
            throw new IllegalArgumentException(
                    "a test goes to 1 to " + MOST_ADDRESSES + " addresses, not " + addresses.size());
        }
        Article article = require(id);
        Map<EmailAddress, MailOutcome> outcomes = new LinkedHashMap<>();
        for (EmailAddress to : new LinkedHashSet<>(addresses)) {
            outcomes.put(to, send(marked(letter(article, to, frame, ArticleAccess.WHOLE))));
        }
        return outcomes;
    }

    private MailOutcome send(OutgoingMail mail) {
        if (!mayMail.getAsBoolean()) {
            return new MailOutcome.RefusedForNow("this deployment sends no mail");
        }
        return mailer.send(mail);
    }

    private OutgoingMail letter(Article article, EmailAddress to, LanguageTag frame, ArticleAccess access) {
        Issue issue = Issue.of(new IssueId(ids.next()), article, clock.instant());
        return letters.letter(issue, IssueText.of(article), ArticleSummary.of(article), frame, access)
                .to(
                        new DeliveryId(ids.next()),
                        to,
                        Optional.empty(),
                        urls.unsubscribe(NOBODY),
                        urls.preferences(NOBODY));
    }

    private static OutgoingMail marked(OutgoingMail mail) {
        return new OutgoingMail(
                mail.messageId(),
                mail.from(),
                mail.to(),
                MARK + mail.subject(),
                mail.text(),
                mail.html(),
                mail.list(),
                mail.replyTo(),
                mail.language(),
                mail.isAutomatic(),
                mail.feedbackId());
    }

    private Article require(ArticleId id) {
        return articles.find(id).orElseThrow(() -> new NotFoundException("Article", id.toString()));
    }
}
