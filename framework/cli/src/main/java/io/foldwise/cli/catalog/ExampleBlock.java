package io.foldwise.cli.catalog;

import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.engine.config.ParameterSchema;
import io.foldwise.engine.config.RecordSchema;
import io.foldwise.engine.config.ValueType;
import io.foldwise.engine.config.ValueType.Block;
import io.foldwise.engine.config.ValueType.Choice;
import io.foldwise.engine.config.ValueType.Component;
import io.foldwise.engine.config.ValueType.ListOf;
import io.foldwise.engine.config.ValueType.MapOf;
import io.foldwise.engine.config.ValueType.OptionalOf;
import io.foldwise.engine.config.ValueType.Scalar;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.ComponentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A component as it stands in an experiment file: every parameter with its default, required ones with a value to change,
 * optional ones commented out. It can be pasted into a file as it is.
 */
public final class ExampleBlock {

    private static final String INDENT = "  ";

    private final ComponentCatalog catalog;

    public ExampleBlock(ComponentCatalog catalog) {
        this.catalog = catalog;
    }

    public List<String> lines(ComponentDeclaration declaration) {
        return lines(declaration, parameters(ComponentCatalog.parameters(declaration.component())));
    }

    /**
     * A component of a kind that no experiment has a place for is shown as a part of one that has; and as a block of its own, as the
     * command line takes it, where there is none.
     */
    private List<String> lines(ComponentDeclaration declaration, List<String> parameters) {
        Optional<ExamplePlace> place = ExamplePlace.of(declaration.kind());
        if (place.isPresent()) {
            return block(place.get(), declaration, parameters);
        }
        return around(declaration.kind())
                .map(around -> lines(around, within(around, declaration, parameters)))
                .orElseGet(() -> alone(declaration, parameters));
    }

    private static List<String> within(
            ComponentDeclaration around, ComponentDeclaration declaration, List<String> parameters) {
        ExamplePlace place = ExamplePlace.of(declaration.kind(), around).orElseThrow();
        return block(place, declaration, parameters).stream()
                .map(line -> INDENT + line)
                .toList();
    }

    private static List<String> alone(ComponentDeclaration declaration, List<String> parameters) {
        List<String> lines = new ArrayList<>(List.of("{", INDENT + "type = " + declaration.name()));
        lines.addAll(parameters);
        lines.add("}");
        return lines;
    }

    private static List<String> block(ExamplePlace place, ComponentDeclaration declaration, List<String> parameters) {
        if (parameters.isEmpty()) {
            String name = declaration.name();
            return List.of(place.key() + " = " + (place.list() ? "[" + name + "]" : name));
        }
        List<String> lines = new ArrayList<>();
        lines.add(place.key() + (place.list() ? " = [{" : " {"));
        lines.add(INDENT + "type = " + declaration.name());
        lines.addAll(parameters);
        lines.add(place.list() ? "}]" : "}");
        return lines;
    }

    /** The first component that has parts of a kind, and needs nothing else to be said. */
    private Optional<ComponentDeclaration> around(ComponentKind kind) {
        return catalog.declarations().stream()
                .filter(outer -> !outer.kind().equals(kind))
                .filter(outer -> ExamplePlace.of(kind, outer).isPresent())
                .filter(outer -> ComponentCatalog.parameters(outer.component()).flat().stream()
                        .noneMatch(ParameterSchema::required))
                .findFirst();
    }

    private List<String> parameters(RecordSchema schema) {
        List<String> lines = new ArrayList<>();
        for (ParameterSchema parameter : schema.flat()) {
            if (parameter.inline()) {
                lines.add(INDENT + "type = " + sample(parameter.type()));
            } else if (parameter.standard().isPresent()) {
                lines.add(
                        INDENT + parameter.key() + " = " + parameter.standard().get());
            } else if (parameter.required()) {
                lines.add(INDENT + parameter.key() + " = " + sample(parameter.type()) + "  # required");
            } else {
                lines.add(INDENT + "# " + parameter.key() + " = " + sample(parameter.type()));
            }
        }
        return lines;
    }

    /** Any value of a type. */
    private String sample(ValueType type) {
        if (type instanceof Scalar scalar) {
            return switch (scalar) {
                case INTEGER, LONG -> "1";
                case DECIMAL -> "0.5";
                case FLAG -> "true";
                case TEXT -> "\"text\"";
                case PATH -> "\"path/to/file\"";
                case DURATION -> "10s";
            };
        } else if (type instanceof Choice choice) {
            return choice.names().get(0);
        } else if (type instanceof OptionalOf optional) {
            return sample(optional.value());
        } else if (type instanceof ListOf list) {
            return "[" + sample(list.element()) + "]";
        } else if (type instanceof Component component) {
            return simplest(component.kind());
        } else if (type instanceof MapOf map) {
            return "{ name = " + sample(map.element()) + " }";
        } else if (type instanceof Block block) {
            return RecordSchema.of(block.type()).flat().stream()
                    .filter(ParameterSchema::required)
                    .map(inner -> (inner.inline() ? "type" : inner.key()) + " = " + sample(inner.type()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
        return "{}";
    }

    /** A component that needs no parameters, if there is one. */
    private String simplest(ComponentKind kind) {
        List<ComponentDeclaration> all = catalog.of(kind);
        return all.stream()
                .filter(declaration -> ComponentCatalog.parameters(declaration.component()).flat().stream()
                        .noneMatch(ParameterSchema::required))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(ComponentDeclaration::name)
                .orElse("NAME");
    }
}
