package io.foldwise.cli.escape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class EscapingStreamTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final EscapingStream stream = new EscapingStream(written);

    @Test
    void leavesTextOfAnyScriptAlone() throws IOException {
        String text = "naïve – 胸部CT\tمى\u200cخواهم 👩\u200d🔬\n";
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        assertThat(text()).isEqualTo(text);
    }

    @Test
    void escapesWhateverMovesHidesOrTurnsText() throws IOException {
        stream.write("\0\b\u001b\r\u007f\u0085\u009b\u061c\u200e\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\udb40\udc41"
                .getBytes(StandardCharsets.UTF_8));
        assertThat(text())
                .isEqualTo("\\u0000\\u0008\\u001b\\u000d\\u007f\\u0085\\u009b\\u061c\\u200e\\u2028\\u2029\\u202a\\u202e"
                        + "\\u2066\\u2069\\ufeff\\udb40\\udc41");
    }

    @Test
    void isNotFooledByCharactersThatArriveInPieces() throws IOException {
        for (byte part : "é\u202e👩\u001b".getBytes(StandardCharsets.UTF_8)) {
            stream.write(part);
        }
        assertThat(text()).isEqualTo("é\\u202e👩\\u001b");
    }

    @Test
    void passesNoBytesThatAreNoText() throws IOException {
        stream.write(new byte[] {'a', (byte) 0x9b, 'b', (byte) 0xff});
        stream.write("é\n".getBytes(StandardCharsets.UTF_8));
        stream.write(new byte[] {(byte) 0xe2, (byte) 0x80});
        stream.close();
        assertThat(text()).isEqualTo("a\ufffdb\ufffdé\n\ufffd");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
