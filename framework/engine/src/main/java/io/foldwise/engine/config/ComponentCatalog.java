package io.foldwise.engine.config;

import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.Description;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The components that experiment files may name: those of all plugins. */
public final class ComponentCatalog {

    /** The key of a component's name in its block. */
    static final String TYPE = "type";

    private final List<ComponentDeclaration> declarations;

    /** A catalog of declarations, no two of which have the same kind and name. */
    public ComponentCatalog(Collection<ComponentDeclaration> declarations) {
        this.declarations = declarations.stream()
                .sorted(Comparator.comparing(ComponentDeclaration::kind).thenComparing(ComponentDeclaration::name))
                .toList();
    }

    /** Every component, by kind and name. */
    public List<ComponentDeclaration> declarations() {
        return declarations;
    }

    /** The kinds that have components, by name. */
    public List<ComponentKind> kinds() {
        return declarations.stream().map(ComponentDeclaration::kind).distinct().toList();
    }

    /** The components of a kind, by name. */
    public List<ComponentDeclaration> of(ComponentKind kind) {
        return declarations.stream()
                .filter(declaration -> declaration.kind().equals(kind))
                .toList();
    }

    public Optional<ComponentDeclaration> find(ComponentKind kind, String name) {
        return of(kind).stream()
                .filter(declaration -> declaration.name().equals(name))
                .findFirst();
    }

    /** The names of a kind's components, sorted. */
    public List<String> names(ComponentKind kind) {
        return of(kind).stream().map(ComponentDeclaration::name).toList();
    }

    /** One line on what a component is; may be empty. */
    public static String description(ComponentDeclaration declaration) {
        return Optional.ofNullable(declaration.component().getAnnotation(Description.class))
                .map(Description::value)
                .orElse("");
    }

    /**
     * The parameters of a component.
     *
     * @throws IllegalArgumentException if its class states none that can be bound, with what its author should add
     */
    public static RecordSchema parameters(Class<?> component) {
        Class<?> params = Arrays.stream(component.getDeclaredClasses())
                .filter(nested -> nested.getSimpleName().equals("Params") && nested.isRecord())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(component.getName()
                        + " states no parameters; add a nested 'public record Params(...) {}', also if it is empty"));
        RecordSchema schema = RecordSchema.of(params.asSubclass(Record.class));
        if (schema.keys().contains(TYPE)) {
            throw new IllegalArgumentException(params.getName() + "." + TYPE
                    + ": that key names the component itself; call the parameter otherwise");
        }
        return schema;
    }
}
