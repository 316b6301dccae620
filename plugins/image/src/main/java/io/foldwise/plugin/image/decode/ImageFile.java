package io.foldwise.plugin.image.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with one image: PNG, JPEG or TIFF of 8 or 16 bits. */
public record ImageFile(Path path) {

    /** What is read, for messages. */
    public static final String FORMATS = "PNG, JPEG or TIFF";

    private static final long MOST_BYTES = 512L << 20;

    /**
     * Reads what stands before the pixels.
     *
     * @throws UnreadableImageException if the file is none of these, or damaged there
     */
    public ImageHeader header() throws IOException {
        return ImageIoFile.header(path, format());
    }

    /**
     * Reads the pixels: one channel if the image is grey, else red, green and blue; transparency is left out.
     *
     * @throws UnreadableImageException if the file is none of these, or damaged
     */
    public Pixels pixels() throws IOException {
        return ImageIoFile.pixels(bytes(), format());
    }

    private byte[] bytes() throws IOException {
        long size = Files.size(path);
        if (size > MOST_BYTES) {
            throw new UnreadableImageException("has " + (size >> 20) + " MB, more than any image that is read here ("
                    + (MOST_BYTES >> 20) + " MB)");
        }
        return Files.readAllBytes(path);
    }

    private ImageFormat format() throws IOException {
        if (Files.isDirectory(path)) {
            throw new UnreadableImageException("is a folder");
        }
        return ImageFormat.of(path)
                .orElseThrow(() -> new UnreadableImageException("is no image: it begins like none of " + FORMATS));
    }
}
