package io.foldwise.engine.experiment;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.ExperimentSource;
import io.foldwise.engine.config.ProblemReport;
import io.foldwise.engine.config.RecordBinder;
import io.foldwise.engine.search.SpaceCheck;
import io.foldwise.engine.wiring.AssemblyContext;
import io.foldwise.engine.wiring.ComponentAssembler;
import io.foldwise.engine.wiring.ComponentNeeds;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Reader;
import java.util.Optional;

/**
 * Checks single blocks of an experiment of which others are wrong: whether data files are there, and components go with what the
 * data asks. So a slip in one block hides none in another.
 */
final class BlockCheck {

    /** Every component can be built with it; which one it is makes no difference here. */
    private static final Seed ANY_SEED = new Seed(1);

    private final RecordBinder binder;
    private final ExperimentSource source;
    private final ComponentAssembler assembler;
    private final MachineLimits machine;
    private final ProblemReport report = new ProblemReport();

    BlockCheck(RecordBinder binder, ExperimentSource source, ComponentAssembler assembler, MachineLimits machine) {
        this.binder = binder;
        this.source = source;
        this.assembler = assembler;
        this.machine = machine;
    }

    /** The same problems, and those of blocks that have none of these. */
    ConfigException with(ConfigException known) {
        report.addAll(known.problems());
        block(Blocks.Execution.class)
                .ifPresent(given -> new ExecutionCheck(machine, this::add).check(given.execution()));
        block(Blocks.Searched.class)
                .flatMap(Blocks.Searched::search)
                .ifPresent(search -> SpaceCheck.readable(search, source::locate, report));
        block(Blocks.Data.class).map(Blocks.Data::data).ifPresent(this::besideData);
        return new ConfigException(report.problems());
    }

    private void besideData(Spec<Reader> data) {
        try {
            built(data, assembler).ifPresent(reader -> besideData(data, reader));
        } catch (DataException e) {
            // comes up again, alone, once the other problems are mended
        }
    }

    private void besideData(Spec<Reader> data, Reader reader) {
        DataFiles.of("data", data, reader.files()).check("", this::add);
        AssemblyContext ofTask = AssemblyContext.empty().withTask(reader.task()).withSeed(ANY_SEED);
        ComponentAssembler builder =
                assembler.in(reader.input().map(ofTask::withInput).orElse(ofTask));
        block(Blocks.Divided.class)
                .ifPresent(given -> built(given.split(), builder)
                        .ifPresent(split -> DataFiles.of("split", given.split(), split.files())
                                .check("", this::add)));
        block(Blocks.Averaged.class).ifPresent(given -> built(given.ensemble(), builder));
        block(Blocks.Submitted.class)
                .flatMap(Blocks.Submitted::submission)
                .ifPresent(submission -> built(submission, builder));
        if (reader.input().isPresent()) {
            block(Blocks.Fitted.class).ifPresent(given -> built(given.model(), builder));
        }
        if (reader.task().single()) {
            block(Blocks.Minimised.class)
                    .filter(Blocks.Minimised::alone)
                    .map(Blocks.Minimised::loss)
                    .filter(loss -> reader.input().isPresent() || !ComponentNeeds.shape(loss))
                    .ifPresent(loss -> built(loss, builder));
            block(Blocks.Measured.class)
                    .ifPresent(given -> given.metrics().stream()
                            .filter(asked -> asked.head().isEmpty())
                            .forEach(asked -> built(asked.metric(), builder)));
        }
    }

    private <T extends Record> Optional<T> block(Class<T> type) {
        return binder.blocks(type, source);
    }

    private <T> Optional<T> built(Spec<T> spec, ComponentAssembler builder) {
        try {
            return Optional.of(builder.build(spec));
        } catch (ConfigException e) {
            report.addAll(e.problems());
            return Optional.empty();
        }
    }

    private void add(String key, String message, String remedy) {
        report.add(source.problem(key, message, remedy));
    }
}
