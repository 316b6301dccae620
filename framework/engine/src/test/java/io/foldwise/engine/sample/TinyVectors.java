package io.foldwise.engine.sample;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Vectors of normal numbers, drawn from a seed and easy to learn: label {@code j} asks whether a sum of two of them is
 * positive. Two neighbouring samples form a group. The same samples as those of the contract tests, which the engine cannot
 * depend on.
 */
public final class TinyVectors implements Dataset {

    private final InputShape.Vector input;
    private final LabelSchema labels;
    private final float[][] values; // [samples][numbers]

    private TinyVectors(int numbers, LabelSchema labels, int samples, Seed seed) {
        this.input = new InputShape.Vector(numbers);
        this.labels = labels;
        this.values = new float[samples][numbers];
        for (int row = 0; row < samples; row++) {
            SplittableRandom random = seed.branch("sample", row).random();
            random.doubles(labels.width()).sum(); // the contract tests' data draws answers first
            for (int i = 0; i < numbers; i++) {
                values[row][i] = (float) random.nextGaussian();
            }
        }
    }

    public static Dataset of(int numbers, LabelSchema labels, int samples, Seed seed) {
        return new TinyVectors(numbers, labels, samples, seed);
    }

    /** 48 samples of 6 numbers and three labels. */
    public static Dataset vectors() {
        return of(6, schema(3), 48, new Seed(17));
    }

    /** One group of labels named {@code label-0}, {@code label-1} and so on. */
    public static LabelSchema schema(int labels) {
        return LabelSchema.of(
                "labels",
                IntStream.range(0, labels).mapToObj(label -> "label-" + label).toList());
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public String id(int row) {
        return "sample-" + row;
    }

    @Override
    public InputShape input() {
        return input;
    }

    @Override
    public Task task() {
        return Task.of(labels);
    }

    @Override
    public boolean labelled() {
        return true;
    }

    @Override
    public float[] targets(int row) {
        float[] answers = new float[labels.width()];
        for (int label = 0; label < answers.length; label++) {
            float first = values[row][label % input.size()];
            float second = values[row][(label + 1) % input.size()];
            answers[label] = first + second / 2 > 0 ? 1 : 0;
        }
        return answers;
    }

    @Override
    public int length(int row) {
        return 1;
    }

    @Override
    public int group(int row) {
        return row / 2;
    }

    @Override
    public Features features(int[] rows) {
        return Features.of(Nd4j.createFromArray(
                Arrays.stream(rows).mapToObj(row -> values[row]).toArray(float[][]::new)));
    }
}
