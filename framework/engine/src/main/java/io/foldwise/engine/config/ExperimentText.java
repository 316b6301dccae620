package io.foldwise.engine.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Reads the text of an experiment file, strictly: what the parser would read wrongly or could not stand, since it recurses
 * and keeps everything in memory, is refused before it gets there.
 */
final class ExperimentText {

    /** Far beyond what anyone writes, and little enough to be parsed in any memory. In bytes. */
    static final int LARGEST = 1 << 20;

    /** The parser recurses, as does everything that looks at its result. */
    static final int DEEPEST = 100;

    private static final String SAVE_AS_UTF8 = "save it as UTF-8";

    private ExperimentText() {}

    /** A text that is refused. */
    static final class RefusedTextException extends Exception {

        private final int line;
        private final String remedy;

        RefusedTextException(int line, String message, String remedy) {
            super(message);
            this.line = line;
            this.remedy = remedy;
        }

        /** @param source the file, or what else gave the text */
        Problem problem(String source) {
            return new Problem(new Location(source, line, ""), getMessage(), remedy);
        }
    }

    /** Reads a file. */
    static HoconText read(Path file) throws RefusedTextException {
        if (Files.isDirectory(file)) {
            throw new RefusedTextException(0, "is a directory, not a file", "name an experiment file in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) { // reading it may wait for ever
            throw new RefusedTextException(0, "is a pipe or a device, not a file", "name an experiment file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new RefusedTextException(
                        0, "is larger than " + (LARGEST >> 20) + " MiB", "is it an experiment file?");
            }
            return checked(decoded(bytes));
        } catch (AccessDeniedException denied) {
            throw new RefusedTextException(0, "may not be read", "");
        } catch (IOException unreadable) {
            throw new RefusedTextException(0, "cannot be read: " + unreadable.getMessage(), "");
        }
    }

    /** A text that is no deeper than the parser can stand. */
    static HoconText checked(String text) throws RefusedTextException {
        OptionalInt tooDeep = Nesting.lineBeyond(text, DEEPEST);
        if (tooDeep.isPresent()) {
            int line = text.indexOf('\n') < 0 ? 0 : tooDeep.getAsInt();
            throw new RefusedTextException(
                    line, "is nested more than " + DEEPEST + " levels deep", "is a bracket missing?");
        }
        return new HoconText(text);
    }

    private static String decoded(byte[] bytes) throws RefusedTextException {
        if (bytes.length > 1 && (bytes[0] & 0xFF ^ bytes[1] & 0xFF) == 1 && (bytes[0] & bytes[1] & 0xFE) == 0xFE) {
            throw new RefusedTextException(0, "is UTF-16 text", SAVE_AS_UTF8); // begins with FE FF or FF FE
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw new RefusedTextException(
                    HoconText.lineAt(text, text.length()),
                    "is not UTF-8: byte 0x%02X".formatted(bytes[in.position()]),
                    SAVE_AS_UTF8);
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new RefusedTextException(
                    HoconText.lineAt(text, nul), "holds a NUL character; is it UTF-16 or no text?", SAVE_AS_UTF8);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
