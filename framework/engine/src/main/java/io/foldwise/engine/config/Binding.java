package io.foldwise.engine.config;

import static io.foldwise.engine.config.ComponentCatalog.TYPE;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.Spec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One run of the {@link RecordBinder}. What a method cannot bind it reports, and returns empty. */
final class Binding {

    private final ComponentCatalog catalog;
    private final Constraints constraints;
    private final ProblemReport report;
    private final UnknownKeys unknownKeys;

    /**
     * @param variables keys that may stand at the root besides those of the record
     */
    Binding(ComponentCatalog catalog, Constraints constraints, Set<String> variables, ProblemReport report) {
        this.catalog = catalog;
        this.constraints = constraints;
        this.report = report;
        this.unknownKeys = new UnknownKeys(catalog, variables);
    }

    Optional<Record> root(RecordSchema schema, Cursor root) {
        Optional<Record> record = record(schema, root, Set.of(), Optional.empty());
        report.addAll(unknownKeys.problems());
        return record;
    }

    /**
     * Binds a block.
     *
     * @param others further keys that may stand in the block, since someone else reads them
     * @param owner the component whose parameters the block holds
     */
    private Optional<Record> record(
            RecordSchema schema, Cursor block, Set<String> others, Optional<ComponentDeclaration> owner) {
        Set<String> known = new LinkedHashSet<>(schema.keys());
        known.addAll(others);
        unknownKeys.know(block, schema);
        if (schema.inlined().isEmpty()) {
            unknownKeys.check(block, known, owner);
        }
        return record(schema, block, known);
    }

    /** Binds the parameters of a block whose keys have been checked. */
    private Optional<Record> record(RecordSchema schema, Cursor block, Set<String> known) {
        List<Object> values = new ArrayList<>();
        for (ParameterSchema parameter : schema.parameters()) {
            parameter(schema, parameter, block, known).ifPresent(values::add);
        }
        return values.size() == schema.parameters().size() ? create(schema.type(), values, block) : Optional.empty();
    }

    private Optional<?> parameter(RecordSchema schema, ParameterSchema parameter, Cursor block, Set<String> known) {
        if (parameter.inlinedBlock().isPresent()) {
            return record(RecordSchema.of(parameter.inlinedBlock().get()), block, known);
        }
        if (parameter.inline()) {
            return component(((ValueType.Component) parameter.type()).kind(), block.without(schema.keys()), known);
        }
        Optional<Cursor> standard = parameter
                .standard()
                .map(literal -> block.missing(parameter.key(), Defaults.parse(schema, parameter, literal)));
        Optional<Cursor> at = block.child(parameter.key())
                .map(given -> completed(parameter.type(), given, standard))
                .or(() -> standard);
        if (at.isPresent()) {
            return value(parameter.type(), at.get()).filter(value -> allowed(schema, parameter, value, at.get()));
        }
        if (parameter.required()) {
            String remedy = parameter
                    .included()
                    .map(file -> "include " + file + ", which has it, or give your own")
                    .orElseGet(() -> "the keys here are " + String.join(", ", known));
            report.add(new Problem(block.place(parameter.key()), "is missing", remedy));
            return Optional.empty();
        }
        return Optional.of(Optional.empty());
    }

    private boolean allowed(RecordSchema schema, ParameterSchema parameter, Object value, Cursor at) {
        List<Problem> violations = constraints.violations(schema.type(), parameter.name(), value, at);
        report.addAll(violations);
        return violations.isEmpty();
    }

    private Optional<?> value(ValueType type, Cursor at) {
        if (at.pending()) {
            return Optional.empty();
        } else if (type instanceof ValueType.Scalar scalar) {
            return scalar(scalar, at);
        } else if (type instanceof ValueType.Choice choice) {
            return choice(choice, at);
        } else if (type instanceof ValueType.Block block) {
            return block(block, at);
        } else if (type instanceof ValueType.Component component) {
            return component(component.kind(), at, Set.of());
        } else if (type instanceof ValueType.ListOf list) {
            return list(list, at);
        } else if (type instanceof ValueType.MapOf map) {
            return map(map, at);
        } else if (type instanceof ValueType.OptionalOf optional) {
            return value(optional.value(), at).map(Optional::of);
        } else {
            return raw((ValueType.Raw) type, at);
        }
    }

    private Optional<?> scalar(ValueType.Scalar type, Cursor at) {
        try {
            return Optional.of(ScalarReader.read(type, at));
        } catch (IllegalArgumentException unreadable) {
            return problem(at, unreadable.getMessage(), "");
        }
    }

    private Optional<?> choice(ValueType.Choice type, Cursor at) {
        if (!at.scalar()) {
            return mismatch(type, at);
        }
        Optional<? extends Enum<?>> constant = Arrays.stream(type.type().getEnumConstants())
                .filter(candidate -> ValueType.Choice.nameOf(candidate).equals(at.text()))
                .findFirst();
        return constant.isPresent()
                ? constant
                : problem(
                        at,
                        "expected " + type.label() + ", found " + at.shown(),
                        Problem.didYouMean(NearestNames.to(at.text(), type.names())));
    }

    private Optional<Record> block(ValueType.Block type, Cursor at) {
        RecordSchema schema = RecordSchema.of(type.type());
        Cursor block = schema.inlined().isPresent() ? at.spelledOut() : at;
        return block.block() ? record(schema, block, Set.of(), Optional.empty()) : mismatch(type, at);
    }

