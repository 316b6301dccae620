package io.foldwise.engine.sample;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.factory.Nd4j;

/** 48 sequences of up to 12 of 20 categories, drawn from a seed; each of three labels asks whether a category is there. */
public final class TinySequences implements Dataset {

    private static final int SAMPLES = 48;
    private static final int CATEGORIES = 20;
    private static final int LONGEST = 12;
    private static final int LABELS = 3;

    private final int[][] categories = new int[SAMPLES][];

    public TinySequences() {
        for (int row = 0; row < SAMPLES; row++) {
            SplittableRandom random = new Seed(17).branch("sample", row).random();
            categories[row] =
                    random.ints(random.nextInt(1, LONGEST + 1), 0, CATEGORIES).toArray();
        }
    }

    @Override
    public int size() {
        return SAMPLES;
    }

    @Override
    public String id(int row) {
        return "sample-" + row;
    }

    @Override
    public InputShape input() {
        return new InputShape.Sequence(CATEGORIES, LONGEST);
    }

    @Override
    public Task task() {
        return Task.of(TinyVectors.schema(LABELS));
    }

    @Override
    public boolean labelled() {
        return true;
    }

    @Override
    public float[] targets(int row) {
        float[] targets = new float[LABELS];
        for (int category : categories[row]) {
            if (category < LABELS) {
                targets[category] = 1;
            }
        }
        return targets;
    }

    @Override
    public int length(int row) {
        return categories[row].length;
    }

    @Override
    public Features features(int[] rows) {
        int longest = Arrays.stream(rows).map(this::length).max().orElse(0);
        float[][] values = new float[rows.length][longest];
        float[][] mask = new float[rows.length][longest];
        for (int i = 0; i < rows.length; i++) {
            for (int step = 0; step < length(rows[i]); step++) {
                values[i][step] = categories[rows[i]][step];
                mask[i][step] = 1;
            }
        }
        return Features.masked(Nd4j.createFromArray(values), Nd4j.createFromArray(mask));
    }
}
