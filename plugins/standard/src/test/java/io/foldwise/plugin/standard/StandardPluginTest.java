package io.foldwise.plugin.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.Description;
import io.foldwise.spi.PluginModule;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StandardPluginTest {

    static Stream<ComponentDeclaration> declarations() {
        return Guice.createInjector(new StandardPlugin())
                .getInstance(Key.get(new TypeLiteral<Set<ComponentDeclaration>>() {}))
                .stream();
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(PluginModule.class)).hasAtLeastOneElementOfType(StandardPlugin.class);
    }

    @Test
    void declaresEveryNameOncePerKind() {
        List<String> names = declarations()
                .map(declaration -> declaration.kind().label() + " " + declaration.name())
                .toList();
        assertThat(names).doesNotHaveDuplicates().contains("loss bce", "split k-fold", "ensembler mean");
        assertThat(declarations().map(ComponentDeclaration::component).toList()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void declaresFinalClassesOfTheirKind(ComponentDeclaration declaration) {
        assertThat(declaration.component()).isPublic().isFinal();
        assertThat(declaration.kind().contract()).isAssignableFrom(declaration.component());
        assertThat(declaration.name()).matches("[a-z]+(-[a-z]+)*");
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void declaresComponentsWithOneInjectedConstructor(ComponentDeclaration declaration) {
        assertThat(declaration.component().getConstructors()).hasSize(1);
        Constructor<?> constructor = declaration.component().getConstructors()[0];
        assertThat(constructor.isAnnotationPresent(Inject.class)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void describesEveryComponentAndParameter(ComponentDeclaration declaration) {
        assertThat(declaration.component().getAnnotation(Description.class)).isNotNull();
        Class<?> params = Arrays.stream(declaration.component().getClasses())
                .filter(nested -> nested.getSimpleName().equals("Params"))
                .findFirst()
                .orElseThrow();
        assertThat(params.isRecord()).isTrue();
        assertThat(Modifier.isPublic(params.getModifiers())).isTrue();
        for (RecordComponent parameter : params.getRecordComponents()) {
            assertThat(parameter.getAnnotation(Description.class))
                    .as("description of %s", parameter.getName())
                    .isNotNull();
        }
    }
}
