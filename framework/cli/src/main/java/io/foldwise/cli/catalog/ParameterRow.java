package io.foldwise.cli.catalog;

import io.foldwise.cli.report.TextTable;
import io.foldwise.engine.config.ParameterSchema;
import io.foldwise.engine.config.RecordSchema;
import io.foldwise.engine.config.ValueType;
import io.foldwise.engine.config.ValueType.Block;
import io.foldwise.engine.config.ValueType.ListOf;
import io.foldwise.engine.config.ValueType.MapOf;
import io.foldwise.engine.config.ValueType.OptionalOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One parameter of a block, or of a block within it.
 *
 * @param key its path: {@code early-stop.patience}; {@code terms[].weight} in every element of a list
 * @param type in words
 * @param required whether an experiment must give it
 * @param standard its value where it is left out, in HOCON
 * @param included the file that experiments include to have a value
 * @param constraints in words
 * @param unit such as {@code epochs}; may be empty
 */
public record ParameterRow(
        String key,
        String type,
        boolean required,
        Optional<String> standard,
        Optional<String> included,
        List<String> constraints,
        String description,
        String unit) {

    /** The parameters of a block in order, each followed by those of the block that it is. */
    public static List<ParameterRow> of(RecordSchema schema) {
        List<ParameterRow> rows = new ArrayList<>();
        add(schema, "", rows);
        return rows;
    }

    /** The parameters of a block in order, without those of the blocks within it. */
    static List<ParameterRow> topLevel(RecordSchema schema) {
        return schema.flat().stream()
                .map(parameter -> of(parameter, parameter.key()))
                .toList();
    }

    private static void add(RecordSchema schema, String prefix, List<ParameterRow> rows) {
        for (ParameterSchema parameter : schema.flat()) {
            String key = parameter.inline() ? prefix + "type, ..." : prefix + parameter.key();
            rows.add(of(parameter, key));
            inner(parameter.type(), key).ifPresent(block -> add(RecordSchema.of(block.type()), block.prefix(), rows));
        }
    }

    private static ParameterRow of(ParameterSchema parameter, String key) {
        return new ParameterRow(
                key,
                parameter.type().label(),
                parameter.required(),
                parameter.standard(),
                parameter.included(),
                parameter.constraints(),
                parameter.description(),
                parameter.unit());
    }

    private record Inner(Class<? extends Record> type, String prefix) {}

    private static Optional<Inner> inner(ValueType type, String key) {
        if (type instanceof Block block) {
            return Optional.of(new Inner(block.type(), key + "."));
        } else if (type instanceof OptionalOf optional) {
            return inner(optional.value(), key);
        } else if (type instanceof ListOf list) {
            return inner(list.element(), key + "[]");
        } else if (type instanceof MapOf map) {
            return inner(map.element(), key + ".NAME");
        }
        return Optional.empty();
    }

    /** Parameters as a table for people. */
    static List<String> table(List<ParameterRow> rows) {
        TextTable table = TextTable.ofWords("parameter", "default", "type", "meaning");
        rows.forEach(row -> table.row(row.key, row.standardInWords(), row.typeInWords(), row.description));
        return table.lines();
    }

    /** What stands in the column of defaults. */
    public String standardInWords() {
        String otherwise = required ? "required" : "-";
        return standard.or(() -> included.map(file -> "in " + file)).orElse(otherwise);
    }

    /** Type, unit and constraints together: {@code whole number of epochs, greater than 0}. */
    public String typeInWords() {
        String measured = unit.isEmpty() ? type : type + " (" + unit + ")";
        return constraints.isEmpty() ? measured : measured + ", " + String.join(", ", constraints);
    }
}
