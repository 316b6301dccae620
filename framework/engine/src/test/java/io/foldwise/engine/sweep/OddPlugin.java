package io.foldwise.engine.sweep;

import io.foldwise.spi.PluginModule;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import io.foldwise.spi.training.Schedule;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Components whose choices or refusals tests look at. */
public final class OddPlugin extends PluginModule {

    @Override
    protected void plug() {
        component("shown", Shown.class);
        component("highest", Highest.class);
        component("lowest", Lowest.class);
        component("following", Following.class);
        component("refused", Refused.class);
    }

    /** The trial with the fold that scores best. */
    public static final class Highest implements Ensembler {
        public record Params() {}

        @Inject
        public Highest(Params params) {}

        @Override
        public double[] weigh(Head head, List<Candidate> candidates) {
            return trialOf(candidates, Collections.max(candidates, Comparator.comparingDouble(Candidate::score)));
        }
    }

    /** The trial with the fold that scores worst. */
    public static final class Lowest implements Ensembler {
        public record Params() {}

        @Inject
        public Lowest(Params params) {}

        @Override
        public double[] weigh(Head head, List<Candidate> candidates) {
            return trialOf(candidates, Collections.min(candidates, Comparator.comparingDouble(Candidate::score)));
        }
    }

    private static double[] trialOf(List<Candidate> candidates, Candidate chosen) {
        return candidates.stream()
                .mapToDouble(candidate -> candidate.trial() == chosen.trial() ? 1 : 0)
                .toArray();
    }

    /** Changes nothing, and shows the loss of what it was fitted to. */
    public static final class Shown implements PostProcessing {
        public record Params() {}

        @Inject
        public Shown(Params params) {}

        @Override
        public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
            double loss = 0;
            for (int sample = 0; sample < targets.size(); sample++) {
                float[] target = targets.get(sample).values();
                float[] said = predictions.get(sample).own().values();
                for (int cell = 0; cell < target.length; cell++) {
                    loss -= Math.log(target[cell] == 1 ? said[cell] : 1 - said[cell]) / target.length / targets.size();
                }
            }
            return restore(head, Map.of("loss", loss));
        }

        @Override
        public Fitted restore(Head head, Map<String, Double> values) {
            return new Fitted() {
                @Override
                public Tensor apply(Predicted prediction) {
                    return prediction.own();
                }

                @Override
                public Map<String, Double> values() {
                    return values;
                }
            };
        }
    }

    /** A schedule that looks at losses. */
    public static final class Following implements Schedule {
        public record Params() {}

        @Inject
        public Following(Params params) {}

        @Override
        public double learningRate(double base, Moment moment) {
            return base;
        }

        @Override
        public boolean followsLosses() {
            return true;
        }
    }

    /** A contest that takes no submissions. */
    public static final class Refused implements SubmissionFormat {
        public record Params() {}

        @Inject
        public Refused(Params params) {}

        @Override
        public List<String> lines(Predictions predictions) {
            return predictions.ids();
        }

        @Override
        public List<String> problems(List<String> lines, List<String> ids) {
            return List.of("the contest takes none");
        }
    }
}
