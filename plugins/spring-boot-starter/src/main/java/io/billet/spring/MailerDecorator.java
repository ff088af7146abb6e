package io.billet.spring;

import io.billet.engine.spi.Mailer;

/** Looks at what becomes of mail. */
@FunctionalInterface
interface MailerDecorator {

    /** Returns a mailer that sends by the other one. */
    Mailer around(Mailer mailer);
}
