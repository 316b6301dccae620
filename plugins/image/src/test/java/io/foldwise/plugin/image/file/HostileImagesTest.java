package io.foldwise.plugin.image.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.image.dicom.DicomWindow;
import io.foldwise.plugin.image.pixel.UnreadableImageException;
import io.foldwise.spi.Seed;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of which some bytes are others than they were: they are read, or refused in a sentence. */
final class HostileImagesTest {

    private static final int TRIALS = 150;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "tiff"})
    void areReadOrRefused(String format) throws IOException {
        SplittableRandom random = new Seed(3).random();
        byte[] whole = encoded(random, format);
        Path file = folder.resolve("image");
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, changed);
            try {
                new ImageFile(file).header();
                new ImageFile(file).pixels(DicomWindow.ALL);
            } catch (UnreadableImageException known) {
                assertThat(known.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(TRIALS / 10);
    }

    private static byte[] encoded(SplittableRandom random, String format) throws IOException {
        BufferedImage image = new BufferedImage(20, 30, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, 20, 30, random.ints(600, 0, 256).toArray());
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        if (format.equals("tiff")) {
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType("Deflate");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
