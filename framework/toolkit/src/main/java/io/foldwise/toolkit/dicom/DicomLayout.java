package io.foldwise.toolkit.dicom;

import io.foldwise.toolkit.dicom.TransferSyntax.Pixel;
import io.foldwise.toolkit.image.ImageHeader;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * How pixels lie.
 *
 * @param samples of a pixel: 1 or 3
 * @param allocated bits of a sample: 8 or 16
 * @param stored bits of these that count
 * @param shift how far up they begin
 * @param signed whether the highest of them is a sign
 * @param planes whether all samples of a colour lie together
 */
public record DicomLayout(
        ImageHeader size,
        boolean grey,
        String photometric,
        int samples,
        int allocated,
        int stored,
        int shift,
        boolean signed,
        boolean planes) {

    static DicomLayout of(DicomHeader header) throws UnreadableImageException {
        ImageHeader size =
                ImageHeader.of(header.number(DicomHeader.ROWS, "rows"), header.number(DicomHeader.COLUMNS, "columns"));
        int frames = header.number(DicomHeader.NUMBER_OF_FRAMES, 1);
        if (frames > 1) {
            throw new UnreadableImageException("is a DICOM file of " + frames + " images; files of one are read");
        }
        String photometric = header.text(DicomHeader.PHOTOMETRIC_INTERPRETATION);
        int samples = header.number(DicomHeader.SAMPLES_PER_PIXEL, 1);
        int allocated = header.number(DicomHeader.BITS_ALLOCATED, "bits of a value");
        int stored = header.number(DicomHeader.BITS_STORED, allocated);
        int shift = header.number(DicomHeader.HIGH_BIT, stored - 1) + 1 - stored;
        boolean grey = header.grey() && samples == 1 && (allocated == 8 || allocated == 16);
        boolean colour = colours(header.syntax().pixel()).contains(photometric) && samples == 3 && allocated == 8;
        if (!grey && !colour || stored < 1 || shift < 0 || shift + stored > allocated || colour && stored != 8) {
            throw new UnreadableImageException(
                    "is a DICOM file of " + (photometric.isEmpty() ? "unknown colours" : photometric)
                            + " with " + samples + " values of " + allocated + " bits (" + stored
                            + " used) for each pixel; grey"
                            + " images of 8 or 16 bits are read, and RGB images of 8");
        }
        return new DicomLayout(
                size,
                grey,
                photometric,
                samples,
                allocated,
                stored,
                shift,
                header.number(DicomHeader.PIXEL_REPRESENTATION, 0) == 1,
                header.number(DicomHeader.PLANAR_CONFIGURATION, 0) == 1);
    }

    /** What pixels may be called that come with three whole samples each. */
    private static Set<String> colours(Pixel pixel) {
        return switch (pixel) {
            case PLAIN, RUN_LENGTH -> Set.of("RGB", "YBR_FULL");
            case JPEG, JPEG_LOSSLESS -> Set.of("RGB", "YBR_FULL", "YBR_FULL_422");
            case JPEG_2000 -> Set.of("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT");
        };
    }

    int pixels() {
        return size.height() * size.width();
    }

    int numbers() {
        return Math.multiplyExact(pixels(), samples);
    }

    int bytes() {
        return Math.multiplyExact(numbers(), allocated / Byte.SIZE);
    }

    /** Values of which the bytes lie as the file's header says. */
    int[] values(byte[] bytes, ByteOrder order) throws UnreadableImageException {

        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        int[] values = new int[numbers()];
        for (int i = 0; i < values.length; i++) {
            int place = planes ? i % pixels() * samples + i / pixels() : i;
            values[place] = value(allocated == 8 ? buffer.get() : buffer.getShort());
        }
        return values;
    }

    /** What counts of the bits of a sample. */
    int value(int bits) {
        int unsigned = bits >>> shift & (1 << stored) - 1;
        return signed ? unsigned << Integer.SIZE - stored >> Integer.SIZE - stored : unsigned;
    }
}
