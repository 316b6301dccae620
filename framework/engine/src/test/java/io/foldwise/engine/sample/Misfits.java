package io.foldwise.engine.sample;

import io.foldwise.spi.Default;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Inline;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.validation.Metric;
import jakarta.inject.Inject;
import java.util.List;

/** Records, components and plugins as they must not be. */
public final class Misfits {

    private Misfits() {}

    public record UnsupportedType(float rate) {}

    public record UnknownContract(Spec<String> text) {}

    record NotPublic() {}

    public record TwoInlined(@Inline Spec<Loss> one, @Inline Spec<Loss> other) {}

    public record BadDefault(@Default("[1") List<Integer> size) {}

    /** A metric that needs what a test gives it. */
    public abstract static class Worthless implements Metric {
        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public double value(LabelSchema labels, float[][] targets, float[][] probabilities) {
            return 0;
        }
    }

    public static final class WithoutParams extends Worthless {
        @Inject
        public WithoutParams() {}
    }

    public static final class WithoutInject extends Worthless {
        public record Params() {}
    }

    public static final class WithHiddenParams extends Worthless {
        record Params() {}

        @Inject
        public WithHiddenParams() {}
    }

    public static final class WithWrongParams extends Worthless {
        public record Params(char letter) {}

        @Inject
        public WithWrongParams(Params params) {}
    }

    public static final class WithTypeParameter extends Worthless {
        public record Params(String type) {}

        @Inject
        public WithTypeParameter(Params params) {}
    }

    /** Wants a thread, but says so only in a field. */
    public static final class Secretive extends Worthless {
        public record Params() {}

        @Inject
        Thread thread;

        @Inject
        public Secretive(Params params) {}
    }

    /** Asks for a thread. */
    public static final class Greedy extends Worthless {
        public record Params() {}

        @Inject
        public Greedy(Params params, Thread thread) {}
    }

    /** Refuses all data. */
    public static final class Picky implements Loss {
        public record Params() {}

        @Inject
        public Picky(Params params) {
            throw new IncompatibleException("not today");
        }

        @Override
        public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
            return 0;
        }
    }

    /** Fails while it is built, for no fault of the experiment's. */
    public static final class Broken extends Worthless {
        public record Params() {}

        @Inject
        public Broken(Params params) {
            throw new UnsupportedOperationException("not yet");
        }
    }

    public static final class BadPlugin extends PluginModule {
        @Override
        protected void plug() {
            metric("no-params", WithoutParams.class);
            metric("no-inject", WithoutInject.class);
            metric("hidden-params", WithHiddenParams.class);
            metric("wrong-params", WithWrongParams.class);
            metric("type", WithTypeParameter.class);
            metric("abstract", Worthless.class);
            metric("Bad Name", LogLossMetric.class);
        }
    }

    public static final class CopyingPlugin extends PluginModule {
        @Override
        protected void plug() {
            metric("mlogloss", LogLossMetric.class);
            metric("greedy", Greedy.class);
            metric("broken", Broken.class);
        }
    }
}
