package io.foldwise.engine.postprocessing;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing.Fitted;
import io.foldwise.spi.prediction.Predicted;
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
                : new Predictions(predictions.ids(), (head, sample) -> after(steps.size(), head, predictions, sample));
    }

    /** A sample's prediction after all steps, as a further one finds it. */
    Predicted found(Head head, Predictions predictions, int sample) {
        return new Found(head, after(steps.size(), head, predictions, sample), steps.size(), predictions, sample);
    }

    /** A sample's prediction after the first steps. */
    private Tensor after(int done, Head head, Predictions predictions, int sample) {
        Tensor changed = predictions.of(head, sample);
        for (int number = 0; number < done; number++) {
            Step step = steps.get(number);
            if (step.head().equals(head)) {
                changed = step.fitted().apply(new Found(head, changed, number, predictions, sample));
            }
        }
        return changed;
    }

    /** What a step finds when so many are done. */
    private final class Found implements Predicted {

        private final Head head;
        private final Tensor own;
        private final int done;
        private final Predictions predictions;
        private final int sample;

        Found(Head head, Tensor own, int done, Predictions predictions, int sample) {
            this.head = head;
            this.own = own;
            this.done = done;
            this.predictions = predictions;
            this.sample = sample;
        }

        @Override
        public String id() {
            return predictions.ids().get(sample);
        }

        @Override
        public Tensor own() {
            return own;
        }

        @Override
        public Tensor of(Head other) {
            return other.equals(head) ? own : after(done, other, predictions, sample);
        }
    }
}
