package io.foldwise.toolkit.dicom;

import io.foldwise.toolkit.image.UnreadableImageException;
import java.util.Arrays;

/** How the elements of a file, and its pixels, are written (PS3.5, section 10). */
public enum TransferSyntax {
    IMPLICIT("1.2.840.10008.1.2", Pixel.PLAIN),
    EXPLICIT("1.2.840.10008.1.2.1", Pixel.PLAIN),
    DEFLATED("1.2.840.10008.1.2.1.99", Pixel.PLAIN),
    BIG_ENDIAN("1.2.840.10008.1.2.2", Pixel.PLAIN),
    RUN_LENGTH("1.2.840.10008.1.2.5", Pixel.RUN_LENGTH),
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", Pixel.JPEG),
    JPEG_EXTENDED("1.2.840.10008.1.2.4.51", Pixel.JPEG),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", Pixel.JPEG_LOSSLESS),
    JPEG_LOSSLESS_FIRST_ORDER("1.2.840.10008.1.2.4.70", Pixel.JPEG_LOSSLESS),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", Pixel.JPEG_2000),
    JPEG_2000("1.2.840.10008.1.2.4.91", Pixel.JPEG_2000);

    /** How pixels are written. */
    enum Pixel {
        PLAIN,
        RUN_LENGTH,
        JPEG,
        JPEG_LOSSLESS,
        JPEG_2000
    }

    private static final String JPEG_LS = "1.2.840.10008.1.2.4.8";

    private final String uid;
    private final Pixel pixel;

    TransferSyntax(String uid, Pixel pixel) {
        this.uid = uid;
        this.pixel = pixel;
    }

    Pixel pixel() {
        return pixel;
    }

    boolean implicit() {
        return this == IMPLICIT;
    }

    static TransferSyntax of(String uid) throws UnreadableImageException {
        return Arrays.stream(values())
                .filter(known -> known.uid.equals(uid))
                .findFirst()
                .orElseThrow(() -> uid.isEmpty()
                        ? new UnreadableImageException("is a DICOM file that does not say how it is written")
                        : unread(uid, uid.startsWith(JPEG_LS) ? "JPEG-LS" : "a way that is not known here"));
    }

    /** That pixels are written in a way that is not read, and what to do. */
    UnreadableImageException unread(String way) {
        return unread(uid, way);
    }

    private static UnreadableImageException unread(String uid, String way) {
        String tool = way.equals("JPEG-LS") ? "dcmdjpls" : way.contains("JPEG") ? "dcmdjpeg" : "dcmconv";
        return new UnreadableImageException("is a DICOM file whose pixels are written in " + way + " (transfer syntax "
                + uid + "), which is not read: convert it, for example by dcmtk's " + tool);
    }

    @Override
    public String toString() {
        return uid;
    }
}
