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
 * Writes the tables of {@code experiments/example-table.conf}: six numbers from -1 to 1, and three questions about them
 * that no linear model answers. One answer in twenty is wrong, so that no model answers all of them.
 */
final class ExampleTable {

    private static final Seed SEED = new Seed(2021);
    private static final double WRONG = 0.05;

    private ExampleTable() {}

    static List<String> train() {
        return lines("train", 400, true);
    }

    static List<String> test() {
        return lines("test", 100, false);
    }

    /** Writes both tables into the given folder. */
    public static void main(String... folder) throws IOException {
        Files.write(Path.of(folder[0], "example-train.csv"), train());
        Files.write(Path.of(folder[0], "example-test.csv"), test());
    }

    private static List<String> lines(String name, int samples, boolean labelled) {
        List<String> lines = new ArrayList<>();
        lines.add("id,x1,x2,x3,x4,x5,x6" + (labelled ? ",circle,corner,wave" : ""));
        for (int sample = 0; sample < samples; sample++) {
            SplittableRandom random = SEED.branch(name, sample).random();
            double[] x = random.doubles(6, -1, 1).toArray();
            StringBuilder line = new StringBuilder(name + "-" + sample);
            for (double number : x) {
                line.append(String.format(Locale.ROOT, ",%.3f", number));
            }
            if (labelled) {
                append(line, x[0] * x[0] + x[1] * x[1] < 0.6, random);
                append(line, x[2] > 0 && x[3] > 0, random);
                append(line, x[4] > 0.8 * StrictMath.sin(3 * x[5]), random);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static void append(StringBuilder line, boolean answer, SplittableRandom random) {
        boolean wrong = random.nextDouble() < WRONG;
        line.append(answer != wrong ? ",1" : ",0");
    }
}
