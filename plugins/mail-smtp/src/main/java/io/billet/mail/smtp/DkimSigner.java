package io.billet.mail.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.api.BodyHasher;
import org.apache.james.jdkim.api.Headers;
import org.apache.james.jdkim.exceptions.FailException;

/**
 * Signs messages for a domain by DKIM (RFC 6376): {@code rsa-sha256}, {@code relaxed/relaxed}.
 *
 * <pre>{@code
 * SmtpMailer.builder("smtp.example.org")
 *         .signer(DkimSigner.of("example.org", "billet2026", key))   // public key: TXT of billet2026._domainkey.example.org
 *         .build();
 * }</pre>
 *
 * <p>Needs {@code org.apache.james.jdkim:apache-jdkim-library}, which {@code billet-mail-smtp} does not bring along. Signed are
 * the fields that say from whom, to whom, when and what, and those by which a list is left, as RFC 8058, 4, asks. A message whose
 * {@code From} has letters that are not ASCII is left without a signature, for the library's depends on the machine's charset.
 *
 * <p>Immutable and thread-safe.
 */
public final class DkimSigner implements MessageSigner {

    /** In the library's small letters: it folds others by the machine's locale. */
    private static final List<String> SIGNED = List.of(
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "reply-to",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "list-id",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "feedback-id",
            "auto-submitted");

    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");
    private static final Pattern SELECTOR = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");
    private static final int MIN_BITS = 1_024;

    private final String domain;
    private final String selector;
    private final PrivateKey key;

    private DkimSigner(String domain, String selector, PrivateKey key) {
        this.domain = domain;
        this.selector = selector;
        this.key = key;
    }

    /**
     * Returns a signer.
     *
     * @param domain   for which it signs, in ASCII; DMARC asks that it be the one of the sender's address
     * @param selector under which the public key stands: {@code <selector>._domainkey.<domain>}
     * @param key      of RSA, 1024 bits or more (RFC 8301, 3.2, advises 2048)
     * @throws IllegalArgumentException if one of them is none
     */
    public static DkimSigner of(String domain, String selector, PrivateKey key) {
        require(domain.length() <= 253 && DOMAIN.matcher(domain).matches(), "a domain in ASCII, such as example.org");
        require(
                selector.length() <= 253 && SELECTOR.matcher(selector).matches(),
                "a selector in ASCII, such as mail2026");
        require(
                key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= MIN_BITS,
                "a private key of RSA of " + MIN_BITS + " bits or more");
        return new DkimSigner(domain, selector, key);
    }

    private static void require(boolean isRight, String rule) {
        if (!isRight) {
            throw new IllegalArgumentException("expected " + rule);
        }
    }

    @Override
    public String sign(byte[] message) {
        Fields fields = Fields.of(message);
        List<String> names = new ArrayList<>();
        for (String name : SIGNED) {
            if (!fields.getFields(name).isEmpty()) {
                names.add(name);
            }
        }
        if (!names.contains("from")) {
            return "";
        }
        // Once more than there are: a second one that is added on the way breaks the signature (RFC 6376, 8.15).
        names.add("from");
        names.add("subject");
        String template = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=" + selector + "; h="
                + String.join(":", names) + "; bh=; b=;";
        DKIMSigner signer = new DKIMSigner(template, key);
        try {
            BodyHasher body = signer.newBodyHasher(signer.newSignatureRecordTemplate(template));
            try (OutputStream out = body.getOutputStream()) {
                out.write(message, fields.body(), message.length - fields.body());
            }
            return signer.sign(fields, body).replace("; ", ";\r\n ").strip() + "\r\n";
        } catch (FailException | IOException e) {
            throw new IllegalStateException("the message cannot be signed", e);
        }
    }

    /** The fields of a message's header that are ASCII. */
    private record Fields(List<String> all, int body) implements Headers {

        static Fields of(byte[] message) {
            int end = endOfHeader(message);
            String header = new String(message, 0, end, StandardCharsets.ISO_8859_1);
            List<String> fields = new ArrayList<>();
            // A line that begins with a blank belongs to the one before.
            for (String field : header.split("\r\n(?![ \t])", -1)) {
                if (!field.isEmpty() && field.chars().allMatch(c -> c < 0x80)) {
                    fields.add(field);
                }
            }
            return new Fields(List.copyOf(fields), Math.min(end + 2, message.length));
        }

        /** Returns where the empty line begins. */
        private static int endOfHeader(byte[] message) {
            for (int i = 3; i < message.length; i++) {
                if (message[i] == '\n' && message[i - 2] == '\n') {
                    return i - 1;
                }
            }
            return message.length;
        }

        @Override
        public List<String> getFields() {
            return all;
        }

        @Override
        public List<String> getFields(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return all.stream()
                    .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(start))
                    .toList();
        }
    }
}
