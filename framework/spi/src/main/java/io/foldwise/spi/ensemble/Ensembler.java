package io.foldwise.spi.ensemble;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.LabelSchema;
import java.util.List;

/** Decides how much each fitted fold counts in the ensemble. */
@Kind("ensembler")
public interface Ensembler {

    /**
     * Weighs the candidates.
     *
     * @param candidates every fold of the trials that finished, trial by trial, fold by fold
     * @return one weight per candidate, in their order, not negative and with a positive sum; 0 leaves a fold out
     */
    double[] weigh(LabelSchema labels, List<Candidate> candidates);

    /** What is averaged. */
    default Average average() {
        return Average.PROBABILITIES;
    }

    /** What is averaged: probabilities, or logits, which gives confident members more say. */
    enum Average {
        PROBABILITIES,
        LOGITS
    }

    /**
     * A fitted fold.
     *
     * @param trial the trial's number, 0 where there is one
     * @param fold the fold's number
     * @param rows the rows that were held out
     * @param targets of those rows, {@code [rows][labels]}
     * @param probabilities out-of-fold predictions for those rows, {@code [rows][labels]}
     * @param score the value of the metric that selects, on those rows; larger is better (a loss comes negated)
     */
    record Candidate(int trial, int fold, int[] rows, float[][] targets, float[][] probabilities, double score) {}
}
