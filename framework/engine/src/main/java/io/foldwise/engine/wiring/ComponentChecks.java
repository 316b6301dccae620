package io.foldwise.engine.wiring;

import com.google.inject.ConfigurationException;
import com.google.inject.spi.InjectionPoint;
import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.engine.config.ParameterChecks;
import io.foldwise.spi.ComponentDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a class must be like to serve as a component. */
final class ComponentChecks {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final ParameterChecks parameters = new ParameterChecks();

    /** What the author of a component must change, if anything. */
    Optional<String> problem(ComponentDeclaration declaration) {
        Class<?> component = declaration.component();
        if (!NAME.matcher(declaration.name()).matches()) {
            return Optional.of("the name must be lower-case words with hyphens");
        }
        if (!Modifier.isPublic(component.getModifiers()) || Modifier.isAbstract(component.getModifiers())) {
            return Optional.of(component.getName() + " must be a public class that is not abstract");
        }
        Optional<Method> missing = Arrays.stream(component.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .findFirst();
        if (missing.isPresent()) { // no compiler lets that pass
            return Optional.of(component.getName() + " was built for another release of Foldwise: it has no method "
                    + missing.get().getName() + " as "
                    + missing.get().getDeclaringClass().getName() + " asks for; build its plugin again for this one");
        }
        boolean injectable = Arrays.stream(component.getDeclaredConstructors())
                .anyMatch(constructor -> constructor.isAnnotationPresent(jakarta.inject.Inject.class)
                        || constructor.isAnnotationPresent(com.google.inject.Inject.class));
        if (!injectable) {
            return Optional.of(component.getName()
                    + " has no constructor to build it with; add @Inject to the one that takes its Params");
        }
        try {
            parameters.check(ComponentCatalog.parameters(component));
            InjectionPoint.forConstructorOf(component);
            return Optional.empty();
        } catch (IllegalArgumentException | ConfigurationException unusable) {
            return Optional.of(unusable.getMessage());
        }
    }
}
