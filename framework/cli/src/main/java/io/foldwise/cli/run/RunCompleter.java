package io.foldwise.cli.run;

import io.foldwise.cli.board.Board;
import io.foldwise.cli.board.Progress;
import io.foldwise.cli.board.RunPlan;
import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.logging.LogFile;
import io.foldwise.cli.report.Report;
import io.foldwise.cli.report.RunReport;
import io.foldwise.cli.report.SweepReport;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.execution.ExecutionSettings;
import io.foldwise.engine.execution.Executor;
import io.foldwise.engine.execution.ExecutorFactory;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.WorkerLaunch;
import io.foldwise.engine.experiment.Experiment;
import io.foldwise.engine.records.RunLock;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.RunException;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.study.Study;
import io.foldwise.engine.sweep.Sweep;
import io.foldwise.engine.time.SteadyClock;
import io.foldwise.report.page.LivePage;
import io.foldwise.report.page.PageMaterial;
import io.foldwise.spi.Escapes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a run to its end: opens it, fits what is missing while a board shows how it goes, and reports what came out. */
public final class RunCompleter {

    private static final Logger LOGGER = LoggerFactory.getLogger("run");

    private final Console console;
    private final Supplier<LogFile> log;
    private final WorkerLaunch launch;
    private final Engine engine;

    /** @param launch starts a process that serves as a worker */
    public RunCompleter(Console console, Supplier<LogFile> log, WorkerLaunch launch, Engine engine) {
        this.engine = engine;
        this.console = console;
        this.log = log;
        this.launch = launch;
    }

    /** Tells what is odd about an experiment and does not keep it from running. */
    public void tell(List<Problem> notices, ExecutionChoice choice) {
        if (choice.progress() == Progress.EVENTS) {
            notices.forEach(notice -> say(notice.toString(), choice));
        } else {
            console.tell(notices);
        }
    }

    private void say(String text, ExecutionChoice choice) {
        console.progress()
                .println(
                        choice.progress() == Progress.EVENTS
                                ? Json.line(Map.of("event", "notice", "text", text))
                                : text);
    }

    private Study open(Callable<? extends Study> opening, ExecutionChoice choice) throws Exception {
        return choice.progress() == Progress.SHOWN
                ? Patience.during(console, "reading the data", opening)
                : opening.call();
    }

    /**
     * Completes a run.
     *
     * @param opening creates the run's folder, or finds it
     * @return the exit code
     */
    public int complete(Callable<? extends Study> opening, ExecutionChoice choice) throws Exception {
        Study study = open(opening, choice);
        return RunLock.during(study.run().folder(), () -> complete(study, choice, true, RunCompleter::report));
    }

    /**
     * As {@link #complete(Callable, ExecutionChoice)}, with another report in the end, and no tracker told of it: a run that is
     * trained again may be a stranger's, and so would be whom it tells.
     *
     * @param reporting reads what came of it
     */
    public int again(
            Callable<? extends Study> opening, ExecutionChoice choice, Function<? super Study, Report> reporting)
            throws Exception {
        Study study = open(opening, choice);
        return RunLock.during(study.run().folder(), () -> complete(study, choice, false, reporting));
    }

    private static Report report(Study study) {
        return study instanceof Sweep sweep ? SweepReport.of(sweep) : RunReport.of(study.run(), 0);
    }

    /**
     * Completes a run that was begun before. Nothing of it is read before it is sure that nobody else is at work on it.
     *
     * @return the exit code
     */
    public int resume(RunFolder folder, Callable<? extends Study> opening, ExecutionChoice choice) throws Exception {
        return RunLock.during(folder, () -> {
            Study study = open(opening, choice);
            choice.requirePossible(study.run().parts().experiment().execution());
            return complete(study, choice, true, RunCompleter::report);
        });
    }

