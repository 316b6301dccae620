package io.foldwise.engine.experiment;

import io.foldwise.spi.Default;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Hook;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.List;

/** Two hooks for experiment files to name. */
public final class ToyHooks extends PluginModule {

    @Override
    protected void plug() {
        component("shown", Shown.class);
        component("for-images", ForImages.class);
        component("layered", Layered.class);
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
