package io.foldwise.plugin.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.foldwise.contracts.PluginContract;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.PluginModule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StandardPluginTest extends PluginContract {

    @Override
    protected PluginModule plugin() {
        return new StandardPlugin();
    }

    @Test
    void declaresEveryNameOncePerKind() {
        Set<ComponentDeclaration> declarations =
                Guice.createInjector(plugin()).getInstance(Key.get(new TypeLiteral<>() {}));
        List<String> names = declarations.stream()
                .map(declaration -> declaration.kind().label() + " " + declaration.name())
                .toList();
        assertThat(names).doesNotHaveDuplicates().contains("loss bce", "split k-fold", "ensembler mean");
        assertThat(declarations).extracting(ComponentDeclaration::component).doesNotHaveDuplicates();
    }
}
