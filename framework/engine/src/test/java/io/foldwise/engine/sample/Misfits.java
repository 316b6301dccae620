package io.foldwise.engine.sample;

import io.foldwise.spi.Default;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Inline;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.util.List;

/** Records, components and plugins as they must not be. */
public final class Misfits {

    private Misfits() {}

    public record UnsupportedType(float rate) {}

    public record UnknownContract(Spec<String> text) {}

    record NotPublic() {}

    public record TwoInlined(@Inline Spec<Loss> one, @Inline Spec<Loss> other) {}

    public record TextInlined(@Inline String text) {}

    public record SameKeyInlined(double lr, @Inline LearningRate rate) {}

    public record BadDefault(@Default("[1") List<Integer> size) {}

    /** A metric that needs what a test gives it. */
    public abstract static class Worthless implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
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

    /** Has a key that a term of a sum has as well. */
    public static final class Weighted implements Loss {
        public record Params(@Default("1") double weight) {}

        @Inject
        public Weighted(Params params) {}

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

    /** Of no kind. */
    public static final class Kindless {
        public record Params() {}
    }

    /** Of two kinds. */
    public abstract static class TwoFaced extends Worthless implements Loss {
        public record Params() {}
    }

    public static final class KindlessPlugin extends PluginModule {
        @Override
        protected void plug() {
            component("kindless", Kindless.class);
            component("two-faced", TwoFaced.class);
        }
    }

    public static final class BadPlugin extends PluginModule {
        @Override
        protected void plug() {
            component("no-params", WithoutParams.class);
            component("no-inject", WithoutInject.class);
            component("hidden-params", WithHiddenParams.class);
            component("wrong-params", WithWrongParams.class);
            component("type", WithTypeParameter.class);
            component("abstract", Worthless.class);
            component("Bad Name", LogLossMetric.class);
        }
    }

    /** Means an empty text. */
    public static final class EmptyDefault extends Worthless {
        public record Params(@Default("") String label) {}

        @Inject
        public EmptyDefault(Params params) {}
    }

    /** Asks yes or no to be greater than 0. */
    public static final class MistypedConstraint extends Worthless {
        public record Params(@Positive boolean flag) {}

        @Inject
        public MistypedConstraint(Params params) {}
    }

    /** Asks numbers not to be blank. */
    public static final class MistypedElement extends Worthless {
        public record Params(List<Part> parts) {}

        public record Part(List<@NotBlank Integer> sizes) {}

        @Inject
        public MistypedElement(Params params) {}
    }

    public static final class MistypedPlugin extends PluginModule {
        @Override
        protected void plug() {
            component("empty-default", EmptyDefault.class);
            component("mistyped-constraint", MistypedConstraint.class);
            component("mistyped-element", MistypedElement.class);
        }
    }

    /** Throws while it says what it offers. */
    public static final class ThrowingPlugin extends PluginModule {
        @Override
        protected void plug() {
            throw new IllegalStateException("no licence");
        }
    }

    /** Throws before it says anything. */
    public static final class UnbuiltPlugin extends PluginModule {
        public UnbuiltPlugin() {
            throw new IllegalStateException("no licence");
        }

        @Override
        protected void plug() {}
    }

    public static final class WeightedPlugin extends PluginModule {
        @Override
        protected void plug() {
            component("weighted", Weighted.class);
        }
    }

    public static final class CopyingPlugin extends PluginModule {
        @Override
        protected void plug() {
            component("mlogloss", LogLossMetric.class);
            component("greedy", Greedy.class);
            component("broken", Broken.class);
        }
    }
}
