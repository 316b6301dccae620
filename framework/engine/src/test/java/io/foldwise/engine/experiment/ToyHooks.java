package io.foldwise.engine.experiment;

import io.foldwise.spi.Default;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Step;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Hooks for experiment files to name. */
public final class ToyHooks extends PluginModule {

    @Override
    protected void plug() {
        component("shown", Shown.class);
        component("for-images", ForImages.class);
        component("layered", Layered.class);
        component("keeper", Keeper.class);
        component("student", Student.class);
    }

    /** Shows what it was given. */
    public static final class Shown implements Hook {
        public record Params(@Default("1") @Positive double strength) {}

        private final double strength;

        @Inject
        public Shown(Params params) {
            this.strength = params.strength();
        }

        double strength() {
            return strength;
        }
    }

    /** Refuses whatever is no image. */
    public static final class ForImages implements Hook {
        public record Params() {}

        @Inject
        public ForImages(Params params, InputShape input) {
            if (!(input instanceof InputShape.Image)) {
                throw new IncompatibleException("is for images");
            }
        }
    }

    /** Keeps weights, and wants three epochs. */
    public static final class Keeper implements Hook {
        public record Params() {}

        @Inject
        public Keeper(Params params) {}

        @Override
        public Keeping keeping() {
            return Keeping.ALWAYS;
        }

        @Override
        public void check(int epochs, boolean unlabelled) {
            if (epochs < 3) {
                throw new IncompatibleException("wants 3 epochs, not " + epochs);
            }
        }
    }

    /** Learns from unlabelled samples: trains towards zero on them. */
    public static final class Student implements Hook {
        public record Params() {}

        @Inject
        public Student(Params params) {}

        @Override
        public boolean usesUnlabelled() {
            return true;
        }

        @Override
        public void gradient(Step step) {
            MultiDataSet batch = step.unlabelled().orElseThrow();
            INDArray zero = Nd4j.zeros(batch.getFeatures(0).size(0), 3);
            step.addGradient(new org.nd4j.linalg.dataset.MultiDataSet(batch.getFeatures(0), zero), 1);
        }
    }

    /** Names layers. */
    public static final class Layered implements Hook {
        public record Params(List<String> layers) {}

        private final Params params;

        @Inject
        public Layered(Params params) {
            this.params = params;
        }

        @Override
        public List<String> layers() {
            return params.layers();
        }
    }
}