    private int complete(
            Study study, ExecutionChoice choice, boolean tracked, Function<? super Study, Report> reporting)
            throws Exception {
        OpenRun run = study.run();
        Path folder = run.folder().path();
        try {
            writeLog(run.folder().log());
            fit(study, choice, tracked);
            Report report = reporting.apply(study);
            report.lines().stream().filter(line -> !line.isEmpty()).forEach(LOGGER::info);
            console.results().println(choice.json() ? Json.indented(report) : text(report));
            return ExitCode.DONE;
        } catch (RunException failed) {
            return failed(folder, failed.getMessage(), choice);
        } catch (StoreException failed) {
            String reason = failed.getMessage() + "\nwhat is finished is kept; put that right, and "
                    + run.folder().resume("goes on");
            return failed(folder, reason, choice);
        } catch (Exception | Error failed) { // said and, if it is unexpected, explained elsewhere
            LOGGER.error("the run ended early: {}", String.valueOf(failed.getMessage()));
            throw failed;
        }
    }

    private static String text(Report report) {
        return report.lines().stream().map(Escapes::line).collect(Collectors.joining("\n"));
    }

    private void writeLog(Path file) {
        try {
            log.get().writeTo(file);
        } catch (IOException e) {
            throw new StoreException("write", file, e);
        }
    }

    private int failed(Path folder, String reason, ExecutionChoice choice) {
        LOGGER.error(reason);
        say(reason, choice);
        console.results().println(choice.json() ? Json.indented(new Failure(folder, reason)) : folder);
        return ExitCode.FAILED;
    }

    /** What a machine reads of a run that failed. */
    private record Failure(Path run, String failure) {}

    private void fit(Study study, ExecutionChoice choice, boolean tracked) throws InterruptedException {
        OpenRun run = study.run();
        List<RunEvent> notices = new ArrayList<>();
        notices.addAll(run.notices());
        int missing = study.missing(notices::add);
        if (missing > 0) {
            run.requireSameKernels();
        }
        RunPlan plan = plan(study, choice, missing);
        Optional<LivePage> page = page(run, plan);
        try (Board board = Board.on(console, plan, choice.progress(), page);
                Followers followers = Followers.of(run, board, tracked);
                Executor executor = executor(run, choice, plan.workers(), followers)) {
            notices.forEach(board);
            Interruption.during(() -> study.complete(executor, board), () -> {
                executor.leave();
                sayGoodbye(board, run, page, choice);
                followers.leave();
            });
            page.ifPresent(shown -> PageMaterial.keep(run, engine.loader()));
            followers.finish();
        } finally {
            page.ifPresent(LivePage::conclude);
        }
    }

    private static Optional<LivePage> page(OpenRun run, RunPlan plan) {
        return run.parts().experiment().execution().page()
                ? Optional.of(new LivePage(
                        run.folder(), plan.primaryMetric(), plan.units(), plan.finished(), new SteadyClock()))
                : Optional.empty();
    }

    private void sayGoodbye(Board board, OpenRun run, Optional<LivePage> page, ExecutionChoice choice) {
        board.close();
        page.ifPresent(LivePage::conclude);
        String farewell =
                "interrupted; finished folds are kept, and " + run.folder().resume("goes on");
        LOGGER.warn(farewell);
        say(choice.progress() == Progress.EVENTS ? farewell : "\n" + farewell, choice);
    }

    private static RunPlan plan(Study study, ExecutionChoice choice, int missing) {
        OpenRun run = study.run();
        Experiment experiment = run.parts().experiment();
        int units = study.units();
        return new RunPlan(
                experiment.name(),
                run.folder().path().toString(),
                run.parts().scoring().primaryMetric(),
                units,
                units - missing,
                choice.workers(experiment.execution(), missing));
    }

    private Executor executor(OpenRun run, ExecutionChoice choice, int workers, Consumer<RunEvent> events) {
        ExecutionSettings settings = run.parts().experiment().execution();
        return choice.executor(settings)
                .open(new ExecutorFactory.Job(run.folder(), settings, workers, launch, run::work, events));
    }
}
