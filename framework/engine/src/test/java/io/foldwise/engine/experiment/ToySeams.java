package io.foldwise.engine.experiment;

import io.foldwise.spi.Default;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.spi.training.Examples;
import jakarta.inject.Inject;
import java.util.List;
import java.util.SplittableRandom;

/** Components that leave everything as it is. */
public final class ToySeams extends PluginModule {
    @Override
    protected void plug() {
        component("seam", Cutting.class);
        component("seam", Changing.class);
        component("seam", Predicting.class);
    }

    /** Trains on samples as they are. */
    public static final class Cutting implements Examples {
        public record Params(@Default("1") int much) {}

        @Inject
        public Cutting(Params params) {}

        @Override
        public Cut cut(Dataset data, int[] rows) {
            return new Cut(data, rows);
        }
    }

    /** Changes nothing. */
    public static final class Changing implements Augmentation {
        public record Params(@Default("1") int much) {}

        @Inject
        public Changing(Params params) {}

        @Override
        public Example augment(Example example, SplittableRandom random) {
            return example;
        }
    }

    /** Predicts in one pass. */
    public static final class Predicting implements Inference {
        public record Params(@Default("1") int much) {}

        private final int much;

        @Inject
        public Predicting(Params params) {
            this.much = params.much();
        }

        @Override
        public int batch() {
            return much;
        }

        @Override
        public List<List<Tensor>> predict(Network network, Features features) {
            return network.predict(features);
        }
    }
}
