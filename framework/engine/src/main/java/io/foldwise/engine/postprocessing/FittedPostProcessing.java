package io.foldwise.engine.postprocessing;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing.Fitted;
import java.util.List;

/** Post-processing that knows what to do, step by step. */
public record FittedPostProcessing(List<Step> steps) {

    /** One step. */
    public record Step(Head head, String type, Fitted fitted) {}

    public FittedPostProcessing {
        steps = List.copyOf(steps);
    }

    /** Predictions that are changed when they are asked for. */
    public Predictions apply(Predictions predictions) {
        return steps.isEmpty()
                ? predictions
                : new Predictions(predictions.ids(), (head, sample) -> apply(head, predictions.of(head, sample)));
    }

    private Tensor apply(Head head, Tensor prediction) {
        Tensor changed = prediction;
        for (Step step : steps) {
            changed = step.head().equals(head) ? step.fitted().apply(changed) : changed;
        }
        return changed;
    }
}