    private Optional<Spec<?>> component(ComponentKind kind, Cursor at, Set<String> others) {
        Cursor block = at.spelledOut();
        if (!block.block()) {
            String expected = kind.label() + " (its name, or a block with its name as 'type')";
            return problem(at, "expected " + expected + ", found " + at.shown(), "");
        }
        String plural = new ValueType.Component(kind).plural();
        String names = catalog.names(kind).isEmpty()
                ? "no plugin offers " + plural
                : "the " + plural + " are " + String.join(", ", catalog.names(kind));
        Optional<Cursor> type = block.child(TYPE);
        if (type.isEmpty()) {
            return problem(block.place(TYPE), "is missing", names);
        }
        Cursor name = type.get();
        if (name.pending()) {
            return Optional.empty();
        }
        if (!name.scalar()) {
            return mismatch(ValueType.Scalar.TEXT, name);
        }
        Optional<ComponentDeclaration> declaration = catalog.find(kind, name.text());
        if (declaration.isEmpty()) {
            return unknownComponent(kind, name, at.block() ? name.location() : at.location(), names);
        }
        Set<String> shared = new LinkedHashSet<>(others);
        shared.add(TYPE);
        Class<?> component = declaration.get().component();
        RecordSchema parameters = ComponentCatalog.parameters(component);
        Optional<String> twice =
                parameters.keys().stream().filter(shared::contains).findFirst();
        if (twice.isPresent()) {
            return problem(
                    name,
                    one(kind) + " cannot stand here whose key '" + twice.get() + "' is one of the block around it, too",
                    "the author of " + name.shown() + " has to give it another name");
        }
        return record(parameters, block, shared, declaration)
                .map(params ->
                        new Spec<>(name.text(), component, params, at.location().toString()));
    }

    private Optional<Spec<?>> unknownComponent(ComponentKind kind, Cursor name, Location location, String names) {
        List<String> others = catalog.kinds().stream()
                .filter(other -> catalog.find(other, name.text()).isPresent())
                .map(Binding::one)
                .toList();
        String what = others.isEmpty()
                ? "there is no " + kind.label() + " " + name.shown()
                : name.shown() + " is " + String.join(" and ", others) + ", not " + one(kind);
        String nearest = Problem.didYouMean(NearestNames.to(name.text(), catalog.names(kind)));
        return problem(location, what, nearest.isEmpty() ? names : nearest + " " + names);
    }

    /** A kind with its article. */
    private static String one(ComponentKind kind) {
        return ("aeiou".indexOf(kind.label().charAt(0)) < 0 ? "a " : "an ") + kind.label();
    }

    /** A list, or a value that is not in brackets as a list of one. */
    private Optional<List<?>> list(ValueType.ListOf type, Cursor at) {
        boolean plain = !(type.element() instanceof ValueType.Block || type.element() instanceof ValueType.ListOf);
        if (plain && at.scalar()) {
            Optional<?> only = value(type.element(), at);
            return only.isPresent() ? Optional.of(List.of(only.get())) : Optional.empty();
        }
        if (!(at.value() instanceof ConfigList elements)) {
            String remedy = at.block() ? "a list can only be set as a whole" : "";
            return problem(at, ScalarReader.mismatch(type, at).getMessage(), remedy);
        }
        List<Object> values = new ArrayList<>();
        IntStream.range(0, elements.size())
                .mapToObj(index -> value(type.element(), at.element(index)))
                .forEach(element -> element.ifPresent(values::add));
        return values.size() == elements.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    private Optional<Map<String, ?>> map(ValueType.MapOf type, Cursor at) {
        if (!at.block()) {
            return mismatch(type, at);
        }
        Map<String, Object> values = new TreeMap<>();
        List<String> keys =
                at.keys().stream().filter(key -> at.child(key).isPresent()).toList();
        for (String key : keys) {
            value(type.element(), at.child(key).orElseThrow()).ifPresent(value -> values.put(key, value));
        }
        return values.size() == keys.size() ? Optional.of(Collections.unmodifiableMap(values)) : Optional.empty();
    }

    private Optional<?> raw(ValueType.Raw type, Cursor at) {
        if (!(at.value() instanceof ConfigObject block)) {
            return mismatch(type, at);
        }
        return Optional.of(type.type() == Config.class ? block.toConfig() : block);
    }

    private Optional<Record> create(Class<? extends Record> type, List<Object> values, Cursor block) {
        try {
            return Optional.of(RecordSchema.instance(type, values));
        } catch (IllegalArgumentException refused) {
            return problem(block, String.valueOf(refused.getMessage()), "");
        }
    }

    /** A component's block that names no type is completed with the default. */
    private static Cursor completed(ValueType type, Cursor given, Optional<Cursor> standard) {
        boolean typeless = type instanceof ValueType.Component
                && !given.pending()
                && given.block()
                && given.child(TYPE).isEmpty();
        return typeless && standard.isPresent()
                ? given.with(
                        given.value().withFallback(standard.get().spelledOut().value()))
                : given;
    }

    private <T> Optional<T> mismatch(ValueType type, Cursor at) {
        return problem(at, ScalarReader.mismatch(type, at).getMessage(), "");
    }

    private <T> Optional<T> problem(Cursor at, String message, String remedy) {
        return problem(at.location(), message, remedy);
    }

    private <T> Optional<T> problem(Location location, String message, String remedy) {
        report.add(new Problem(location, message, remedy));
        return Optional.empty();
    }
}
