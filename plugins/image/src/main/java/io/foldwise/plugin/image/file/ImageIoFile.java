package io.foldwise.plugin.image.file;

import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.toolkit.image.ImageHeader;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What the readers of the JDK give of an image, turned as the file says: numbers as the file has them, no conversion between spaces of
 * colour.
 */
final class ImageIoFile {

    private static final String OF_THE_JDK = "com.sun.imageio.";

    /** Of a pixel: red, green, blue and transparency of 16. */
    private static final int MOST_BITS = 64;

    private ImageIoFile() {}

    /** Bytes of which the decoders know how many there are: they compare what a file says of its parts with that. */
    private static final class WholeFile extends MemoryCacheImageInputStream {

        private final long length;

        WholeFile(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
            this.length = bytes.length;
        }

        @Override
        public long length() {
            return length;
        }
    }

    /** Reads something of a file. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(ImageReader reader) throws IOException;
    }

    static ImageHeader header(Path path, ImageFormat format) throws IOException {
        try (ImageInputStream in = new FileImageInputStream(path.toFile())) {
            return read(in, format, reader -> {
                Orientation orientation = orientation(in, format);
                return orientation.turned(header(reader));
            });
        }
    }

    static Pixels pixels(byte[] file, ImageFormat format) throws IOException {
        byte[] checked = format == ImageFormat.PNG ? PngFile.checked(file) : file;
        try (ImageInputStream in = new WholeFile(checked)) {
            return read(in, format, reader -> {
                Orientation orientation = orientation(format == ImageFormat.PNG ? new WholeFile(file) : in, format);
                header(reader);
                requireSmall(reader);
                List<String> warnings = new ArrayList<>();
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                Pixels pixels = pixels(reader.read(0, reader.getDefaultReadParam()));
                if (!warnings.isEmpty()) { // such as the end of a file that is cut short, filled up with grey
                    throw new UnreadableImageException("is a damaged " + format + ": " + warnings.get(0));
                }
                return orientation.turned(pixels);
            });
        }
    }

    /** Leaves the file at its beginning. */
    private static Orientation orientation(ImageInputStream in, ImageFormat format) throws IOException {
        Orientation orientation = format == ImageFormat.TIFF ? TiffFile.checked(in) : ExifBlock.orientation(in, format);
        in.seek(0);
        return orientation;
    }

    private static ImageHeader header(ImageReader reader) throws IOException {
        return ImageHeader.of(reader.getHeight(0), reader.getWidth(0));
    }

    /** Decoders take memory for what a file says before they look whether it is there. */
    private static void requireSmall(ImageReader reader) throws IOException {
        if (reader.isImageTiled(0)) {
            long pixels = (long) reader.getTileHeight(0) * reader.getTileWidth(0);
            if (pixels > ImageHeader.MOST_PIXELS) {
                throw new UnreadableImageException("has tiles of " + reader.getTileHeight(0) + " x "
                        + reader.getTileWidth(0) + " pixels, more than any image that is read here");
            }
        }
        for (Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0); types.hasNext(); ) {
            ColorModel colors = types.next().getColorModel();
            if (colors.getPixelSize() > MOST_BITS) {
                throw new UnreadableImageException("has " + colors.getNumComponents() + " channels of "
                        + colors.getComponentSize(0) + " bits; grey and RGB images of 8 or 16 bits are read");
            }
        }
    }

    private static <T> T read(ImageInputStream in, ImageFormat format, Reading<T> reading) throws IOException {
        ImageReader reader = reader(format);
        try {
            reader.setInput(in, false, true);
            return reading.of(reader);
        } catch (UnreadableImageException known) {
            throw known;
        } catch (IOException | RuntimeException e) { // a decoder's ways to say that it was given nonsense
            throw new UnreadableImageException("is no " + format + " that can be read: " + reason(e), e);
        } finally {
            reader.dispose();
        }
    }

    private static String reason(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** Not whichever a library brings: another decoder may give other numbers. */
    private static ImageReader reader(ImageFormat format) {
        Iterator<ImageReader> readers =
                ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT));
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(OF_THE_JDK)) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java reads no " + format + " images");
    }

    private static Pixels pixels(BufferedImage image) throws UnreadableImageException {
        return image.getColorModel() instanceof IndexColorModel palette
                ? ofPalette(image.getRaster(), palette)
                : ofBands(image.getRaster(), image.getColorModel().getNumColorComponents());
    }

    /** Grey images of less than 8 bits come with a palette, too. */
    private static Pixels ofPalette(Raster raster, IndexColorModel palette) {
        int channels = isGrey(palette) ? 1 : 3;
        int[] line = new int[raster.getWidth()];
        byte[] values = new byte[Math.multiplyExact(raster.getWidth() * raster.getHeight(), channels)];
        int next = 0;
        for (int row = 0; row < raster.getHeight(); row++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + row, line.length, 1, 0, line);
            for (int index : line) {
                values[next++] = (byte) palette.getRed(index);
                if (channels == 3) {
                    values[next++] = (byte) palette.getGreen(index);
                    values[next++] = (byte) palette.getBlue(index);
                }
            }
        }
        return new Pixels(raster.getHeight(), raster.getWidth(), channels, new Samples.Bytes(values));
    }

    private static boolean isGrey(IndexColorModel palette) {
        for (int index = 0; index < palette.getMapSize(); index++) {
            int red = palette.getRed(index);
            if (red != palette.getGreen(index) || red != palette.getBlue(index)) {
                return false;
            }
        }
        return true;
    }

    private static Pixels ofBands(Raster raster, int channels) throws UnreadableImageException {
        int bands = raster.getNumBands(); // those of colour first, then transparency
        int bits = raster.getSampleModel().getSampleSize(0);
        boolean unsigned =
                raster.getTransferType() == DataBuffer.TYPE_BYTE || raster.getTransferType() == DataBuffer.TYPE_USHORT;
        if (channels != 1 && channels != 3 || bits != 8 && bits != 16 || !unsigned) {
            throw new UnreadableImageException("has " + channels + " channels of " + bits + (unsigned ? "" : " signed")
                    + " bits; grey and RGB images of 8 or 16 bits are read");
        }
        int numbers = Math.multiplyExact(raster.getWidth() * raster.getHeight(), channels);
        byte[] narrow = new byte[bits == 8 ? numbers : 0];
        short[] wide = new short[bits == 8 ? 0 : numbers];
        int[] line = new int[raster.getWidth() * bands];
        int next = 0;
        for (int row = 0; row < raster.getHeight(); row++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + row, raster.getWidth(), 1, line);
            for (int pixel = 0; pixel < line.length; pixel += bands) {
                for (int channel = 0; channel < channels; channel++) {
                    if (bits == 8) {
                        narrow[next++] = (byte) line[pixel + channel];
                    } else {
                        wide[next++] = (short) line[pixel + channel];
                    }
                }
            }
        }
        Samples samples = bits == 8 ? new Samples.Bytes(narrow) : new Samples.Shorts(wide);
        return new Pixels(raster.getHeight(), raster.getWidth(), channels, samples);
    }
}
