package io.foldwise.plugin.image.file;

import io.foldwise.plugin.image.dicom.DicomFile;
import io.foldwise.plugin.image.dicom.DicomWindow;
import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.toolkit.image.ImageHeader;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file with one image: PNG, JPEG, TIFF or DICOM, of 8 or 16 bits. It is turned as its orientation (EXIF, TIFF) says, as viewers show
 * it.
 */
public record ImageFile(Path path) {

    /** What is read, for messages. */
    public static final String FORMATS = "PNG, JPEG, TIFF or DICOM";

    private static final long MOST_BYTES = 512L << 20;

    /**
     * Reads what stands before the pixels.
     *
     * @return of the image as {@link #pixels} gives it
     * @throws UnreadableImageException if the file is none of these, or damaged there
     */
    public ImageHeader header() throws IOException {
        ImageFormat format = format();
        return format == ImageFormat.DICOM ? new DicomFile(path).header() : ImageIoFile.header(path, format);
    }

    /**
     * Reads the pixels: one channel if the image is grey, else red, green and blue; transparency is left out.
     *
     * @param window of DICOM images
     * @throws UnreadableImageException if the file is none of these, or damaged
     */
    public Pixels pixels(DicomWindow window) throws IOException {
        ImageFormat format = format();
        requireSize();
        return format == ImageFormat.DICOM
                ? new DicomFile(path).pixels(window)
                : ImageIoFile.pixels(Files.readAllBytes(path), format);
    }

    private void requireSize() throws IOException {
        long size = Files.size(path);
        if (size > MOST_BYTES) {
            throw new UnreadableImageException("has " + (size >> 20) + " MB, more than any image that is read here ("
                    + (MOST_BYTES >> 20) + " MB)");
        }
    }

    private ImageFormat format() throws IOException {
        if (Files.isDirectory(path)) {
            throw new UnreadableImageException("is a folder");
        }
        Optional<ImageFormat> format = ImageFormat.of(path);
        if (format.isEmpty()) {
            throw new UnreadableImageException(
                    Files.size(path) == 0
                            ? "is empty"
                            : "is no image: it begins like none of " + FORMATS
                                    + "; convert it, or move it to another folder");
        }
        return format.get();
    }
}
