package io.foldwise.spi.ensemble;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import java.util.List;

/** Decides how much each fitted fold counts in the ensemble. */
@Kind("ensembler")
public interface Ensembler {

    /**
     * Weighs the candidates.
     *
     * @param head the head that the candidates' predictions are of, the task's first
     * @param candidates every fold of the trials that finished, trial by trial, fold by fold
     * @return one weight per candidate, in their order, not negative and with a positive sum; 0 leaves a fold out
     */
    double[] weigh(Head head, List<Candidate> candidates);

    /** What is averaged. */
    default Average average() {
        return Average.PROBABILITIES;
    }

    /**
     * A fitted fold. Targets and predictions may be read from files when they are asked for.
     *
     * @param trial the trial's number, 0 where there is one
     * @param fold the fold's number
     * @param rows the rows that were held out
     * @param targets of those rows
     * @param predictions out-of-fold, for those rows
     * @param score the value of the metric that selects, on those rows; larger is better (a loss comes negated)
     */
    record Candidate(int trial, int fold, int[] rows, List<Tensor> targets, List<Tensor> predictions, double score) {}
}
