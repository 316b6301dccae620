package io.foldwise.engine.results;

import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.RunException;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.SubmissionFormat;
import java.nio.file.Path;
import java.util.List;

/** Writes test predictions in the contest's format, and checks the written file. */
public final class Submission {

    private Submission() {}

    /** Writes the run's submission, if it is to have one. */
    static void write(OpenRun run, Path file, Dataset test, Predictions predictions) {
        run.parts().submission().ifPresent(format -> write(file, format, test, predictions));
    }

    /**
     * Writes a file in the given format and reads it back as a grader would.
     *
     * @param data the samples, in the predictions' order
     * @throws RunException if the written file is not valid
     */
    public static void write(Path file, SubmissionFormat format, Dataset data, Predictions predictions) {
        WholeFile.write(file, format.lines(data, predictions));
        List<String> problems = format.problems(WholeFile.read(file).lines().toList(), predictions.ids());
        if (!problems.isEmpty()) {
            throw new RunException(file + " is not valid:\n" + String.join("\n", problems));
        }
    }
}
