package io.foldwise.predict;

import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.export.ExportedRun;
import io.foldwise.engine.prediction.OutputFile;
import io.foldwise.engine.prediction.RunPredictor;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finished run that predicts: its ensemble, how it prepares samples, and its post-processing.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.open(Path.of("quickstart.foldwise"))) {
 *     for (Prediction prediction : predictor.predict(Path.of("reports.csv"))) {
 *         float[] probabilities = prediction.only().values();
 *     }
 * }
 * }</pre>
 *
 * The plugins that the run was made with have to be on the class path, and a backend of ND4J, such as {@code nd4j-native-platform}. Not
 * for several threads at once: networks are large, and one is in memory at a time.
 */
public final class Predictor implements AutoCloseable {

    private final Path run;
    private final Optional<ExportedRun> exported;
    private final RunPredictor predictor;

    private Predictor(Path run, Optional<ExportedRun> exported, RunPredictor predictor) {
        this.run = run;
        this.exported = exported;
        this.predictor = predictor;
    }

    /**
     * Opens a run.
     *
     * @param run a file that {@code foldwise export} wrote, or the folder of a finished run
     * @throws RunRefusedException if it is none, or a plugin is missing
     * @throws io.foldwise.engine.store.StoreException if it is damaged
     */
    public static Predictor open(Path run) {
        ExperimentFiles loader = new ExperimentFiles(PluginLoader.load());
        if (!ExportedRun.is(run)) {
            RunFolder folder = new RunFolder(run);
            folder.intruder().ifPresent(intruder -> {
                throw new RunRefusedException(intruder);
            });
            return new Predictor(run, Optional.empty(), new RunPredictor(folder, loader));
        }
        ExportedRun unpacked = ExportedRun.open(run, temporary());
        try {
            return new Predictor(run, Optional.of(unpacked), new RunPredictor(unpacked.folder(), loader));
        } catch (RuntimeException | Error e) {
            unpacked.close();
            throw e;
        }
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"), "foldwise");
    }

    /**
     * Predicts all samples of a file.
     *
     * @param input in the format that the run reads, as its test file; of images also a folder
     * @return a prediction for each sample, in the file's order
     * @throws io.foldwise.spi.data.DataException if the input is not in its format
     */
    public List<Prediction> predict(Path input) {
        List<Prediction> all = new ArrayList<>();
        predictor.predict(input, temporary(), notice -> {}, (task, predictions) -> {
            for (int sample = 0; sample < predictions.size(); sample++) {
                Map<String, Tensor> heads = new LinkedHashMap<>();
                for (Head head : task.heads()) {
                    heads.put(head.name(), predictions.of(head, sample));
                }
                all.add(new Prediction(predictions.ids().get(sample), heads));
            }
        });
        return all;
    }

    /**
     * Predicts all samples of a file into another, as {@code foldwise predict} does: in the run's submission format, or as a table.
     *
     * @return how many samples were predicted
     * @throws io.foldwise.spi.data.DataException if the input is not in its format
     * @throws RunRefusedException if nothing can be written there
     */
    public int predict(Path input, Path output) {
        OutputFile file = OutputFile.of(output);
        file.requireNot(run, "is the run");
        return predictor.predict(input, file, notice -> {});
    }

    /** Removes what was unpacked. */
    @Override
    public void close() {
        exported.ifPresent(ExportedRun::close);
    }
}
