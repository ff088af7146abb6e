package io.billet.engine.internal.subscription;

import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.InvalidTokenException;
import io.billet.engine.MemberSession;
import io.billet.engine.internal.subscription.Tokens.Purpose;

/** A session for who follows a link to sign in, and its end. */
public final class SignIn {

    private final FindSubscriber find;
    private final Tokens tokens;

    public SignIn(FindSubscriber find, Tokens tokens) {
        this.find = find;
        this.tokens = tokens;
    }

    public MemberSession signIn(String token) {
        Subscriber subscriber = find.awaitingSignIn(token)
                .filter(found -> tokens.consume(Purpose.SIGN_IN, token).isPresent())
                .orElseThrow(() -> new InvalidTokenException("sign in"));
        String id = subscriber.id().toString();
        tokens.revoke(Purpose.SIGN_IN, id);
        return new MemberSession(subscriber, tokens.issue(Purpose.SESSION, id));
    }

    public void signOut(String session) {
        tokens.consume(Purpose.SESSION, session);
    }

    public void signOutEverywhere(SubscriberId id) {
        tokens.revoke(Purpose.SESSION, id.toString());
        tokens.revoke(Purpose.SIGN_IN, id.toString());
    }
}
