package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.report.ReproductionReport;
import io.foldwise.cli.run.EarlierFoldwise;
import io.foldwise.cli.run.ExecutionChoice;
import io.foldwise.cli.run.RunCompleter;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.provenance.Provenance;
import io.foldwise.engine.records.RunRecords;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.study.FoldsStudy;
import io.foldwise.engine.study.SingleStudy;
import io.foldwise.engine.study.Study;
import io.foldwise.engine.sweep.Sweep;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.engine.wiring.PluginPath;
import io.foldwise.report.reading.PlainConfig;
import io.foldwise.report.reproduce.Reproduction;
import io.foldwise.report.reproduce.Reproduction.Retrained;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foldwise reproduce}: a run, trained again from its record. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description =
                "Train a run again from its record into a new folder, and say what is equal to the byte, what differs, and why it may.",
        footer = {
            "",
            "It is trained by the code that is installed now, or with --at-commit by that of then. Where they differ, the classes"
                    + " that do are named. Of a sweep, as many trials are tried as it has, however long that takes.",
            "The last line on standard output is the new folder. Exit code 1 says that something differs."
        })
public final class ReproduceCommand implements Callable<Integer> {

    /** More than any run has: what is there is looked for. */
    private static final int MOST_FOLDS = 1000;

    private final Console console;
    private final Engine engine;
    private final RunCompleter completer;

    @Mixin
    private RunFolderParameter folder;

    @Mixin
    private DataDirectory data;

    @Mixin
    private ExecutionOptions execution;

    @Option(names = "--fold", paramLabel = "N", description = "this fold alone, from 0; may be given several times")
    private List<Integer> folds = new ArrayList<>();

    @Option(names = "--trial", paramLabel = "N", description = "this trial of a sweep alone, from 0")
    private Optional<Integer> trial;

    @Option(
            names = "--at-commit",
            description =
                    "train with Foldwise as it was at the commit that the run's record names: it is checked out below"
                            + " target/earlier, and built there")
    private boolean atCommit;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "where the new run folder is made (${DEFAULT-VALUE})")
    private Path results;

    public ReproduceCommand(Console console, Engine engine, RunCompleter completer) {
        this.console = console;
        this.engine = engine;
        this.completer = completer;
    }

    @Override
    public Integer call() throws Exception {
        RunFolder run = folder.existing();
        requirePossible(run);
        return atCommit ? withCodeOfThen(run) : withCodeOfNow(run);
    }

    private void requirePossible(RunFolder run) {
        if (trial.isPresent() && !sweep(run)) {
            throw new RefusedException(run.path() + " is no sweep, and has no trials");
        }
        if (trial.isPresent() && !PlainFile.exists(run.trialExperiment(trial.get()))) {
            throw new RefusedException(run.path() + " has no trial " + trial.get());
        }
        if (whole(run) && !folds.isEmpty()) {
            throw new RefusedException(run.path() + " is a sweep: say with --trial whose folds to train again");
        }
        if (!folds.isEmpty() && PlainFile.exists(run.split())) {
            requireFolds(SplitPlan.count(run.split()));
        }
        if (atCommit && (whole(run) || !folds.isEmpty() || data.place().isPresent())) {
            throw new RefusedException(
                    "--at-commit trains a run or a sweep's --trial again, with all folds, and its data where"
                            + " it was: earlier code may know no other way");
        }
    }

    private void requireFolds(int count) {
        folds.stream().filter(fold -> fold < 0 || fold >= count).findFirst().ifPresent(fold -> {
            throw new RefusedException("there is no fold " + fold + ": the folds are 0 to " + (count - 1));
        });
    }

    private static boolean sweep(RunFolder run) {
        return PlainFile.exists(run.sweep());
    }

    private boolean whole(RunFolder run) {
        return sweep(run) && trial.isEmpty();
    }

    private Path experiment(RunFolder run) {
        return trial.map(run::trialExperiment).orElse(run.resolved());
    }

    private int withCodeOfNow(RunFolder run) throws Exception {
        RunRecords records = RunRecords.of(run);
        records.requireOwnFormat();
        DataPlace place = data.place().orElseGet(records::place);
        LoadedExperiment experiment = engine.loader().reopen(experiment(run), place);
        records.requireSameData(experiment.parts());
        ExecutionChoice choice = execution.choice();
        completer.tell(experiment.notices(), choice);
        choice.requirePossible(experiment.parts().experiment().execution());
        ReproductionReport[] report = new ReproductionReport[1];
        int code = completer.again(() -> study(run, experiment), choice, study -> {
            report[0] = new ReproductionReport(compared(run, study.run()));
            return report[0];
        });
        return code == ExitCode.DONE && !report[0].equal() ? ExitCode.FAILED : code;
    }

    private Study study(RunFolder run, LoadedExperiment experiment) {
        if (whole(run)) {
            return Sweep.like(run, experiment, results, engine.loader());
        }
        OpenRun again = OpenRun.create(experiment, results);
        return folds.isEmpty() ? new SingleStudy(again) : new FoldsStudy(again, folds);
    }

    private Reproduction compared(RunFolder original, OpenRun again) {
        int first = again.parts().experiment().refit() ? RunFolder.ALL_SAMPLES : 0;
        List<Integer> trained = folds.isEmpty()
                ? IntStream.range(first, again.plan().folds().size()).boxed().toList()
                : folds;
        return compared(original, again.folder(), trained);
    }

    private Reproduction compared(RunFolder original, RunFolder again, List<Integer> trained) {
        List<Retrained> units = new ArrayList<>();
        int trials = 0;
        while (whole(original) ? PlainFile.exists(original.trialRecord(trials)) : trials == 0) {
            for (int fold : trained) {
                units.add(new Retrained(trial.orElse(trials), fold, again.unit(trials, fold)));
            }
            trials++;
        }
        return Reproduction.of(original, again, units, folds.isEmpty() && trial.isEmpty());
    }

    private int withCodeOfThen(RunFolder run) throws Exception {
        Provenance provenance = SealedRecord.read(run.provenance(), Provenance.class, "restore it from a copy");
        String experiment = PlainConfig.withoutSubstitutions(WholeFile.read(experiment(run)), "tracking");
        if (!provenance.uncommitted().file().isEmpty()) {
            console.progress()
                    .println("the run was trained with changes that were not committed; they are left out here: see "
                            + run.uncommitted());
        }
        engine.plugins(); // so that their path is in use
        EarlierFoldwise earlier =
                EarlierFoldwise.at(console, Path.of(System.getProperty("foldwise.home", "")), provenance.commit());
        Optional<Path> trained =
                earlier.run(experiment, results, execution.choice().workers(), PluginPath.inUse());
        if (trained.isEmpty()) {
            return ExitCode.FAILED;
        }
        RunFolder again = new RunFolder(trained.get());
        List<Integer> units = IntStream.range(RunFolder.ALL_SAMPLES, MOST_FOLDS)
                .filter(fold -> run.unit(trial.orElse(0), fold).exists())
                .boxed()
                .toList();
        ReproductionReport report = new ReproductionReport(compared(run, again, units));
        console.results()
                .println(execution.choice().json() ? Json.indented(report) : String.join("\n", report.lines()));
        return report.equal() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
