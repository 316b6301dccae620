package io.foldwise.engine.results;

import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.RunException;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.SubmissionFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Writes test predictions in the contest's format, and checks the written file. */
public final class Submission {

    private Submission() {}

    /** Writes the run's submission if it is to have one, and takes away what was there before in any case. */
    static void write(OpenRun run, Path file, Dataset test, Predictions predictions) {
        WholeFile.remove(file);
        run.parts().submission().ifPresent(format -> write(file, format, test, predictions));
    }

    /**
     * Writes a file in the given format, and reads it back as a grader would before it takes the place of what was there.
     *
     * @param data the samples, in the predictions' order
     * @throws RunException if what was written is not valid
     */
    public static void write(Path file, SubmissionFormat format, Dataset data, Predictions predictions) {
        WholeFile.write(file, format.lines(data, predictions), written -> {
            List<String> problems = format.problems(lines(written), predictions.ids());
            if (!problems.isEmpty()) {
                throw new RunException(file + " would not be valid:\n" + String.join("\n", problems));
            }
        });
    }

    /** All lines, however many there are. */
    private static List<String> lines(Path file) {
        try (InputStream in = PlainFile.read(file);
                BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return text.lines().toList();
        } catch (IOException e) {
            throw new StoreException("read", file, e);
        }
    }
}
