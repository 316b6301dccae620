package io.foldwise.report;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.store.Csv;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.SweepRecord;
import io.foldwise.engine.store.TaskRecord;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.validation.Score;
import io.foldwise.engine.validation.Scores;
import io.foldwise.spi.data.Average;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A run's folder as the engine writes it, of a few samples, with names as a stranger would give them. */
public final class RunFixture {

    /** What nobody may be able to run, in every name that a folder can hold. */
    public static final String HOSTILE =
            "</script><script>window.pwned=1</script>\"'><img src=x onerror=alert(1)>&{{ 7*7 }}";

    private static final int FOLDS = 3;

    private final RunFolder folder;
    private final List<String> columns;
    private final int samples;

    public RunFixture(Path path, List<String> columns, int samples) {
        this.folder = new RunFolder(path);
        this.columns = columns;
        this.samples = samples;
    }

    public RunFolder folder() {
        return folder;
    }

    private static String id(int sample) {
        return sample == 0 ? HOSTILE : "sample " + sample;
    }

    /** A run that was begun, and has trained some of its folds. */
    public RunFixture begun(TaskRecord.Meaning meaning, int trained) {
        WholeFile.write(folder.resolved(), "name = fixture\nmodel { type = m, note = " + Json.line(HOSTILE) + " }\n");
        WholeFile.write(folder.config(), "name = fixture\nmodel { type = m }\n");
        WholeFile.write(folder.overrides(), "");
        List<String> split = new ArrayList<>(List.of("row,fold-0,fold-1,fold-2"));
        for (int row = 0; row < samples; row++) {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(row)));
            for (int fold = 0; fold < FOLDS; fold++) {
                cells.add(row % FOLDS == fold ? "scored" : "train");
            }
            split.add(Csv.line(cells));
        }
        WholeFile.write(folder.split(), split);
        SealedRecord.write(
                folder.task(),
                new TaskRecord(
                        List.of(new TaskRecord.Asked("head", meaning, true, columns)),
                        List.of(new TaskRecord.Measured("loss", "head", false))));
        for (int fold = 0; fold < trained; fold++) {
            unit(0, fold, 0.5);
        }
        return this;
    }

    /** A sweep of two trials: the first predicts better, the second is better after post-processing, which trials are ranked by. */
    public RunFixture swept() {
        finished(TaskRecord.Meaning.LABELS);
        for (int fold = 0; fold < FOLDS; fold++) {
            unit(1, fold, 0.6);
        }
        SealedRecord.write(folder.sweep(), new SweepRecord(2, SweepRecord.NO_LIMIT, 1, Map.of()));
        WholeFile.write(
                folder.trials(),
                List.of(
                        "trial,rank,state,folds,loss,loss-deviation,loss-post-processed",
                        "0,2,finished,3,0.51,0.01,0.4321",
                        "1,1,finished,3,0.61,0.01,0.1234"));
        return this;
    }

    private void unit(int trial, int fold, double loss) {
        UnitFolder unit = folder.unit(trial, fold);
        Path place = unit.begin();
        WholeFile.write(
                place.resolve(UnitFolder.HISTORY),
                List.of(
                        "stage,epoch,loss,learning-rate,validation-loss,best,seconds,stop-reason",
                        "0,1,0.7,0.01,0.6" + fold + ",yes,1.0,",
                        "0,2,0.5,0.01,NaN,,1.0,",
                        Csv.line(List.of("0", "3", "0.4", "0.01", "0.5" + fold, "yes", "1.0", HOSTILE))));
        unit.finish(checksums -> new UnitRecord(
                "f",
                HOSTILE,
                false,
                3,
                3,
                10,
                3,
                2,
                30,
                1 << 20,
                Map.of("loss", loss + fold / 100.0),
                Map.of(),
                checksums));
    }

    /** All that a finished run has. */
    public RunFixture finished(TaskRecord.Meaning meaning) {
        begun(meaning, FOLDS);
        tables();
        Scores.Row row = new Scores.Row(
                0.51,
                false,
                List.of(0.5, 0.51, 0.52),
                0.51,
                0.01,
                Map.of(HOSTILE, Score.of(0.7)),
                Map.of(HOSTILE, 0.3),
                List.of(HOSTILE));
        Scores.TestRow test = new Scores.TestRow(0.5432, Map.of(HOSTILE, 0.3456), Map.of(HOSTILE, Score.of(0.6789)));
        Scores.PostProcessed processed =
                new Scores.PostProcessed(0.51, 0.5431, Map.of(HOSTILE, 0.7), Map.of(HOSTILE, 0.3457));
        Json.write(
                folder.scores(),
                new Scores(
                        "loss",
                        Map.of("loss", row),
                        Map.of("loss", test),
                        List.of(),
                        Map.of("loss", processed),
                        samples,
                        9,
                        1 << 20));
        SealedRecord.write(
                folder.ensemble(),
                new EnsembleChoice(
                        Average.PROBABILITIES,
                        List.of(
                                new EnsembleChoice.Member(0, 0, 0.5, -0.5),
                                new EnsembleChoice.Member(0, 1, 0.5, -0.51))));
        return this;
    }

    private void tables() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> header = new ArrayList<>(List.of("id"));
        header.addAll(columns);
        List<String> truth = new ArrayList<>(List.of(Csv.line(header)));
        List<String> predictions = new ArrayList<>(truth);
        List<String> scores = new ArrayList<>(List.of("id,fold,loss"));
        for (int sample = 0; sample < samples; sample++) {
            List<String> is = new ArrayList<>(List.of(id(sample)));
            List<String> said = new ArrayList<>(List.of(id(sample)));
            for (int column = 0; column < columns.size(); column++) {
                boolean positive = sample % columns.size() == column;
                is.add(positive ? "1.0" : "0.0");
                double chance = 0.6 * random.nextDouble() + (positive ? 0.35 : 0.05);
                said.add(Float.toString((float) (sample > 0 ? chance : positive ? 0.001 : 0.999))); // the worst of all
            }
            truth.add(Csv.line(is));
            predictions.add(Csv.line(said));
            scores.add(Csv.line(List.of(id(sample), Integer.toString(sample % FOLDS), "0.5")));
        }
        WholeFile.write(folder.path().resolve("truth.csv"), truth);
        WholeFile.write(folder.path().resolve("oof.csv"), predictions);
        WholeFile.write(folder.sampleScores(), scores);
    }
}
