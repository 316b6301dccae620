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

    /** Writes the run's submission if it is to have one, and takes away what an earlier experiment asked for if not. */
    static void write(OpenRun run, Path file, Dataset test, Predictions predictions) {
        run.parts()
                .submission()
                .ifPresentOrElse(format -> write(file, format, test, predictions), () -> WholeFile.remove(file));
    }

    /**
     * Writes a file in the given format and reads it back as a grader would.
     *
     * @param data the samples, in the predictions' order
     * @throws RunException if the written file is not valid
     */
    public static void write(Path file, SubmissionFormat format, Dataset data, Predictions predictions) {
        WholeFile.write(file, format.lines(data, predictions));
        List<String> problems = format.problems(written(file), predictions.ids());
        if (!problems.isEmpty()) {
            throw new RunException(file + " is not valid:\n" + String.join("\n", problems));
        }
    }

    /** All lines, however many there are. */
    private static List<String> written(Path file) {
        try (InputStream in = PlainFile.read(file);
                BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return text.lines().toList();
        } catch (IOException e) {
            throw new StoreException("read", file, e);
        }
    }
}
