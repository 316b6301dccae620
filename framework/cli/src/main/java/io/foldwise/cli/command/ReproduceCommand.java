package io.foldwise.cli.command;

import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.report.ReproductionReport;
import io.foldwise.cli.run.ExecutionChoice;
import io.foldwise.cli.run.RunCompleter;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.study.FoldsStudy;
import io.foldwise.engine.study.OpenRun;
import io.foldwise.engine.study.RunRecords;
import io.foldwise.engine.study.SingleStudy;
import io.foldwise.engine.study.Study;
import io.foldwise.report.reproduce.Reproduction;
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
            "It is trained by the code that is installed now; where that is not the code of then, the classes that differ are named.",
            "The last line on standard output is the new folder. Exit code 1 says that something differs."
        })
public final class ReproduceCommand implements Callable<Integer> {

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

    @Option(names = "--trial", paramLabel = "N", description = "this trial of a sweep, from 0")
    private Optional<Integer> trial;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            defaultValue = "results",
            description = "where the new run folder is made (${DEFAULT-VALUE})")
    private Path results;

    public ReproduceCommand(Engine engine, RunCompleter completer) {
        this.engine = engine;
        this.completer = completer;
    }

    @Override
    public Integer call() throws Exception {
        RunFolder run = folder.existing();
        int number = trial(run);
        RunRecords records = RunRecords.of(run);
        records.requireOwnFormat();
        DataPlace place = data.place().orElseGet(records::place);
        Path file = PlainFile.exists(run.sweep()) ? run.trialExperiment(number) : run.resolved();
        LoadedExperiment experiment = engine.loader().reopen(file, place);
        records.requireSameData(experiment.parts());
        ExecutionChoice choice = execution.choice();
        completer.tell(experiment.notices(), choice);
        choice.requirePossible(experiment.parts().experiment().execution());
        ReproductionReport[] report = new ReproductionReport[1];
        int code = completer.again(() -> study(experiment), choice, study -> {
            report[0] = new ReproductionReport(compared(run, number, study.run()));
            return report[0];
        });
        return code == ExitCode.DONE && !report[0].equal() ? ExitCode.FAILED : code;
    }

    private int trial(RunFolder run) {
        boolean sweep = PlainFile.exists(run.sweep());
        if (sweep && trial.isEmpty()) {
            throw new RefusedException(run.path() + " is a sweep: say with --trial which trial to train again");
        }
        if (!sweep && trial.isPresent()) {
            throw new RefusedException(run.path() + " is no sweep, and has no trials");
        }
        int number = trial.orElse(0);
        if (sweep && !PlainFile.exists(run.trialExperiment(number))) {
            throw new RefusedException(run.path() + " has no trial " + number);
        }
        return number;
    }

    private Study study(LoadedExperiment experiment) {
        OpenRun again = OpenRun.create(experiment, results);
        return folds.isEmpty() ? new SingleStudy(again) : new FoldsStudy(again, folds);
    }

    private Reproduction compared(RunFolder original, int number, OpenRun again) {
        int first = again.parts().experiment().refit() ? RunFolder.ALL_SAMPLES : 0;
        List<Integer> trained = folds.isEmpty()
                ? IntStream.range(first, again.plan().folds().size()).boxed().toList()
                : folds;
        boolean whole = folds.isEmpty() && !PlainFile.exists(original.sweep());
        return Reproduction.of(original, number, again.folder(), trained, whole);
    }
}
