package io.foldwise.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.foldwise.spi.contract.CrossEntropy;
import io.foldwise.spi.training.Epoch;
import io.foldwise.spi.training.Sampler;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PluginModuleTest {

    static final class Whole implements Sampler {
        @Override
        public List<int[]> batches(Epoch epoch) {
            return List.of(epoch.rows());
        }
    }

    static final class First extends PluginModule {
        @Override
        protected void plug() {
            loss("bce", CrossEntropy.class);
            sampler("whole", Whole.class);
        }
    }

    static final class Second extends PluginModule {
        @Override
        protected void plug() {
            loss("other-bce", CrossEntropy.class);
        }
    }

    @Test
    void declarationsOfAllPluginsComeTogether() {
        Injector injector = Guice.createInjector(new First(), new Second());
        Set<ComponentDeclaration> declarations = injector.getInstance(Key.get(new TypeLiteral<>() {}));
        assertThat(declarations)
                .containsExactlyInAnyOrder(
                        new ComponentDeclaration(ComponentKind.LOSS, "bce", CrossEntropy.class, First.class),
                        new ComponentDeclaration(ComponentKind.SAMPLER, "whole", Whole.class, First.class),
                        new ComponentDeclaration(ComponentKind.LOSS, "other-bce", CrossEntropy.class, Second.class));
    }

    @Test
    void everyKindIsFoundByItsContract() {
        for (ComponentKind kind : ComponentKind.values()) {
            assertThat(ComponentKind.of(kind.contract())).contains(kind);
        }
        assertThat(ComponentKind.of(String.class)).isEmpty();
    }
}
