package io.billet.web.theme;

import io.billet.web.http.Membership;
import java.util.List;

/**
 * Where an article ends for a reader who may see but its preview: what would open the rest. It says nothing of what that is.
 *
 * <p>Immutable and thread-safe.
 *
 * @param membership by what readers become members
 * @param labels     for an article that is for some members only, what one of them bears, in words for readers; empty for others
 * @param isKnown    whether the reader is signed in, and what they have does not open it
 */
public record Paywall(Membership membership, List<String> labels, boolean isKnown) {

    /** Copies the list. */
    public Paywall {
        labels = List.copyOf(labels);
    }

    /** Returns whether it takes more than to be a member. */
    public boolean isForSome() {
        return !labels.isEmpty();
    }

    /**
     * Returns the key of the message that says how to go on: {@code cut.text}, {@code cut.circle-text} and the like, by what makes members.
     */
    public String text() {
        if (isKnown) {
            return "cut.other-audience";
        }
        String whom = isForSome() ? "cut.circle-text" : "cut.text";
        return switch (membership) {
            case NEWSLETTER -> whom;
            case ACCOUNTS -> whom + ".accounts";
            case BOTH -> whom + ".both";
        };
    }
}
