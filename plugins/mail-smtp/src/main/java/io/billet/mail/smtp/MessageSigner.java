package io.billet.mail.smtp;

/**
 * Signs messages before they are sent, such as {@link DkimSigner}.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface MessageSigner {

    /**
     * Returns the header fields to put before a message. What is thrown means that the message is not sent now.
     *
     * @param message the message as it will be sent, header and body, its lines ended by CR LF; not to be changed
     * @return one field or more, {@code "Name: value\r\n"} each, folded lines begin with a blank
     */
    String sign(byte[] message);
}
