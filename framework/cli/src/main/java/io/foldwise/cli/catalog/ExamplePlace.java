package io.foldwise.cli.catalog;

import io.foldwise.engine.config.ParameterSchema;
import io.foldwise.engine.config.RecordSchema;
import io.foldwise.engine.config.ValueType;
import io.foldwise.engine.config.ValueType.Block;
import io.foldwise.engine.config.ValueType.Component;
import io.foldwise.engine.config.ValueType.ListOf;
import io.foldwise.engine.config.ValueType.OptionalOf;
import io.foldwise.engine.experiment.Experiment;
import io.foldwise.spi.ComponentKind;
import java.util.Optional;

/**
 * Where an experiment file holds components of a kind.
 *
 * @param key such as {@code trainer.optimizer}
 * @param list whether there may be several
 */
record ExamplePlace(String key, boolean list) {

    /** The first place in an experiment that takes the kind. */
    static ExamplePlace of(ComponentKind kind) {
        return find(RecordSchema.of(Experiment.class), "", kind)
                .orElseThrow(() -> new IllegalStateException("no experiment can hold a " + kind.label()));
    }

    private static Optional<ExamplePlace> find(RecordSchema schema, String prefix, ComponentKind kind) {
        return schema.flat().stream()
                .flatMap(parameter -> find(parameter, prefix, kind).stream())
                .findFirst();
    }

    private static Optional<ExamplePlace> find(ParameterSchema parameter, String prefix, ComponentKind kind) {
        String key = prefix + parameter.key();
        boolean list = plain(parameter.type()) instanceof ListOf;
        ValueType type = plain(parameter.type()) instanceof ListOf many ? many.element() : plain(parameter.type());
        if (type.equals(new Component(kind)) || type instanceof Block block && shares(block, kind)) {
            return Optional.of(new ExamplePlace(key, list));
        }
        return type instanceof Block block && !list
                ? find(RecordSchema.of(block.type()), key + ".", kind)
                : Optional.empty();
    }

    /** Whether a block is that of a component with a few keys more. */
    private static boolean shares(Block block, ComponentKind kind) {
        return RecordSchema.of(block.type()).parameters().stream()
                .anyMatch(parameter -> parameter.inline() && parameter.type().equals(new Component(kind)));
    }

    private static ValueType plain(ValueType type) {
        return type instanceof OptionalOf optional ? optional.value() : type;
    }
}
