package io.foldwise.engine.config;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What an author must put right in a record of parameters, found before any experiment uses it. */
public final class ParameterChecks {

    private final Constraints constraints = new Constraints();
    private final Set<Class<?>> seen = new HashSet<>();

    /**
     * Checks the defaults and constraints of a record and of all records within.
     *
     * @throws IllegalArgumentException if one of them cannot be used; the message names the parameter
     */
    public void check(RecordSchema schema) {
        if (!seen.add(schema.type())) {
            return;
        }
        for (ParameterSchema parameter : schema.parameters()) {
            parameter.standard().ifPresent(literal -> Defaults.parse(schema, parameter, literal));
            if (!parameter.constraints().isEmpty()) {
                constraints
                        .flaw(schema.type(), parameter.name(), parameter.type())
                        .ifPresent(flaw -> {
                            throw new IllegalArgumentException(
                                    schema.type().getName() + "." + parameter.name() + ": " + flaw);
                        });
            }
            block(parameter.type()).ifPresent(block -> check(RecordSchema.of(block)));
        }
    }

    /** The record that values of a type are, or hold. */
    private static Optional<Class<? extends Record>> block(ValueType type) {
        if (type instanceof ValueType.Block block) {
            return Optional.of(block.type());
        } else if (type instanceof ValueType.OptionalOf optional) {
            return block(optional.value());
        } else if (type instanceof ValueType.ListOf list) {
            return block(list.element());
        } else if (type instanceof ValueType.MapOf map) {
            return block(map.element());
        }
        return Optional.empty();
    }
}
