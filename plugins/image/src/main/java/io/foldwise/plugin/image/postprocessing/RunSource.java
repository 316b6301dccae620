package io.foldwise.plugin.image.postprocessing;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.FinishedRuns;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Predicted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A run of a classifier on the same samples. Opened when it is first asked. */
final class RunSource implements EmptinessSource {

    private final FinishedRuns runs;
    private final Path run;
    private final Optional<String> head;
    private final Optional<String> column;
    private final int classes;
    private Optional<Opened> opened = Optional.empty();

    private record Opened(FinishedRun run, int[] columns) {}

    /** @throws IncompatibleException if there is no such folder */
    RunSource(FinishedRuns runs, Path run, Optional<String> head, Optional<String> column, int classes) {
        if (!Files.isDirectory(run)) {
            throw new IncompatibleException("there is no run " + run);
        }
        this.runs = runs;
        this.run = run;
        this.head = head;
        this.column = column;
        this.classes = classes;
    }

    @Override
    public double nonEmpty(Predicted sample, int ofClass) {
        Opened source = opened();
        Tensor row = source.run()
                .unseen(sample.id())
                .orElseThrow(() -> new DataException(run, 0, "has no prediction of '" + sample.id() + "'"));
        return row.values()[source.columns()[ofClass]];
    }

    private synchronized Opened opened() {
        if (opened.isEmpty()) {
            FinishedRun finished = runs.open(run, head);
            opened = Optional.of(
                    new Opened(finished, EmptinessColumns.of(run.toString(), finished.columns(), column, classes)));
        }
        return opened.get();
    }
}
