package io.foldwise.engine.experiment;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.inject.Inject;
import java.util.SplittableRandom;

/** An augmentation after which examples have another size, and one that is seldom applied. */
public final class ToyShortening extends PluginModule {
    @Override
    protected void plug() {
        component("shorten", Shorten.class);
        component("rarely", Rarely.class);
    }

    /** Changes nothing, and that rarely. */
    public static final class Rarely implements Augmentation {
        public record Params() {}

        @Inject
        public Rarely(Params params) {}

        @Override
        public Example augment(Example example, SplittableRandom random) {
            return example;
        }

        @Override
        public double probability() {
            return 0.1;
        }
    }

    /** Takes the first numbers of vectors. */
    public static final class Shorten implements Augmentation {
        public record Params(int to) {}

        private final int to;

        @Inject
        public Shorten(Params params, InputShape.Vector vectors) {
            this.to = params.to();
            if (to > vectors.size()) {
                throw new IncompatibleException("cannot make " + to + " of " + vectors);
            }
        }

        @Override
        public Example augment(Example example, SplittableRandom random) {
            return example;
        }

        @Override
        public InputShape output(InputShape input) {
            return new InputShape.Vector(to);
        }
    }
}
