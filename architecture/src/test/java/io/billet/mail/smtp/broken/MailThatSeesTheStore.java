package io.billet.mail.smtp.broken;

import io.billet.storage.api.BlogStorage;

/** Sees what it should not. */
interface MailThatSeesTheStore {
    void see(BlogStorage storage);
}
