package io.foldwise.plugin.standard.tracking;

import io.foldwise.spi.Description;
import io.foldwise.spi.tracking.TrackedRun;
import io.foldwise.spi.tracking.Tracker;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files of events that TensorBoard shows while the run goes on and after: {@code tensorboard --logdir results/NAME}. Each fold is a
 * run of its own there. Numbers that come in the end are at step 0.
 */
@Description("Event files for TensorBoard, in the run's folder or elsewhere")
public final class TensorBoard implements Tracker {

    /** Where to. */
    public record Params(
            @Description("A folder in which each run makes one of its own; without it, files are in the run's folder")
            Optional<Path> directory) {}

    private final Params params;

    @Inject
    public TensorBoard(Params params) {
        this.params = params;
    }

    @Override
    public Following follow(TrackedRun run) throws IOException {
        Path folder = params.directory()
                .map(parent -> parent.resolve(run.experiment()).resolve(run.id()))
                .orElse(run.folder());
        return new EventFolder(Files.createDirectories(folder), run.seconds());
    }
}
