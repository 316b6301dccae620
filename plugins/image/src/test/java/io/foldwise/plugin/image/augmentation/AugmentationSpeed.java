package io.foldwise.plugin.image.augmentation;

import io.foldwise.plugin.image.dicom.DicomWindow;
import io.foldwise.plugin.image.file.ImageFile;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import javax.imageio.ImageIO;

/**
 * Milliseconds of processor time that each augmentation takes for one grey image and its mask, and what decoding such an image
 * takes. Arguments: height and width of the image (256), rounds (200).
 */
public final class AugmentationSpeed {

    private AugmentationSpeed() {}

    public static void main(String[] arguments) throws IOException {
        int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 256;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        Example example = example(size);
        augmentations(size)
                .forEach((name, augmentation) ->
                        tell(name, rounds, round -> augmentation.augment(example, new Seed(1 + round).random())));
        for (String format : List.of("png", "jpg")) {
            Path file = written(example, format);
            tell("decode " + format, rounds, round -> decode(file));
            Files.delete(file);
        }
    }

    private static Map<String, Augmentation> augmentations(int size) {
        InputShape.Image shape = new InputShape.Image(size, size, 1);
        Task task = Task.of(new Masks("mask", size, size, List.of("mask"), Storage.Cell.FLOAT));
        Map<String, Augmentation> all = new LinkedHashMap<>();
        all.put("flip", new Flip(new Flip.Params(Flip.Axis.HORIZONTAL), shape, task));
        all.put("quarter-turns", new QuarterTurns(new QuarterTurns.Params(), shape, task));
        all.put("shift-scale-rotate", new ShiftScaleRotate(new ShiftScaleRotate.Params(0.0625, 0.1, 45), shape, task));
        all.put(
                "elastic",
                new Elastic(new Elastic.Params(Optional.of(120.0), Optional.of(6.0), Optional.of(3.6)), shape, task));
        all.put("grid-distortion", new GridDistortion(new GridDistortion.Params(5, 0.3), shape, task));
        all.put("optical-distortion", new OpticalDistortion(new OpticalDistortion.Params(0.3, 0.5), shape, task));
        all.put("random-crop 3/4", new RandomCrop(new RandomCrop.Params(List.of(size * 3 / 4), 0.5), shape, task));
        all.put("resize 3/2", new Resize(new Resize.Params(List.of(size * 3 / 2)), shape, task));
        all.put("resize 1/2", new Resize(new Resize.Params(List.of(size / 2)), shape, task));
        all.put("brightness", new Brightness(new Brightness.Params(0.2, Brightness.By.SHIFT), shape));
        all.put("contrast", new Contrast(new Contrast.Params(0.2), shape));
        all.put("gamma", new Gamma(new Gamma.Params(0.8, 1.2), shape));
        all.put("blur", new Blur(new Blur.Params(1.5), shape));
        all.put("cutout", new Cutout(new Cutout.Params(1, 0.25), shape));
        return all;
    }

    private static void tell(String name, int rounds, IntConsumer work) {
        for (int round = 0; round < rounds; round++) {
            work.accept(round);
        }
        long started = time();
        for (int round = 0; round < rounds; round++) {
            work.accept(round);
        }
        System.out.printf("%-20s %6.2f ms%n", name, (time() - started) / 1e6 / rounds);
    }

    private static long time() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Example example(int size) {
        SplittableRandom random = new SplittableRandom(1);
        float[] image = new float[size * size];
        float[] mask = new float[size * size];
        for (int i = 0; i < image.length; i++) {
            double away = Math.hypot(i / size - size / 2.0, i % size - size / 3.0);
            image[i] = (float) (Math.exp(-away / size) + 0.05 * random.nextDouble());
            mask[i] = away < size / 5.0 ? 1 : 0;
        }
        return new Example(new Tensor(image, size, size, 1), List.of(new Tensor(mask, size, size, 1)));
    }

    private static Path written(Example example, String format) throws IOException {
        int size = example.input().shape()[0];
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < size * size; i++) {
            int level = (int) (240 * example.input().values()[i]);
            image.getRaster().setSample(i % size, i / size, 0, level);
        }
        Path file = Files.createTempFile("image", "." + format);
        ImageIO.write(image, format, file.toFile());
        return file;
    }

    private static void decode(Path file) {
        try {
            new ImageFile(file).pixels(DicomWindow.ALL);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
