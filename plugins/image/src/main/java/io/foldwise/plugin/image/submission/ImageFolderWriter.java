package io.foldwise.plugin.image.submission;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Writes grey PNG images into a folder, or into a folder for each of several classes. An id with slashes leads through folders.
 */
record ImageFolderWriter(Path folder, List<String> classes) {

    private static final String FORMAT = "png";
    private static final int BYTE = 255;
    private static final int SHORT = 65535;

    /** An image of 8 bits: black and white. */
    void mask(String id, int ofClass, boolean[] mask, int height, int width) throws IOException {
        int[] values = new int[mask.length];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            values[pixel] = mask[pixel] ? BYTE : 0;
        }
        write(file(id, ofClass), BufferedImage.TYPE_BYTE_GRAY, values, height, width);
    }

    /** An image of 16 bits, in steps of 1/65535. */
    void shares(String id, int ofClass, float[] shares, int height, int width) throws IOException {
        int[] values = new int[shares.length];
        for (int pixel = 0; pixel < shares.length; pixel++) {
            values[pixel] = Math.round(Math.min(1, Math.max(0, shares[pixel])) * SHORT);
        }
        write(file(id, ofClass), BufferedImage.TYPE_USHORT_GRAY, values, height, width);
    }

    private static void write(Path file, int type, int[] values, int height, int width) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        image.getRaster().setPixels(0, 0, width, height, values);
        Files.createDirectories(file.getParent());
        if (!ImageIO.write(image, FORMAT, file.toFile())) {
            throw new IllegalStateException("this Java writes no PNG");
        }
    }

    private Path file(String id, int ofClass) throws IOException {
        Path place = classes.size() == 1 ? folder : folder.resolve(classes.get(ofClass));
        try {
            Path file = place.resolve(id + "." + FORMAT).normalize();
            if (file.startsWith(place) && file.equals(place.resolve(id + "." + FORMAT)) && !id.contains("\\")) {
                return file;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new IOException("the id '" + id + "' cannot be the name of a file");
    }
}
