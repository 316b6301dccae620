package io.foldwise.engine.config;

import java.util.Optional;
import java.util.Set;

/**
 * Binds experiments to records, strictly: every key must be known, every value of its type and within its constraints.
 * All problems are collected before anything is thrown.
 *
 * <ul>
 *   <li>Keys are the names of the record's components, {@code bestFolds} as {@code best-folds}.
 *   <li>A key that is left out, or {@code null}, has the value of its {@link io.foldwise.spi.Default}; without one it must be
 *       given, unless its type is {@link Optional}.
 *   <li>A component is a block with {@code type} and its own parameters; a name alone stands for {@code { type = name }}. A
 *       block without {@code type} is completed with the block that is the parameter's default, if there is one.
 *   <li>A relative path is relative to the directory of the file that it, or its first part, is written in; one that is set
 *       on the command line or is a default, to the working directory.
 *   <li>A record's compact constructor may check one component against another and throw an
 *       {@link IllegalArgumentException}, whose message becomes a problem of the block.
 *   <li>At the root there may be further values, if a substitution names them, such as {@code data-dir}.
 * </ul>
 */
public final class RecordBinder {

    private final ComponentCatalog catalog;
    private final Constraints constraints = new Constraints();

    public RecordBinder(ComponentCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Binds an experiment.
     *
     * @throws ConfigException with everything that is wrong
     */
    public <T extends Record> T bind(Class<T> type, ExperimentSource source) {
        ProblemReport report = new ProblemReport();
        report.addAll(Substitutions.missing(source.root()));
        Optional<Record> record = new Binding(catalog, constraints, source.variables(), report)
                .root(RecordSchema.of(type), source.root());
        report.throwIfAny();
        return type.cast(record.orElseThrow());
    }

    /** Binds some blocks of an experiment, whatever else it holds; empty if anything is wrong with them. */
    public <T extends Record> Optional<T> blocks(Class<T> type, ExperimentSource source) {
        ProblemReport report = new ProblemReport();
        RecordSchema schema = RecordSchema.of(type);
        Set<String> others = source.root().keys();
        others.removeAll(schema.keys());
        Optional<Record> record = new Binding(catalog, constraints, Set.of(), report)
                .root(schema, source.root().without(others));
        return record.filter(bound -> report.isEmpty()).map(type::cast);
    }
}
