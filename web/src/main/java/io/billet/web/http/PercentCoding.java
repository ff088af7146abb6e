package io.billet.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-decoding (RFC 3986, 2.1) that guesses nothing: a bad escape or bad UTF-8 is an answer of its own. */
final class PercentCoding {

    private PercentCoding() {}

    /** Decodes a segment of a path; empty if it is malformed. */
    static Optional<String> decode(String text) {
        return decode(text, false);
    }

    /** Decodes a name or value of a form, where a plus sign is a blank; empty if it is malformed. */
    static Optional<String> decodeForm(String text) {
        return decode(text, true);
    }

    private static Optional<String> decode(String text, boolean plusIsBlank) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer octets = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                octets.put(plusIsBlank && encoded[i] == '+' ? (byte) ' ' : encoded[i]);
                continue;
            }
            int high = i + 2 < encoded.length ? hex(encoded[i + 1]) : -1;
            int low = i + 2 < encoded.length ? hex(encoded[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            octets.put((byte) (high << 4 | low));
            i += 2;
        }
        return utf8(octets.flip());
    }

    private static int hex(byte digit) {
        return digit < 0 ? -1 : Character.digit(digit, 16);
    }

    private static Optional<String> utf8(ByteBuffer octets) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(octets).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
