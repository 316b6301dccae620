package io.foldwise.engine.wiring;

import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.ComponentKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells by a stack trace which component an exception comes from. */
public final class Culprit {

    private static final int MOST_CAUSES = 20; // a chain may be a circle

    private final Collection<ComponentDeclaration> declarations;

    public Culprit(Collection<ComponentDeclaration> declarations) {
        this.declarations = declarations;
    }

    /** The component with its class, or the plugin if the code is of no component; empty if it is of no plugin. */
    public Optional<String> of(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>(Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .toList());
        Collections.reverse(causes);
        return causes.stream()
                .flatMap(cause -> of(cause.getStackTrace()).stream())
                .findFirst();
    }

    /** Helpers of a plugin stand for the component that calls them, at once or through Java's own classes. */
    private Optional<String> of(StackTraceElement[] trace) {
        Optional<String> helper = Optional.empty();
        for (StackTraceElement frame : trace) {
            String type = frame.getClassName();
            Optional<String> component = component(type);
            if (component.isPresent()) {
                return component;
            }
            Optional<String> plugin = plugin(type);
            if (helper.isPresent() && plugin.isEmpty() && !type.startsWith("java.")) {
                return helper;
            }
            helper = helper.or(() -> plugin);
        }
        return helper;
    }

    private Optional<String> component(String type) {
        return declarations.stream()
                .filter(declaration -> {
                    String name = declaration.component().getName();
                    return type.equals(name) || type.startsWith(name + "$");
                })
                .findFirst()
                .map(found -> words(found.kind(), found.name(), found.component()));
    }

    private Optional<String> plugin(String type) {
        return declarations.stream()
                .map(ComponentDeclaration::plugin)
                .filter(plugin -> type.startsWith(plugin.getPackageName() + "."))
                .findFirst()
                .map(plugin -> "plugin " + plugin.getName());
    }

    private static String words(ComponentKind kind, String name, Class<?> component) {
        return kind.label() + " " + name + " (" + component.getName() + ")";
    }

    /** What was thrown, in words, and where. */
    static String described(Throwable thrown) {
        String message = Optional.ofNullable(thrown.getMessage())
                .flatMap(text -> text.lines().findFirst())
                .map(line -> ": " + line)
                .orElse("");
        String place = Stream.of(thrown.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java."))
                .findFirst()
                .map(frame -> ", at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
        return thrown.getClass().getSimpleName() + message + place;
    }
}
