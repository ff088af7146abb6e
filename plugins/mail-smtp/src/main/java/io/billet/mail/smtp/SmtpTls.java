package io.billet.mail.smtp;

/** How a connection to a mail server is kept from others' eyes. */
public enum SmtpTls {
    /** It begins in clear and changes to TLS before anything is said (RFC 3207); a server that does not offer this gets no mail. */
    STARTTLS,
    /** TLS from the first octet on (RFC 8314, 3.3), mostly at port 465. */
    IMPLICIT,
    /** In clear, passwords too: for a server on the same machine, or one behind a tunnel. */
    NONE
}
