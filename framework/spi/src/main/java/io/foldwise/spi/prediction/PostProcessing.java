package io.foldwise.spi.prediction;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Changes predictions once training is over: thresholds, calibration, a rule that empties small masks. What it needs to know it
 * learns from out-of-fold predictions. It is scored on samples that it did not learn from: for each fold, it is fitted to the
 * predictions of the others. A step may look at what other heads say of a sample ({@link Predicted#of}).
 */
@Kind("post-processing")
public interface PostProcessing {

    /**
     * Learns from predictions of samples whose targets are known. Lists may read from files: go through them from the first to
     * the last, as seldom as possible.
     *
     * @param head that the step changes
     * @param targets of that head
     * @param predictions of the same samples
     */
    Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions);

    /** What {@link #fit} gave, from its {@linkplain Fitted#values values}. */
    Fitted restore(Head head, Map<String, Double> values);

    /** Knows what to do. */
    interface Fitted {

        /** The prediction to hand out for a sample in place of its own. */
        Tensor apply(Predicted prediction);

        /** What was learned, by name, for people to read and for {@link PostProcessing#restore}. */
        Map<String, Double> values();
    }
}
