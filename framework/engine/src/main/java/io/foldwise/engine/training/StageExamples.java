package io.foldwise.engine.training;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.spi.training.Examples;
import java.util.List;

/** What a stage trains on, to be looked at: examples as they are, and as each epoch has them. */
public final class StageExamples {

    private final Examples.Cut cut;
    private final List<Augmentation> augmentations;
    private final Seed seed;
    private final int number;

    /**
     * @param rows of the samples to train on
     * @param seed of the fold
     * @param number of the stage, from 0
     */
    public StageExamples(Dataset data, int[] rows, Stage stage, Seed seed, int number) {
        this.cut = stage.examples()
                .map(examples -> examples.cut(data, rows))
                .orElseGet(() -> new Examples.Cut(data, rows));
        this.augmentations = stage.augmentations();
        this.seed = seed;
        this.number = number;
    }

    /** The seed of what is measured of examples as a stage begins. */
    static Seed beginning(Seed fold, int stage) {
        return fold.branch("stage", stage).branch("beginning", 0);
    }

    /** The seed of an epoch of a fold. */
    static Seed epoch(Seed fold, int stage, int epoch) {
        return fold.branch("stage", stage).branch("epoch", epoch);
    }

    public Dataset data() {
        return cut.data();
    }

    /** The stage's number, from 0. */
    public int stage() {
        return number;
    }

    /** The examples that are trained on, ascending. */
    public int[] rows() {
        return cut.rows().clone();
    }

    /** Whether anything is changed in them. */
    public boolean augmented() {
        return !augmentations.isEmpty();
    }

    /** An example as it is. */
    public Example plain(int row) {
        return plain(cut.data(), row);
    }

    /** A sample as it is, without padding. */
    public static Example plain(Dataset data, int row) {
        return Batch.example(data, row);
    }

    /** An example as it is when an epoch, from 0, has it for the first time. */
    public Example augmented(int row, int epoch) {
        return new EpochBatches(cut.data(), List.of(new int[] {row}), augmentations, epoch(seed, number, epoch))
                .examples(0)
                .get(0);
    }
}
