package io.foldwise.plugin.signal.matlab;

import io.foldwise.toolkit.file.RegularFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;

/**
 * A file of MATLAB's format 5 (-v6 and -v7), of which one matrix of real numbers is read. The file may be a stranger's: sizes are
 * compared with the bytes that are there before anything is made of them, and the library is given that matrix alone. Messages of
 * an {@link IOException} are one line and do not name the file.
 */
final class MatFile {

    static final int MOST_BYTES = 128 << 20;
    private static final int MOST_NUMBERS = 1 << 24;

    private static final int HEADER = 128;
    private static final int ORDER = 126;
    private static final int TAG = 8;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int INT8 = 1;
    private static final int INT32 = 5;
    private static final int UINT32 = 6;
    private static final int FIRST_NUMBERS = 6;
    private static final int LAST_NUMBERS = 15;
    private static final int COMPLEX = 0x0800;
    private static final int LONGEST_NAME = 63;
    private static final int PIECE = 1 << 16;

    private final byte[] header;
    private final ByteBuffer bytes;

    private MatFile(byte[] all) throws IOException {
        this.header = Arrays.copyOf(all, HEADER);
        String text = new String(header, 0, 20, StandardCharsets.ISO_8859_1);
        if (all.length < HEADER || !text.startsWith("MATLAB ")) {
            throw new IOException("it is no file of MATLAB's format 5");
        } else if (text.startsWith("MATLAB 7.3")) {
            throw new IOException("it is of MATLAB's format 7.3; save it with -v7");
        }
        String order = new String(header, ORDER, 2, StandardCharsets.ISO_8859_1);
        if (!order.equals("IM") && !order.equals("MI")) {
            throw new IOException("it is no file of MATLAB's format 5");
        }
        this.bytes = ByteBuffer.wrap(all)
                .order(order.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .position(HEADER);
    }

    /**
     * Reads a matrix.
     *
     * @throws IOException if the file cannot be read, is damaged, or has no such matrix of real numbers
     */
    static Matrix read(Path file, String name) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it is larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        try {
            return new MatFile(Files.readAllBytes(RegularFile.require(file))).matrix(name);
        } catch (BufferUnderflowException e) {
            throw new IOException("it is cut short", e);
        }
    }

    private Matrix matrix(String name) throws IOException {
        while (bytes.hasRemaining()) {
            int type = bytes.getInt();
            ByteBuffer element = part(bytes, bytes.getInt());
            ByteBuffer matrix = type == COMPRESSED ? inflated(element) : element;
            if (type == COMPRESSED) {
                type = matrix.getInt();
                matrix = part(matrix, matrix.getInt());
            }
            if (type != MATRIX) {
                throw new IOException("it holds an element of type " + type + ", no array");
            }
            if (isNamed(matrix.duplicate().order(bytes.order()), name)) {
                return parsed(matrix, name);
            }
        }
        throw new IOException("it has no matrix '" + name + "'");
    }

    private static ByteBuffer part(ByteBuffer whole, int size) throws IOException {
        if (size < 0 || size > whole.remaining()) {
            throw new IOException("it is cut short");
        }
        ByteBuffer part = whole.slice(whole.position(), size).order(whole.order());
        whole.position(whole.position() + size);
        return part;
    }

    private static ByteBuffer inflated(ByteBuffer element) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(element);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            while (!inflater.finished()) {
                int count = inflater.inflate(piece);
                if (count == 0 && !inflater.finished()) {
                    throw new IOException("it is cut short");
                }
                if (out.size() > MOST_BYTES - count) {
                    throw new IOException("it holds more than " + (MOST_BYTES >> 20) + " MiB");
                }
                out.write(piece, 0, count);
            }
            return ByteBuffer.wrap(out.toByteArray()).order(element.order());
        } catch (DataFormatException e) {
            throw new IOException("it is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /** Whether that is the array; it is looked at no further than its name, and has to be one of numbers if it is. */
    private static boolean isNamed(ByteBuffer matrix, String name) throws IOException {
        ByteBuffer flags = element(matrix, UINT32);
        int flag = flags.getInt();
        if ((flag & 0xFF) > LAST_NUMBERS) {
            return false; // an object, whose name stands elsewhere
        }
        ByteBuffer sizes = element(matrix, INT32);
        ByteBuffer found = element(matrix, INT8);
        if (found.remaining() > LONGEST_NAME
                || !name.equals(StandardCharsets.US_ASCII.decode(found).toString())) {
            return false;
        }
        if ((flag & 0xFF) < FIRST_NUMBERS || (flag & COMPLEX) != 0) {
            throw new IOException("'" + name + "' is no matrix of real numbers");
        }
        if (sizes.remaining() != 2 * Integer.BYTES) {
            throw new IOException("'" + name + "' has not two axes");
        }
        long rows = sizes.getInt();
        long columns = sizes.getInt();
        if (rows < 0 || columns < 0 || rows * columns > matrix.remaining()) {
            throw new IOException("'" + name + "' has the shape [" + rows + ", " + columns + "] and "
                    + matrix.remaining() + " bytes");
        }
        if (rows * columns > MOST_NUMBERS) {
            throw new IOException("'" + name + "' holds more than " + MOST_NUMBERS + " numbers");
        }
        if (rows * columns == 0) {
            throw new IOException("'" + name + "' is empty");
        }
        ByteBuffer rest = matrix.duplicate().order(matrix.order());
        element(rest, rest.getInt(rest.position()) & 0xFFFF); // the numbers are all there
        return true;
    }

    /** An element within an array, behind a tag of 8 bytes or, if it has up to 4 bytes, of 4. */
    private static ByteBuffer element(ByteBuffer from, int expected) throws IOException {
        int tag = from.getInt();
        boolean small = tag >>> 16 != 0;
        int type = small ? tag & 0xFFFF : tag;
        if (type != expected) {
            throw new IOException("it is damaged: it has an element of type " + type + ", not " + expected);
        }
        int size = small ? tag >>> 16 : from.getInt();
        if (small && size > Integer.BYTES) {
            throw new IOException("it is damaged: a small element has " + size + " bytes");
        }
        if (size < 0 || size > from.remaining()) {
            throw new IOException("it is cut short");
        }
        long room = small ? Integer.BYTES : size + (long) Math.floorMod(-size, TAG);
        ByteBuffer element = part(from, (int) Math.min(room, from.remaining()));
        return element.limit(size);
    }

    private Matrix parsed(ByteBuffer matrix, String name) throws IOException {
        ByteBuffer alone =
                ByteBuffer.allocate(HEADER + TAG + matrix.remaining()).order(matrix.order());
        alone.put(header).putInt(MATRIX).putInt(matrix.remaining()).put(matrix).flip();
        try {
            return Mat5.newReader(Sources.wrap(alone))
                    .disableSubsystemProcessing()
                    .readMat()
                    .getMatrix(name);
        } catch (RuntimeException e) {
            throw new IOException("it is damaged: " + e.getMessage(), e);
        }
    }
}
