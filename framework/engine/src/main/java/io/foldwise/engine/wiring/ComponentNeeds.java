package io.foldwise.engine.wiring;

import com.google.inject.spi.InjectionPoint;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What has to be known before components can be built. */
public final class ComponentNeeds {

    private ComponentNeeds() {}

    /** Whether a component, or one within it, asks for the shape of samples. */
    public static boolean shape(Spec<?> spec) {
        return within(spec)
                .flatMap(part -> InjectionPoint.forConstructorOf(part.component()).getDependencies().stream())
                .anyMatch(dependency -> InputShape.class.isAssignableFrom(
                        dependency.getKey().getTypeLiteral().getRawType()));
    }

    /** A component and those that its parameters name. */
    private static Stream<Spec<?>> within(Object value) {
        if (value instanceof Spec<?> spec) {
            return Stream.concat(Stream.of(spec), within(spec.params()));
        }
        if (value instanceof Optional<?> given) {
            return given.stream().flatMap(ComponentNeeds::within);
        }
        if (value instanceof Collection<?> several) {
            return several.stream().flatMap(ComponentNeeds::within);
        }
        if (value instanceof Map<?, ?> named) {
            return named.values().stream().flatMap(ComponentNeeds::within);
        }
        return value instanceof Record params
                ? Arrays.stream(params.getClass().getRecordComponents())
                        .flatMap(component -> within(valueOf(component, params)))
                : Stream.empty();
    }

    private static Object valueOf(RecordComponent component, Record params) {
        try {
            return component.getAccessor().invoke(params);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalArgumentException("parameters of components are public records: " + params, impossible);
        }
    }
}
