package io.foldwise.engine.training;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import org.nd4j.linalg.factory.Nd4j;

/** Sequences of 1 to 12 of 20 categories, padded and masked, with the targets of {@link TinyVectors}. */
record TinySequences(Dataset answers) implements Dataset {

    private static final int LONGEST = 12;

    TinySequences() {
        this(TinyVectors.vectors());
    }

    @Override
    public int size() {
        return answers.size();
    }

    @Override
    public String id(int row) {
        return answers.id(row);
    }

    @Override
    public InputShape input() {
        return new InputShape.Sequence(20, LONGEST);
    }

    @Override
    public Task task() {
        return answers.task();
    }

    @Override
    public boolean labelled() {
        return true;
    }

    @Override
    public float[] targets(int row) {
        return answers.targets(row);
    }

    @Override
    public Features features(int[] rows) {
        float[][] categories = new float[rows.length][LONGEST];
        float[][] mask = new float[rows.length][LONGEST];
        for (int i = 0; i < rows.length; i++) {
            for (int step = 0; step <= rows[i] % LONGEST; step++) {
                categories[i][step] = (7 * rows[i] + 3 * step) % 20;
                mask[i][step] = 1;
            }
        }
        return Features.masked(Nd4j.createFromArray(categories), Nd4j.createFromArray(mask));
    }
}
