package io.billet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebResponseTest {

    /** What a server gets to see of a body. */
    private static final class Pieces extends ByteArrayOutputStream {

        private int largest;

        @Override
        public synchronized void write(byte[] octets, int from, int length) {
            largest = Math.max(largest, length);
            super.write(octets, from, length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8_191, 8_192, 8_193, 16_384, 719_321})
    void a_body_is_written_whole_in_small_pieces(int octets) throws IOException {
        byte[] body = new byte[octets];
        new Random(octets).nextBytes(body);
        Pieces pieces = new Pieces();

        WebResponse.of(200).withBody("application/octet-stream", body).writeBody(pieces);

        assertThat(Arrays.equals(pieces.toByteArray(), body)).isTrue();
        assertThat(pieces.largest).isLessThanOrEqualTo(8_192);
    }

    @Test
    void its_length_is_told() {
        assertThat(WebResponse.of(204).bodyLength()).hasValue(0);
        assertThat(WebResponse.of(200).withBody("text/plain", new byte[7]).bodyLength())
                .hasValue(7);
    }
}
