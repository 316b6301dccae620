package io.foldwise.toolkit.dicom;

import io.foldwise.toolkit.dicom.TransferSyntax.Pixel;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Pixels that are compressed as JPEG, lossless JPEG or JPEG 2000. */
final class CompressedFrame {

    private CompressedFrame() {}

    /** Values as they are stored, {@code [rows, columns, samples]}. */
    static int[] values(byte[] frame, TransferSyntax syntax, DicomLayout layout) throws IOException {
        if (syntax.pixel() == Pixel.JPEG && JpegPrecision.of(frame) > Byte.SIZE) {
            throw syntax.unread("JPEG of " + JpegPrecision.of(frame) + " bits");
        }
        ImageReader reader = reader(syntax.pixel());
        List<String> warnings = new ArrayList<>();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(frame))) {
            reader.setInput(in, false, true);
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            if (reader.getHeight(0) != layout.size().height()
                    || reader.getWidth(0) != layout.size().width()) {
                throw new UnreadableImageException("is a DICOM file of " + layout.size()
                        + ", whose compressed pixels are " + reader.getHeight(0) + " x " + reader.getWidth(0));
            }
            Raster raster = reader.canReadRaster()
                    ? reader.readRaster(0, null)
                    : reader.read(0).getRaster();
            if (!warnings.isEmpty()) {
                throw new UnreadableImageException(
                        "is a DICOM file whose compressed pixels are damaged: " + warnings.get(0));
            }
            return values(raster, layout);
        } catch (UnreadableImageException known) {
            throw known;
        } catch (IOException | RuntimeException e) { // a decoder's ways to say that it was given nonsense
            throw new UnreadableImageException(
                    "is a DICOM file whose compressed pixels cannot be read: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    e);
        } finally {
            reader.dispose();
        }
    }

    private static int[] values(Raster raster, DicomLayout layout) throws UnreadableImageException {
        if (raster.getNumBands() != layout.samples()) {
            throw new UnreadableImageException("is a DICOM file of " + layout.samples()
                    + " values for each pixel, whose" + " compressed pixels have " + raster.getNumBands());
        }
        if (raster.getWidth() * raster.getHeight() != layout.pixels()) {
            throw new UnreadableImageException("is a DICOM file whose compressed pixels are damaged");
        }
        int[] values = raster.getPixels(
                raster.getMinX(), raster.getMinY(), raster.getWidth(), raster.getHeight(), (int[]) null);
        for (int i = 0; i < values.length; i++) {
            values[i] = layout.value(values[i]);
        }
        return values;
    }

    /** One of a known library: another decoder may give other numbers. */
    private static ImageReader reader(Pixel pixel) {
        String format = pixel == Pixel.JPEG_2000 ? "jpeg2000" : "jpeg";
        String library = switch (pixel) {
            case JPEG_2000 -> "com.github.jaiimageio.";
            case JPEG_LOSSLESS -> "com.twelvemonkeys.imageio.";
            default -> "com.sun.imageio.";
        };
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(library)) {
                return reader;
            }
        }
        throw new IllegalStateException("there is no reader of " + library + " for " + format);
    }
}
