package io.foldwise.plugin.example;

import io.foldwise.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes the tables of {@code experiments/example-classes.conf} and {@code experiments/example-quantities.conf}: invented garden
 * plants of three kinds, which soil, sun and leaves tell, and whose height and yield follow from kind, water and sun. Some cells are
 * empty.
 */
final class GardenTable {

    private static final Seed SEED = new Seed(2022);
    private static final List<String> KINDS = List.of("bean", "fern", "rose");
    private static final List<String> SOILS = List.of("clay", "loam", "sand");

    private GardenTable() {}

    static List<String> train() {
        return lines("train", 300, true);
    }

    static List<String> test() {
        return lines("test", 60, false);
    }

    /** Writes both tables into the given folder. */
    public static void main(String... folder) throws IOException {
        Files.write(Path.of(folder[0], "garden-train.csv"), train());
        Files.write(Path.of(folder[0], "garden-test.csv"), test());
    }

    private static List<String> lines(String name, int samples, boolean labelled) {
        List<String> lines = new ArrayList<>();
        lines.add("id,soil,sun,water,leaf" + (labelled ? ",kind,height,yield" : ""));
        for (int sample = 0; sample < samples; sample++) {
            lines.add(line(name + "-" + sample, SEED.branch(name, sample).random(), labelled));
        }
        return lines;
    }

    private static String line(String id, SplittableRandom random, boolean labelled) {
        int kind = random.nextInt(10) < 5 ? 0 : 1 + random.nextInt(2); // half of them beans
        int soil = random.nextDouble() < 0.7 ? kind : random.nextInt(3);
        double sun = (kind == 1 ? 2 : 7) + 1.5 * random.nextGaussian(); // hours
        double water = 1 + 4 * random.nextDouble(); // litres
        double leaf = (kind == 2 ? 4 : 7) + 1.5 * random.nextGaussian(); // centimetres
        double height = 0.3 * (kind + 1) + 0.1 * water + 0.05 * sun + 0.05 * random.nextGaussian(); // metres
        double yield = (kind == 0 ? 0.4 * water * sun / 7 : 0) + 0.1 * random.nextGaussian(); // kilograms
        String line = id + "," + (random.nextInt(25) == 0 ? "" : SOILS.get(soil)) + "," + cell(sun, random) + ","
                + cell(water, random) + "," + cell(leaf, random);
        return labelled ? line + "," + KINDS.get(kind) + "," + number(height) + "," + number(yield) : line;
    }

    private static String cell(double number, SplittableRandom random) {
        return random.nextInt(25) == 0 ? "" : number(number);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
