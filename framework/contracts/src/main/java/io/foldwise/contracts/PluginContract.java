package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.Spec;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PluginModule} does: it is found, and each of its components is a public final class with a description,
 * one constructor to inject, and a {@code Params} record that explains every parameter.
 *
 * <pre>{@code
 * final class ExamplePluginTest extends PluginContract {
 *     @Override
 *     protected PluginModule plugin() {
 *         return new ExamplePlugin();
 *     }
 * }
 * }</pre>
 */
public abstract class PluginContract {

    /** A new plugin. */
    protected abstract PluginModule plugin();

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(PluginModule.class).stream().map(ServiceLoader.Provider::type))
                .as("plugins named in META-INF/services/%s", PluginModule.class.getName())
                .contains(plugin().getClass());
    }

    @Test
    void offersComponents() {
        assertThat(declarations()).isNotEmpty();
    }

    @Test
    void namesComponentsAsExperimentFilesDo() {
        assertThat(declarations())
                .allSatisfy(declaration -> assertThat(declaration.name())
                        .as("name of %s", declaration.component())
                        .matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void offersPublicFinalClassesWithADescription() {
        assertThat(declarations()).allSatisfy(declaration -> {
            Class<?> component = declaration.component();
            assertThat(component).isPublic().isFinal().hasAnnotation(Description.class);
        });
    }

    @Test
    void hasOneConstructorToInject() {
        assertThat(declarations()).allSatisfy(declaration -> {
            List<Constructor<?>> injected = Arrays.stream(
                            declaration.component().getDeclaredConstructors())
                    .filter(PluginContract::injects)
                    .toList();
            assertThat(injected)
                    .as("constructors of %s with @Inject", declaration.component())
                    .hasSize(1);
            assertThat(injected.get(0).getModifiers() & Modifier.PUBLIC)
                    .as("whether %s is public", injected.get(0))
                    .isNotZero();
            if (params(declaration).getRecordComponents().length > 0) {
                assertThat(injected.get(0).getParameterTypes()).contains(params(declaration));
            }
        });
    }

    @Test
    void explainsEveryParameter() {
        assertThat(declarations()).allSatisfy(declaration -> {
            explains(params(declaration));
        });
    }

    private static void explains(Class<?> params) {
        assertThat(params.getModifiers() & Modifier.PUBLIC)
                .as("%s is public", params)
                .isNotZero();
        for (RecordComponent parameter : params.getRecordComponents()) {
            if (parameter.isAnnotationPresent(Inline.class) && parameter.getType() != Spec.class) {
                explains(parameter.getType());
            } else {
                assertThat(parameter.isAnnotationPresent(Description.class))
                        .as("%s of %s has a @Description", parameter.getName(), params)
                        .isTrue();
            }
        }
    }

    private Set<ComponentDeclaration> declarations() {
        return Guice.createInjector(plugin()).getInstance(Key.get(new TypeLiteral<>() {}));
    }

    private static boolean injects(Constructor<?> constructor) {
        return constructor.isAnnotationPresent(jakarta.inject.Inject.class)
                || constructor.isAnnotationPresent(com.google.inject.Inject.class);
    }

    private static Class<?> params(ComponentDeclaration declaration) {
        return Arrays.stream(declaration.component().getDeclaredClasses())
                .filter(nested -> nested.isRecord() && nested.getSimpleName().equals("Params"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(declaration.component() + " has no nested record Params"));
    }
}
