package io.foldwise.engine.sweep;

import io.foldwise.spi.Logistic;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Post-processing for sweeps: multiplies logits. */
public final class ScalesPlugin extends PluginModule {

    @Override
    protected void plug() {
        component("scaled", Scaled.class);
    }

    public static final class Scaled implements PostProcessing {
        public record Params(double by) {}

        private final double by;

        @Inject
        public Scaled(Params params) {
            this.by = params.by();
        }

        @Override
        public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
            return restore(head, Map.of());
        }

        @Override
        public Fitted restore(Head head, Map<String, Double> values) {
            return new Fitted() {
                @Override
                public Tensor apply(Predicted prediction) {
                    float[] changed = prediction.own().values().clone();
                    for (int i = 0; i < changed.length; i++) {
                        changed[i] = (float) Logistic.sigmoid(by * Math.log(changed[i] / (1 - changed[i])));
                    }
                    return prediction.own().with(changed);
                }

                @Override
                public Map<String, Double> values() {
                    return Map.of();
                }
            };
        }
    }
}
