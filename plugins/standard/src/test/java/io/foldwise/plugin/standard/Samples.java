package io.foldwise.plugin.standard;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Samples without features: targets, lengths and groups are all that samplers and splits look at. */
public record Samples(float[][] rows, int[] lengths, int[] groups, Task task) implements Dataset {

    /** Samples of the given targets, all of length 1 and each a group of its own. */
    public static Samples of(float[][] targets) {
        return new Samples(
                targets,
                IntStream.range(0, targets.length).map(row -> 1).toArray(),
                IntStream.range(0, targets.length).toArray(),
                Task.of(schema(targets[0].length)));
    }

    /** Random samples in which label {@code j} has the given share of positives. */
    public static Samples random(int size, SplittableRandom random, double... shares) {
        float[][] targets = new float[size][shares.length];
        for (float[] row : targets) {
            for (int label = 0; label < shares.length; label++) {
                row[label] = random.nextDouble() < shares[label] ? 1 : 0;
            }
        }
        return of(targets);
    }

    public Samples withLengths(int... lengths) {
        return new Samples(rows, lengths, groups, task);
    }

    public Samples withGroups(int... groups) {
        return new Samples(rows, lengths, groups, task);
    }

    /** The same targets with another meaning. */
    public Samples withTask(Task other) {
        return new Samples(rows, lengths, groups, other);
    }

    /** A schema of one group with the given number of labels, named 0, 1, 2 ... */
    public static LabelSchema schema(int width) {
        List<String> names =
                IntStream.range(0, width).mapToObj(Integer::toString).toList();
        return LabelSchema.of("label", names);
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public String id(int row) {
        return "sample-" + row;
    }

    @Override
    public InputShape input() {
        return new InputShape.Vector(1);
    }

    @Override
    public boolean labelled() {
        return true;
    }

    @Override
    public float[] targets(int row) {
        return rows[row].clone();
    }

    @Override
    public int length(int row) {
        return lengths[row];
    }

    @Override
    public int group(int row) {
        return groups[row];
    }

    @Override
    public Features features(int[] rows) {
        throw new UnsupportedOperationException("these samples have no features");
    }
}
