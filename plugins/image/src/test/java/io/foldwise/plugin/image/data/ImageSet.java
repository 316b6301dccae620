package io.foldwise.plugin.image.data;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Writes small images and masks into folders of its own. */
final class ImageSet {

    static final int SIDE = 12;

    private final Path folder;

    ImageSet(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(images());
            Files.createDirectories(masks());
            Files.createDirectories(test());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A dozen noisy images, a third of them with an empty mask, and three images to predict. */
    static ImageSet whole(Path folder) {
        ImageSet set = new ImageSet(folder);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 12; i++) {
            set.image("a%02d".formatted(i), noise(random));
            int square = i % 3;
            set.mask(
                    "a%02d".formatted(i),
                    IntStream.range(0, SIDE * SIDE)
                            .map(pixel -> pixel / SIDE < 3 * square && pixel % SIDE < 3 * square ? 255 : 0)
                            .toArray());
        }
        for (int i = 0; i < 3; i++) {
            png(set.test().resolve("t" + i + ".png"), SIDE, noise(random));
        }
        return set;
    }

    static int[] noise(SplittableRandom random) {
        return random.ints(SIDE * SIDE, 0, 256).toArray();
    }

    Path images() {
        return folder.resolve("images");
    }

    Path masks() {
        return folder.resolve("masks");
    }

    Path test() {
        return folder.resolve("test");
    }

    Path image(String id) {
        return images().resolve(id + ".png");
    }

    Path mask(String id) {
        return masks().resolve(id + ".png");
    }

    void image(String id, int[] grey) {
        png(image(id), SIDE, grey);
    }

    void mask(String id, int[] grey) {
        png(mask(id), SIDE, grey);
    }

    Path text(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param grey from 0 to 255, row by row */
    static void png(Path file, int width, int[] grey) {
        BufferedImage image = new BufferedImage(width, grey.length / width, BufferedImage.TYPE_BYTE_GRAY);
        WritableRaster raster = image.getRaster();
        raster.setPixels(0, 0, width, grey.length / width, grey);
        try {
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
