package io.foldwise.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.training.Epoch;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Split;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PluginModuleTest {

    static final class Flat implements Loss {
        @Override
        public double evaluate(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
            return 0;
        }
    }

    static final class Whole implements Sampler {
        @Override
        public List<int[]> batches(Epoch epoch) {
            return List.of(epoch.rows());
        }
    }

    static final class First extends PluginModule {
        @Override
        protected void plug() {
            component("bce", Flat.class);
            component("whole", Whole.class);
        }
    }

    static final class Second extends PluginModule {
        @Override
        protected void plug() {
            component("other-bce", Flat.class);
        }
    }

    @Test
    void declarationsOfAllPluginsComeTogether() {
        Injector injector = Guice.createInjector(new First(), new Second());
        Set<ComponentDeclaration> declarations = injector.getInstance(Key.get(new TypeLiteral<>() {}));
        assertThat(declarations)
                .containsExactlyInAnyOrder(
                        new ComponentDeclaration(ComponentKind.of(Loss.class), "bce", Flat.class, First.class),
                        new ComponentDeclaration(ComponentKind.of(Sampler.class), "whole", Whole.class, First.class),
                        new ComponentDeclaration(ComponentKind.of(Loss.class), "other-bce", Flat.class, Second.class));
    }

    @Test
    void everyKindIsFoundByItsContract() {
        Map<String, Class<?>> contracts = Map.of(
                "model", Model.class,
                "ensembler", Ensembler.class,
                "submission", SubmissionFormat.class,
                "schedule", Schedule.class,
                "loss", Loss.class,
                "optimizer", Optimizer.class,
                "sampler", Sampler.class,
                "metric", Metric.class,
                "split", Split.class,
                "reader", Reader.class);
        contracts.forEach((label, contract) -> {
            ComponentKind kind = new ComponentKind(label, contract);
            assertThat(ComponentKind.of(contract)).isEqualTo(kind);
            assertThat(ComponentKind.implementedBy(contract)).containsExactly(kind);
        });
        assertThat(ComponentKind.implementedBy(Flat.class)).containsExactly(ComponentKind.of(Loss.class));
        assertThat(ComponentKind.implementedBy(String.class)).isEmpty();
        assertThatThrownBy(() -> ComponentKind.of(String.class)).hasMessageContaining("no kind of component");
    }
}
