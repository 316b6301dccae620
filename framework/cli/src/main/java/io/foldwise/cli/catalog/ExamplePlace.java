package io.foldwise.cli.catalog;

import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.engine.config.ParameterSchema;
import io.foldwise.engine.config.RecordSchema;
import io.foldwise.engine.config.ValueType;
import io.foldwise.engine.config.ValueType.Block;
import io.foldwise.engine.config.ValueType.Component;
import io.foldwise.engine.config.ValueType.ListOf;
import io.foldwise.engine.experiment.Experiment;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.ComponentKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an experiment file holds components of a kind.
 *
 * @param key such as {@code trainer.optimizer}
 * @param list whether there may be several
 */
public record ExamplePlace(String key, boolean list) {

    /** The first place in an experiment that takes the kind; empty for one that only other components have parts of. */
    public static Optional<ExamplePlace> of(ComponentKind kind) {
        return Optional.ofNullable(all().get(kind));
    }

    /** The first parameter of a component that takes the kind. */
    public static Optional<ExamplePlace> of(ComponentKind kind, ComponentDeclaration within) {
        Map<ComponentKind, ExamplePlace> all = new LinkedHashMap<>();
        collect(ComponentCatalog.parameters(within.component()), "", all);
        return Optional.ofNullable(all.get(kind));
    }

    /** Every kind that an experiment has a place for, whether there are components of it or not, by name. */
    public static List<ComponentKind> kinds() {
        return all().keySet().stream().sorted().toList();
    }

    /** The line that puts a component there, with what its parameters are by default. */
    public String setting(String component) {
        return key + (list ? " += " : " = ") + component;
    }

    private static Map<ComponentKind, ExamplePlace> all() {
        Map<ComponentKind, ExamplePlace> all = new LinkedHashMap<>();
        collect(RecordSchema.of(Experiment.class), "", all);
        return all;
    }

    private static void collect(RecordSchema schema, String prefix, Map<ComponentKind, ExamplePlace> all) {
        for (ParameterSchema parameter : schema.flat()) {
            String key = prefix + parameter.key();
            ValueType given = parameter.type().unwrapped();
            boolean list = given instanceof ListOf;
            ValueType type = given instanceof ListOf many ? many.element().unwrapped() : given;
            Optional<ComponentKind> kind = component(type);
            if (kind.isPresent()) {
                all.putIfAbsent(kind.get(), new ExamplePlace(key, list));
            } else if (type instanceof Block block && !list) {
                collect(RecordSchema.of(block.type()), key + ".", all);
            }
        }
    }

    /** The kind of a component, or of one that shares its block with a few keys more. */
    private static Optional<ComponentKind> component(ValueType type) {
        if (type instanceof Block block) {
            return RecordSchema.of(block.type()).flat().stream()
                    .filter(ParameterSchema::inline)
                    .findFirst()
                    .flatMap(inline -> component(inline.type()));
        }
        return type instanceof Component component ? Optional.of(component.kind()) : Optional.empty();
    }
}
