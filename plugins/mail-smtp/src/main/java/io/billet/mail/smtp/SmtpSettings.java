package io.billet.mail.smtp;

import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** How a mail server is reached. */
record SmtpSettings(
        String host,
        int port,
        SmtpTls tls,
        SSLSocketFactory trust,
        @Nullable String user,
        @Nullable String password,
        @Nullable String localName,
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        boolean isPipelined) {

    /** Returns no password. */
    @Override
    public String toString() {
        return host + ":" + port + " (" + tls + ")";
    }
}
