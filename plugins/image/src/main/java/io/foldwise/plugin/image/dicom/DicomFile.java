package io.foldwise.plugin.image.dicom;

import io.foldwise.plugin.image.pixel.ImageHeader;
import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.plugin.image.pixel.UnreadableImageException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** A DICOM file with one image (PS3.10): grey, or red, green and blue of 8 bits. */
public record DicomFile(Path path) {

    /** @throws UnreadableImageException if the file is none that is read */
    public ImageHeader header() throws IOException {
        try (DicomElements elements = open()) {
            return DicomLayout.of(elements.header()).size();
        } catch (ZipException e) {
            throw new UnreadableImageException("is a damaged DICOM file: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the pixels. Grey values become brightness from 0, black, to 1: what the file says they stand for (rescale slope and
     * intercept), of the least to the largest that it could hold, or within a window; turned over where the file says so
     * (MONOCHROME1).
     *
     * @throws UnreadableImageException if the file is none that is read, or damaged
     */
    public Pixels pixels(DicomWindow window) throws IOException {
        try (DicomElements elements = open()) {
            DicomHeader header = elements.header();
            DicomLayout layout = DicomLayout.of(header);
            int[] stored = stored(header.syntax(), layout, elements);
            return layout.grey()
                    ? GreyValues.of(header, window).pixels(stored, layout)
                    : ColourValues.pixels(stored, layout);
        } catch (EOFException | ZipException e) {
            throw new UnreadableImageException("is a DICOM file whose pixels are cut short or damaged", e);
        }
    }

    private DicomElements open() throws IOException {
        return new DicomElements(new BufferedInputStream(Files.newInputStream(path), 1 << 14));
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
