package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.logging.LogFile;
import io.foldwise.engine.execution.BlockedException;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.execution.UnitRunner;
import io.foldwise.engine.execution.UnitWork;
import io.foldwise.engine.execution.Worker;
import io.foldwise.engine.network.NativeLibraries;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.training.EpochReport;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code foldwise worker}: fits units of a run as a coordinator asks for them, over standard input and output. */
@Command(name = "worker", hidden = true, description = "Fit units of a run for another process.")
public final class WorkerCommand implements Callable<Integer> {

    private final Console console;
    private final Engine engine;
    private final Supplier<LogFile> log;

    @Mixin
    private RunFolderParameter folder;

    public WorkerCommand(Console console, Engine engine, Supplier<LogFile> log) {
        this.console = console;
        this.engine = engine;
        this.log = log;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintStream messages = console.results();
        System.setOut(console.progress()); // what libraries print must not stand between messages
        log.get().writeTo(console.progress());
        NativeLibraries.loadMeanwhile();
        UnitWork work = new OpenedWhenNeeded(folder.existing(), engine);
        new Worker(System.in, messages, () -> Runtime.getRuntime().halt(ExitCode.DONE)).serve(new UnitRunner(work));
        return ExitCode.DONE;
    }

    /** Reads the experiment and its data with the first unit, which says so if that fails: every other one would fail, too. */
    private static final class OpenedWhenNeeded implements UnitWork {

        private final RunFolder folder;
        private final Engine engine;
        private Optional<UnitWork> opened = Optional.empty();

        OpenedWhenNeeded(RunFolder folder, Engine engine) {
            this.folder = folder;
            this.engine = engine;
        }

        @Override
        public void fit(Unit unit, Consumer<EpochReport> progress) {
            if (opened.isEmpty()) {
                opened = Optional.of(open());
            }
            opened.get().fit(unit, progress);
        }

        @Override
        public Optional<String> culprit(Unit unit, Throwable thrown) {
            return opened.flatMap(work -> work.culprit(unit, thrown));
        }

        private UnitWork open() {
            try {
                return OpenRun.opened(folder, engine.loader());
            } catch (OutOfMemoryError e) {
                throw new BlockedException(
                        "a worker's memory is too small for the data (" + e.getMessage() + "): raise execution.heap",
                        e);
            } catch (RuntimeException | LinkageError e) {
                throw new BlockedException("a worker could not open the run: " + e.getMessage(), e);
            }
        }
    }
}
