package io.foldwise.engine.prediction;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.engine.experiment.BoundExperiment;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.postprocessing.FittedPostProcessing;
import io.foldwise.engine.postprocessing.PostProcessingRecord;
import io.foldwise.engine.records.RunRecords;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.results.Submission;
import io.foldwise.engine.run.Trials;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.prediction.PredictionFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Scores any file of a run's data format with the run's ensemble. */
public final class RunPredictor {

    private final RunFolder run;
    private final ExperimentLoader loader;
    private final ExperimentParts parts;
    private final Trials trials;
    private final MemberModels models;

    /**
     * @throws RunRefusedException if the run has not been completed, or its configuration has changed
     * @throws StoreException if a file of the run is damaged
     */
    public RunPredictor(RunFolder run, ExperimentLoader loader) {
        if (!PlainFile.exists(run.ensemble())) {
            throw new RunRefusedException(run.path() + " holds no finished run: `foldwise resume` completes one"
                    + " (there is no ensemble.json)");
        }
        this.run = run;
        this.loader = loader;
        RunRecords records = RunRecords.of(run);
        DataPlace place = records.place();
        BoundExperiment experiment = records.bound(loader, place);
        records.requireUnchanged(run.resolved());
        this.parts = experiment.parts();
        this.trials = Trials.of(run, experiment, loader, place);
        this.models = new MemberModels(run, parts, trials);
    }

    /**
     * Predicts, and writes the predictions in the run's submission format, or as {@link PredictionStore#export} does if it has none.
     *
     * @param notices is told what the user should know of the predictions
     * @return how many samples were predicted
     * @throws io.foldwise.spi.data.DataException if the input is not in its format
     * @throws RunRefusedException if the output would take the place of the input, or of a file of the run
     */
    public int predict(Path input, OutputFile output, Consumer<String> notices) {
        output.requireOther(run, input, parts.files());
        if (parts.submission().isEmpty()) {
            PredictionStore.exported(output.path(), parts.reader().task())
                    .forEach(file -> OutputFile.of(file).requireOther(run, input, parts.files()));
        }
        return predict(
                input, output.path(), notices, (data, predictions, scratch) -> write(output.path(), data, predictions));
    }

    /**
     * The form that predictions are to be written in.
     *
     * @param name is shown in messages
     * @param text a component's name, or a block with its parameters
     * @throws io.foldwise.engine.config.ConfigException if there is no such form, or it cannot hold the run's predictions
     */
    public PredictionFormat format(String name, String text) {
        return parts.predictionFormat(loader.predictionFormat(name, text));
    }

    /**
     * Predicts, and writes a folder of predictions: all of it, or nothing.
     *
     * @param notices is told what the user should know of the predictions
     * @return how many samples were predicted
     * @throws io.foldwise.spi.data.DataException if the input is not in its format
     * @throws RunRefusedException if the output is a folder of the run
     */
    public int predict(Path input, OutputFolder output, PredictionFormat format, Consumer<String> notices) {
        output.requireOther(run);
        return predict(input, output.path(), notices, (data, predictions, scratch) -> {
            Path folder = scratch.path().resolve("output");
            try {
                format.write(data, predictions, Files.createDirectory(folder));
            } catch (IOException e) {
                throw new StoreException("write", output.path(), e);
            }
            output.take(folder);
        });
    }

    /**
     * Predicts, and hands over what was predicted. Arrays among it are read when they are asked for, and only as long as this goes on.
     *
     * @param beside what files are kept meanwhile
     * @param notices is told what the user should know of the predictions
     * @throws io.foldwise.spi.data.DataException if the input is not in its format
     */
    public void predict(Path input, Path beside, Consumer<String> notices, BiConsumer<Task, Predictions> taking) {
        predict(input, beside, notices, (data, predictions, scratch) -> taking.accept(parts.task(), predictions));
    }

    /**
     * The files of the run's folder that it takes to predict, all of which are whole.
     *
     * @throws StoreException if one is damaged
     */
    public List<Path> files() {
        Set<Path> files = new LinkedHashSet<>(List.of(run.resolved(), run.checksums(), run.ensemble(), run.sweep()));
        files.add(run.postProcessing());
        EnsembleChoice choice = choice();
        postProcessing();
        Set<Integer> used = new TreeSet<>();
        for (Member member : choice.members()) {
            UnitFolder unit = run.unit(member.trial(), member.fold());
            used.add(member.trial());
            files.addAll(List.of(
                    unit.file(UnitFolder.RECORD), unit.file(UnitFolder.MODEL), unit.file(UnitFolder.PREPARATION)));
        }
        if (PlainFile.exists(run.sweep())) {
            for (int trial = 0; PlainFile.exists(run.trialRecord(trial)); trial++) {
                used.add(trial); // one may be measured by another's curves
            }
            used.forEach(trial -> files.addAll(List.of(run.trialRecord(trial), run.trialExperiment(trial))));
        }
        return files.stream().filter(PlainFile::exists).toList();
    }

