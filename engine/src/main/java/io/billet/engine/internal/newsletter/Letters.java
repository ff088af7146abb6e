package io.billet.engine.internal.newsletter;

import io.billet.core.ArticleAccess;
import io.billet.core.ArticleSummary;
import io.billet.core.DeliveryId;
import io.billet.core.EmailAddress;
import io.billet.core.Issue;
import io.billet.core.IssueText;
import io.billet.core.LanguageTag;
import io.billet.core.SubscriberId;
import io.billet.engine.spi.OutgoingMail;
import java.net.URI;
import java.util.Optional;

/** Writes issues: once for all who get the same, then in no time for each of them. Implementations are thread-safe. */
@FunctionalInterface
public interface Letters {

    /**
     * Writes what some of the recipients get.
     *
     * @param article the one in the text's language
     * @param frame   the language of what surrounds the article
     * @param access  as much as they may read: all or a preview
     */
    Letter letter(Issue issue, IssueText text, ArticleSummary article, LanguageTag frame, ArticleAccess access);

    /** An issue as some of the recipients get it. */
    @FunctionalInterface
    interface Letter {

        /** Writes one recipient's copy; the same delivery gives the same {@code Message-ID}, however often. */
        OutgoingMail to(DeliveryId delivery, EmailAddress to, Optional<String> name, URI unsubscribe, URI preferences);
    }

    /** Where a recipient leaves, and where they choose. */
    interface Links {

        URI unsubscribe(SubscriberId subscriber);

        URI preferences(SubscriberId subscriber);
    }
}
