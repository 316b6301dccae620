package io.foldwise.cli.escape;

import io.foldwise.spi.Escapes;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 text on its way to a terminal or a file, {@linkplain Escapes#text escaped}; bytes that are no text are replaced. */
public final class EscapingStream extends FilterOutputStream {

    /** No character takes more bytes. */
    private static final int LONGEST = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    /** The beginning of a character whose end has not arrived yet. */
    private byte[] begun = new byte[0];

    public EscapingStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(begun.length + length)
                .put(begun)
                .put(bytes, offset, length)
                .flip();
        pass(all, false);
        begun = new byte[all.remaining()];
        all.get(begun);
    }

    private void pass(ByteBuffer bytes, boolean end) throws IOException {
        CharBuffer text = CharBuffer.allocate(bytes.remaining() + LONGEST);
        decoder.reset();
        decoder.decode(bytes, text, end);
        out.write(Escapes.text(text.flip().toString()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void close() throws IOException {
        pass(ByteBuffer.wrap(begun), true);
        begun = new byte[0];
        super.close();
    }
}
