package io.billet.engine.internal.mail;

import io.billet.engine.spi.MailOutcome;
import org.jspecify.annotations.Nullable;

/** What another failure says, with its stack trace and causes, but for the addresses in its words. */
final class MaskedFailure extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 20;

    private final String kind;

    MaskedFailure(Throwable failure) {
        this(failure, 0);
    }

    private MaskedFailure(Throwable failure, int depth) {
        super(masked(failure.getMessage()), cause(failure, depth));
        this.kind = failure.getClass().getName();
        setStackTrace(failure.getStackTrace());
    }

    private static @Nullable Throwable cause(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return cause == null || depth == DEEPEST ? null : new MaskedFailure(cause, depth + 1);
    }

    /** The reason of an outcome is masked by itself. */
    private static @Nullable String masked(@Nullable String message) {
        return message == null ? null : new MailOutcome.Unknown(message).reason();
    }

    @Override
    public String toString() {
        return getMessage() == null ? kind : kind + ": " + getMessage();
    }
}