    /**
     * The models that predict, all of which are whole.
     *
     * @throws StoreException if one is damaged
     */
    public List<Member> members() {
        return choice().members();
    }

    /** The data files that the run was made of. */
    public List<Path> data() {
        return parts.files();
    }

    /** What is predicted. */
    public Task task() {
        return parts.task();
    }

    /** Packages of the plugins whose layers networks may have. */
    public Set<String> packages() {
        return parts.packages();
    }

    /** Writes what was predicted. */
    @FunctionalInterface
    private interface Writing {
        void write(Dataset data, Predictions predictions, ScratchFolder scratch);
    }

    private int predict(Path input, Path output, Consumer<String> notices, Writing writing) {
        EnsembleChoice choice = choice();
        Dataset data = parts.reader().read(input);
        Dataset prepared = models.prepared(choice.members().get(0), data);
        cut(input, prepared).ifPresent(notices);
        unknown(input, prepared).ifPresent(notices);
        try (ScratchFolder scratch = new ScratchFolder(output)) {
            Predictions predictions = postProcessing().apply(choice.combine(members(choice, data, scratch)));
            writing.write(data, predictions, scratch);
            return predictions.size();
        }
    }

    /** Runs of earlier releases have no record, and none to do. */
    private FittedPostProcessing postProcessing() {
        if (!PlainFile.exists(run.postProcessing())
                && parts.postProcessing().steps().isEmpty()) {
            return new FittedPostProcessing(List.of());
        }
        PostProcessingRecord learned =
                SealedRecord.read(run.postProcessing(), PostProcessingRecord.class, run.resume("writes it anew"));
        boolean varied = learned.trial() != PostProcessingRecord.OF_THE_RUN;
        return learned.restore((varied ? trials.trial(learned.trial()).parts() : parts).postProcessing());
    }

    /** What each member predicts, kept in files: one network is in memory at a time, and arrays may be larger than that. */
    private List<Predictions> members(EnsembleChoice choice, Dataset data, ScratchFolder scratch) {
        int[] rows = IntStream.range(0, data.size()).toArray();
        List<String> ids = IntStream.of(rows).mapToObj(data::id).toList();
        List<Predictions> members = new ArrayList<>();
        for (Member member : choice.members()) {
            PredictionStore store = new PredictionStore(
                    scratch.path(), "member-" + members.size(), parts.reader().task());
            try (PredictionStore.Writer writer = store.write(ids)) {
                Dataset prepared = models.prepared(member, data);
                models.restore(member, prepared).predict(prepared, rows, writer::add);
            }
            members.add(store.read(ids));
        }
        return members;
    }

    private void write(Path output, Dataset data, Predictions predictions) {
        Optional<SubmissionFormat> format = parts.submission();
        if (format.isPresent()) {
            Submission.write(output, format.get(), data, predictions);
        } else {
            PredictionStore.export(output, parts.reader().task(), predictions);
        }
    }

    private EnsembleChoice choice() {
        EnsembleChoice choice = SealedRecord.read(run.ensemble(), EnsembleChoice.class, run.resume("writes it anew"));
        if (choice.members().isEmpty()) {
            throw new StoreException(run.ensemble() + " names no fold: " + run.resume("writes it anew"));
        }
        choice.members().forEach(models::requireWhole);
        return choice;
    }

    /** What was left out of samples that are longer than those the run was made for. */
    private static Optional<String> cut(Path input, Dataset data) {
        int[] cut =
                IntStream.range(0, data.size()).filter(row -> data.cut(row) > 0).toArray();
        return cut.length == 0
                ? Optional.empty()
                : Optional.of(
                        "%s: %d of %d samples were cut at the end, for the run reads %s; the first is '%s', cut by %d"
                                .formatted(
                                        input,
                                        cut.length,
                                        data.size(),
                                        data.input(),
                                        data.id(cut[0]),
                                        data.cut(cut[0])));
    }

    /** What samples hold that the first member's fold has not learned. */
    private static Optional<String> unknown(Path input, Dataset data) {
        int[] unknown = IntStream.range(0, data.size())
                .filter(row -> data.unknown(row) > 0)
                .toArray();
        long all = IntStream.range(0, data.size()).mapToLong(data::length).sum();
        long parts = Arrays.stream(unknown).mapToLong(data::unknown).sum();
        return unknown.length == 0
                ? Optional.empty()
                : Optional.of(
                        "%s: %.1f %% of what samples hold is unknown to the run, in %d of %d samples; the first is '%s'"
                                .formatted(
                                        input, 100.0 * parts / all, unknown.length, data.size(), data.id(unknown[0])));
    }
}
