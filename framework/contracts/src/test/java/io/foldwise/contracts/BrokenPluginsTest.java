package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.Description;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.training.Loss;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every check of {@link PluginContract} catches a plugin that breaks it. */
final class BrokenPluginsTest {

    /** A component as it should be. */
    @Description("Nothing to learn")
    public static final class Fine implements Loss {
        public record Params(@Description("how much of it") double amount) {}

        @Inject
        public Fine(Params params) {}

        @Override
        public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
            return 0;
        }
    }

    /** Its parameter is not explained, and nothing says how to build it. */
    @Description("Nothing to learn")
    public static final class Unexplained implements Loss {
        public record Params(double amount) {}

        @Override
        public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
            return 0;
        }
    }

    /** Has no parameters and no description, and may be extended. */
    public static class Bare implements Loss {
        @Override
        public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
            return 0;
        }
    }

    private static final class Plugin extends PluginModule {
        private final Consumer<Plugin> declarations;

        Plugin(Consumer<Plugin> declarations) {
            this.declarations = declarations;
        }

        @Override
        protected void plug() {
            declarations.accept(this);
        }

        void offer(String name, Class<? extends Loss> component) {
            component(name, component);
        }
    }

    @Test
    void aComponentAsItShouldBe() {
        PluginContract contract = offering("fine", Fine.class);
        contract.offersComponents();
        contract.namesComponentsAsExperimentFilesDo();
        contract.offersPublicFinalClassesWithADescription();
        contract.hasOneConstructorToInject();
        contract.explainsEveryParameter();
    }

    @Test
    void aPluginThatNoServiceFileNames() {
        assertCaught(offering("fine", Fine.class)::isFound, "META-INF/services");
    }

    @Test
    void aNameInCapitals() {
        assertCaught(offering("Fine_One", Fine.class)::namesComponentsAsExperimentFilesDo, "Fine_One");
    }

    @Test
    void aClassWithoutADescription() {
        assertCaught(offering("bare", Bare.class)::offersPublicFinalClassesWithADescription, "Bare");
    }

    @Test
    void aClassThatNothingCanBuild() {
        assertCaught(offering("unexplained", Unexplained.class)::hasOneConstructorToInject, "with @Inject");
    }

    @Test
    void aParameterWithoutADescription() {
        assertCaught(offering("unexplained", Unexplained.class)::explainsEveryParameter, "amount");
    }

    @Test
    void aClassWithoutParams() {
        assertCaught(offering("bare", Bare.class)::explainsEveryParameter, "has no nested record Params");
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static PluginContract offering(String name, Class<? extends Loss> component) {
        return new PluginContract() {
            @Override
            protected PluginModule plugin() {
                return new Plugin(plugin -> plugin.offer(name, component));
            }
        };
    }
}
