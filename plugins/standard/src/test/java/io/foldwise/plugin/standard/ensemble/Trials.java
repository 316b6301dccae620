package io.foldwise.plugin.standard.ensemble;

import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Trials that predict the same samples with different noise, in two folds each: even rows, then odd ones. */
final class Trials {

    static final int ROWS = 400;
    static final LabelSchema LABELS = Samples.schema(2);

    private Trials() {}

    /** The candidates of one trial per noise; noise 0 would predict the very probability that targets are drawn with. */
    static List<Candidate> of(double... noises) {
        SplittableRandom random = new SplittableRandom(3);
        double[][] logits = new double[ROWS][2];
        float[][] targets = new float[ROWS][2];
        for (int row = 0; row < ROWS; row++) {
            for (int label = 0; label < 2; label++) {
                logits[row][label] = random.nextDouble(-4, 4);
                targets[row][label] = random.nextDouble() < sigmoid(logits[row][label]) ? 1 : 0;
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        for (int trial = 0; trial < noises.length; trial++) {
            float[][] probabilities = new float[ROWS][2];
            for (int row = 0; row < ROWS; row++) {
                for (int label = 0; label < 2; label++) {
                    double noise = noises[trial] * random.nextDouble(-1, 1);
                    probabilities[row][label] = (float) sigmoid(logits[row][label] + noise);
                }
            }
            for (int fold = 0; fold < 2; fold++) {
                candidates.add(candidate(trial, fold, targets, probabilities));
            }
        }
        return candidates;
    }

    private static Candidate candidate(int trial, int fold, float[][] targets, float[][] probabilities) {
        int[] rows = IntStream.range(0, ROWS).filter(row -> row % 2 == fold).toArray();
        return new Candidate(trial, fold, rows, pick(targets, rows), pick(probabilities, rows), 0);
    }

    private static List<Tensor> pick(float[][] table, int[] rows) {
        return IntStream.of(rows).mapToObj(row -> Tensor.row(table[row])).toList();
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
