package io.billet.mail.smtp;

import io.billet.core.EmailAddress;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.MailOutcome.Cause;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What exceptions of Jakarta Mail say of a mail. */
final class SendFailure {

    private static final Pattern REFUSED_FOR_GOOD = Pattern.compile("(?s)\\s*5[0-9]{2}[ -].*");
    private static final Pattern REFUSED_FOR_NOW = Pattern.compile("(?s)\\s*4[0-9]{2}[ -].*");
    private static final Pattern OF_ACCOUNT = Pattern.compile("(?s)\\s*(503|530|534|535|538)[ -].*");
    private static final int MAX_CHAIN = 50;

    private SendFailure() {}

    /** Returns what became of the mail to this recipient; it may be one of several, if somebody else was added. */
    static MailOutcome outcome(MessagingException failure, EmailAddress to) {
        List<Throwable> chain = chain(failure);
        for (Throwable each : chain) {
            if (each instanceof SendFailedException sent && contains(sent.getValidSentAddresses(), to)) {
                return MailOutcome.accepted();
            }
        }
        boolean isOfRecipient = chain.stream()
                .anyMatch(each -> each instanceof SendFailedException sent && contains(sent.getInvalidAddresses(), to));
        for (Throwable each : chain) {
            String reply = String.valueOf(each.getMessage());
            if (each instanceof AuthenticationFailedException
                    || OF_ACCOUNT.matcher(reply).matches()) {
                return new MailOutcome.RefusedForNow("the account is not taken: " + reply);
            }
            if (REFUSED_FOR_NOW.matcher(reply).matches()) {
                return new MailOutcome.RefusedForNow(reply);
            }
            if (REFUSED_FOR_GOOD.matcher(reply).matches()) {
                Cause cause = Cause.of(reply);
                // A reply to who sends says nothing of the recipient's address.
                return new MailOutcome.RefusedForGood(
                        cause == Cause.ADDRESS && !isOfRecipient ? Cause.OTHER : cause, reply);
            }
        }
        if (isOfRecipient) {
            return new MailOutcome.RefusedForGood(Cause.OTHER, SmtpConnection.told(failure));
        }
        return isLost(chain)
                ? new MailOutcome.Unknown(SmtpConnection.told(failure))
                : new MailOutcome.RefusedForNow(SmtpConnection.told(failure));
    }

    /** The replies for each recipient are chained beside the causes; the first is the general one, without a reply. */
    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Throwable next = failure;
        while (next != null && chain.size() < MAX_CHAIN && !chain.contains(next)) {
            chain.add(next);
            next = next.getCause();
        }
        return chain;
    }

    private static boolean contains(Address @Nullable [] addresses, EmailAddress to) {
        if (addresses == null) {
            return false;
        }
        for (Address address : addresses) {
            String text = address instanceof InternetAddress internet ? internet.getAddress() : address.toString();
            if (text != null && text.toLowerCase(Locale.ROOT).equals(to.value().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** Whether there was a connection, and it ended before the server had answered. */
    private static boolean isLost(List<Throwable> chain) {
        // Something was said in place of a reply, or the end of the stream.
        boolean isNoReply = chain.stream().anyMatch(SendFailedException.class::isInstance);
        boolean isBroken = chain.stream().anyMatch(IOException.class::isInstance);
        boolean isBefore = chain.stream()
                .anyMatch(each -> each instanceof ConnectException
                        || each instanceof UnknownHostException
                        || each instanceof NoRouteToHostException
                        || each instanceof SSLException
                        || each.getClass().getSimpleName().contains("Connect"));
        return !isBefore && (isNoReply || isBroken);
    }
}
