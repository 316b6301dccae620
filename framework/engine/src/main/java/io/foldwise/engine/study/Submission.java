package io.foldwise.engine.study;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.store.PredictionFile;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.SubmissionFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Averages the chosen folds' test predictions, writes them in the contest's format, and checks the written file. */
public final class Submission {

    private Submission() {}

    /** The ensemble's probabilities for the test samples; empty if there are none. */
    static Optional<float[][]> write(OpenRun run, EnsembleChoice choice) {
        if (run.data().test().isEmpty()) {
            return Optional.empty();
        }
        Dataset test = run.data().test().get();
        LabelSchema labels = run.data().train().labels();
        List<float[][]> members = new ArrayList<>();
        for (EnsembleChoice.Member member : choice.members()) {
            UnitFolder unit = run.folder().unit(member.trial(), member.fold());
            members.add(PredictionFile.read(unit.file(UnitFolder.TEST), labels).probabilities());
        }
        float[][] combined = choice.combine(members);
        run.parts().submission().ifPresent(format -> {
            List<String> ids =
                    IntStream.range(0, test.size()).mapToObj(test::id).toList();
            write(run.folder().submission(), format, new Predictions(ids, combined));
        });
        return Optional.of(combined);
    }

    /**
     * Writes a file in the given format and reads it back as a grader would.
     *
     * @throws RunException if the written file is not valid
     */
    public static void write(Path file, SubmissionFormat format, Predictions predictions) {
        WholeFile.write(file, format.lines(predictions));
        List<String> problems = format.problems(WholeFile.read(file).lines().toList(), predictions.ids());
        if (!problems.isEmpty()) {
            throw new RunException(file + " is not valid:\n" + String.join("\n", problems));
        }
    }
}
