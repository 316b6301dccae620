package io.foldwise.plugin.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.PluginModule;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TextPluginTest {

    @Test
    void pluginIsFound() {
        assertThat(ServiceLoader.load(PluginModule.class)).hasAtLeastOneElementOfType(TextPlugin.class);
    }

    @Test
    void componentsAreNamedAsInExperimentFiles() {
        assertThat(components().map(component -> component.kind().label() + " " + component.name()))
                .contains(
                        "reader ct-report",
                        "reader synthetic-reports",
                        "model bag-of-ngrams",
                        "metric ct-report-round1",
                        "metric ct-report-round2",
                        "submission ct-report-round1",
                        "submission ct-report-round2");
    }

    @ParameterizedTest
    @MethodSource("components")
    void componentDescribesItselfAndItsParameters(ComponentDeclaration declaration) throws ClassNotFoundException {
        Class<?> component = declaration.component();
        Class<?> params = Class.forName(component.getName() + "$Params");

        assertThat(Modifier.isFinal(component.getModifiers())).isTrue();
        assertThat(component).hasAnnotation(Description.class);
        assertThat(params.getRecordComponents())
                .allMatch(parameter -> parameter.isAnnotationPresent(Description.class)
                        || parameter.isAnnotationPresent(Inline.class));
        assertThat(Arrays.stream(component.getConstructors())
                        .filter(constructor -> constructor.isAnnotationPresent(Inject.class)
                                || constructor.isAnnotationPresent(jakarta.inject.Inject.class))
                        .map(Constructor::getParameterTypes))
                .singleElement()
                .satisfies(types -> assertThat(types).contains(params));
    }

    static Stream<ComponentDeclaration> components() {
        return Guice.createInjector(new TextPlugin())
                .getInstance(Key.get(new TypeLiteral<Set<ComponentDeclaration>>() {}))
                .stream();
    }
}
