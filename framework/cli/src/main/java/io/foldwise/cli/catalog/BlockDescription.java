package io.foldwise.cli.catalog;

import io.foldwise.engine.config.ParameterSchema;
import io.foldwise.engine.config.RecordSchema;
import io.foldwise.engine.config.ValueType;
import io.foldwise.engine.config.ValueType.Block;
import io.foldwise.engine.config.ValueType.ListOf;
import io.foldwise.engine.experiment.Experiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All there is to know to write a part of an experiment file that is not a component: the file's top level, or one of its
 * blocks of settings, such as {@code trainer}.
 *
 * @param kind {@code file}, {@code block} or {@code list of blocks}
 * @param name {@code experiment} for the top level, otherwise the block's key there
 */
public record BlockDescription(String kind, String name, String description, List<ParameterRow> parameters)
        implements CatalogEntry {

    /** The top level of an experiment file, then its blocks in the file's order. */
    public static List<BlockDescription> all() {
        RecordSchema experiment = RecordSchema.of(Experiment.class);
        List<BlockDescription> all = new ArrayList<>();
        all.add(new BlockDescription(
                "file",
                "experiment",
                "The top level of an experiment file; `foldwise plugins describe trainer` shows the keys of a block there",
                ParameterRow.topLevel(experiment)));
        for (ParameterSchema parameter : experiment.parameters()) {
            block(parameter.type())
                    .map(block -> new BlockDescription(
                            parameter.type().label(),
                            parameter.key(),
                            parameter.description(),
                            ParameterRow.of(RecordSchema.of(block.type()))))
                    .ifPresent(all::add);
        }
        return all;
    }

    private static Optional<Block> block(ValueType type) {
        ValueType given = type.unwrapped();
        ValueType single = given instanceof ListOf list ? list.element() : given;
        return single instanceof Block block ? Optional.of(block) : Optional.empty();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(kind + " " + name);
        lines.add("  " + description);
        lines.add("");
        ParameterRow.table(parameters).forEach(line -> lines.add("  " + line));
        return lines;
    }
}
