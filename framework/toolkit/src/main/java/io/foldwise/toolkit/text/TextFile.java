package io.foldwise.toolkit.text;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.file.RegularFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A data file that should be UTF-8 text. What it is not is said in one sentence, as a {@link DataException}, and no file
 * needs more memory than {@value #LONGEST_LINE} bytes for a line of it, whatever its size.
 */
public final class TextFile {

    /** Bytes of a line: far beyond any sample, and little beside what a file without lines may hold. */
    public static final int LONGEST_LINE = 16 << 20;

    private static final int CHUNK = 1 << 16;
    private static final String SAVE_AS_UTF8 = "; save it as UTF-8";

    private final Path file;

    public TextFile(Path file) {
        this.file = file;
    }

    /** Is told a file's lines. */
    public interface Lines {
        /**
         * @param number counts from 1
         * @param line without its end
         */
        void line(int number, byte[] line);
    }

    /** Reads lines, which end in LF or CRLF; the last one may end with the file. A byte order mark is left where it is. */
    public void lines(Lines lines) {
        try (InputStream in = open()) {
            byte[] chunk = new byte[CHUNK];
            byte[] line = new byte[CHUNK];
            int length = 0;
            int number = 1;
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                for (int start = 0; start < read; ) {
                    int end = start;
                    while (end < read && chunk[end] != '\n') {
                        end++;
                    }
                    line = room(line, length + end - start, number);
                    System.arraycopy(chunk, start, line, length, end - start);
                    length += end - start;
                    if (end < read) {
                        lines.line(number++, withoutCarriageReturn(line, length));
                        length = 0;
                    }
                    start = end + 1;
                }
            }
            if (length > 0) {
                lines.line(number, withoutCarriageReturn(line, length));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private byte[] room(byte[] line, int needed, int number) {
        if (needed > LONGEST_LINE) {
            throw tooLong(number);
        }
        return needed <= line.length ? line : Arrays.copyOf(line, Math.max(needed, 2 * line.length));
    }

    private static byte[] withoutCarriageReturn(byte[] line, int length) {
        return Arrays.copyOf(line, length > 0 && line[length - 1] == '\r' ? length - 1 : length);
    }

    /** That a line, or what is quoted there, is beyond any sense. */
    public DataException tooLong(int number) {
        return new DataException(
                file,
                number,
                "is longer than " + (LONGEST_LINE >> 20) + " MiB; is this a text file, and no quote left open?");
    }

    /**
     * The characters, without a byte order mark. Reading throws an {@link CharacterCodingException} where the
     * file is not UTF-8, which {@link #unreadable} explains.
     */
    public Reader reader() throws IOException {
        InputStream in = open();
        in.mark(3);
        byte[] mark = in.readNBytes(3);
        if (!Arrays.equals(mark, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})) {
            in.reset();
        }
        return new InputStreamReader(in, decoder());
    }

    /**
     * A line of {@link #lines} as text; the first one without a byte order mark.
     *
     * @throws DataException if it is not UTF-8
     */
    public String text(int number, byte[] line) {
        try {
            String text = decoder().decode(ByteBuffer.wrap(line)).toString();
            return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw unreadable(e);
        }
    }

    /** What kept a file from being read, with the place and what to do. */
    public DataException unreadable(IOException failure) {
        if (failure instanceof CharacterCodingException) {
            return notUtf8();
        } else if (failure instanceof NoSuchFileException) {
            return new DataException(file, 0, "there is no such file");
        } else if (failure instanceof AccessDeniedException) {
            return new DataException(file, 0, "may not be read");
        }
        return new DataException(file, 0, "cannot be read: " + failure.getMessage());
    }

    private InputStream open() throws IOException {
        if (Files.isDirectory(file)) {
            throw new DataException(file, 0, "is a directory, not a file; name a file in it");
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(RegularFile.require(file)), CHUNK);
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        if (first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE) {
            in.close();
            throw new DataException(file, 0, "is UTF-16 text" + SAVE_AS_UTF8);
        }
        return in;
    }

    private static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Reads the file again, up to the first bad byte: a reader that fails does not tell how far it came. */
    private DataException notUtf8() {
        CharsetDecoder decoder = decoder();
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        CharBuffer text = CharBuffer.allocate(CHUNK);
        int line = 1;
        try (InputStream in = open()) {
            for (boolean end = false; !end; ) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(0, read)).flip();
                CoderResult result = decoder.decode(bytes, text, end);
                line += (int) text.flip().chars().filter(c -> c == '\n').count();
                text.clear();
                if (result.isError()) {
                    String what = "is not UTF-8: byte 0x%02X".formatted(bytes.get(bytes.position()));
                    return new DataException(file, line, what + SAVE_AS_UTF8);
                }
                bytes.compact();
            }
        } catch (IOException e) {
            return unreadable(new IOException(e.getMessage(), e));
        }
        return new DataException(file, 0, "is not UTF-8" + SAVE_AS_UTF8);
    }
}
