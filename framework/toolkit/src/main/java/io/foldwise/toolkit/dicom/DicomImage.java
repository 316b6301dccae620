package io.foldwise.toolkit.dicom;

import io.foldwise.toolkit.file.RegularFile;
import io.foldwise.toolkit.image.ImageHeader;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * The image in a DICOM file.
 *
 * @param stored values as they are stored, {@code [rows, columns, samples]}
 */
public record DicomImage(DicomHeader header, DicomLayout layout, int[] stored) {

    /**
     * What a file says of its image.
     *
     * @throws UnreadableImageException if it is none that is read
     */
    public static DicomHeader header(Path path) throws IOException {
        try (DicomElements elements = open(path)) {
            return elements.header();
        } catch (ZipException e) {
            throw new UnreadableImageException("is a damaged DICOM file: " + e.getMessage(), e);
        }
    }

    /**
     * How many pixels a file has.
     *
     * @throws UnreadableImageException if it is none that is read
     */
    public static ImageHeader size(Path path) throws IOException {
        return DicomLayout.of(header(path)).size();
    }

    /**
     * Reads a file.
     *
     * @throws UnreadableImageException if it is none that is read, or damaged
     */
    public static DicomImage read(Path path) throws IOException {
        try (DicomElements elements = open(path)) {
            DicomHeader header = elements.header();
            DicomLayout layout = DicomLayout.of(header);
            return new DicomImage(header, layout, stored(header.syntax(), layout, elements));
        } catch (EOFException | ZipException e) {
            throw new UnreadableImageException("is a DICOM file whose pixels are cut short or damaged", e);
        }
    }

    private static DicomElements open(Path path) throws IOException {
        return new DicomElements(new BufferedInputStream(Files.newInputStream(RegularFile.require(path)), 1 << 14));
    }

    /** Values as they are stored, {@code [rows, columns, samples]}. */
    private static int[] stored(TransferSyntax syntax, DicomLayout layout, DicomElements elements) throws IOException {
        return switch (syntax.pixel()) {
            case PLAIN -> layout.values(plain(layout, elements), elements.order());
            case RUN_LENGTH -> PackBits.values(compressed(elements), layout);
            case JPEG, JPEG_LOSSLESS, JPEG_2000 -> CompressedFrame.values(compressed(elements), syntax, layout);
        };
    }

    private static byte[] plain(DicomLayout layout, DicomElements elements) throws IOException {
        if (elements.length() < layout.bytes()) { // what lies behind is something else
            throw new EOFException();
        }
        int even = layout.bytes() + layout.bytes() % 2;
        byte[] bytes = elements.pixels().readNBytes(even);
        if (bytes.length < even) {
            throw new EOFException();
        }
        if (layout.allocated() == Byte.SIZE && elements.inWords() && elements.order() == ByteOrder.BIG_ENDIAN) {
            for (int word = 0; word < even; word += 2) {
                byte high = bytes[word];
                bytes[word] = bytes[word + 1];
                bytes[word + 1] = high;
            }
        }
        return bytes;
    }

    /** The pieces of one frame, put together; the first one says where frames begin. */
    private static byte[] compressed(DicomElements elements) throws IOException {
        elements.fragment();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece = elements.fragment(); piece.length > 0; piece = elements.fragment()) {
            all.write(piece);
        }
        return all.toByteArray();
    }
}
