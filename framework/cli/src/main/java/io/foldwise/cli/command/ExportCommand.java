package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.engine.experiment.EnvironmentRemarks;
import io.foldwise.engine.export.OnnxExport;
import io.foldwise.engine.export.RunExport;
import io.foldwise.engine.prediction.OutputFile;
import io.foldwise.engine.prediction.OutputFolder;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.report.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foldwise export}: a finished run in one file that predicts. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Put all that it takes to predict into one file: the ensemble's models, how samples are prepared,"
                + " post-processing, the task. No training data, no predictions.",
        footer = {
            "",
            "`foldwise predict FILE --input ... --output ...` predicts with it. The last line on standard output is the file,"
                    + " or with --onnx the folder."
        })
public final class ExportCommand implements Callable<Integer> {

    private final Console console;
    private final Engine engine;

    @Mixin
    private RunFolderParameter folder;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "the file to write; with --onnx, a new folder")
    private Path output;

    @Option(
            names = "--onnx",
            description =
                    "write each network of the ensemble as an ONNX model instead, for other runtimes: it reads prepared"
                            + " samples and gives logits")
    private boolean onnx;

    public ExportCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Override
    public Integer call() throws Exception {
        RunFolder run = folder.existing();
        if (onnx) {
            return writeNetworks(run);
        }
        OutputFile file = OutputFile.of(output);
        int files = RunExport.write(run, file, engine.loader());
        List<String> secrets = EnvironmentRemarks.secretsIn(WholeFile.read(run.resolved()));
        if (!secrets.isEmpty()) {
            console.progress()
                    .println("notice: the experiment's " + String.join(", ", secrets)
                            + " can be read in the file, by name a secret: do not pass it on");
        }
        console.progress().println(Words.count(files, "file") + ", " + Words.memory(Files.size(output)));
        console.results().println(output);
        return ExitCode.DONE;
    }

    private int writeNetworks(RunFolder run) throws IOException {
        List<Path> models = OnnxExport.write(run, OutputFolder.of(output), engine.loader());
        long bytes = 0;
        for (Path model : models) {
            bytes += Files.size(model);
        }
        console.progress().println(Words.count(models.size(), "network") + ", " + Words.memory(bytes));
        console.results().println(output);
        return ExitCode.DONE;
    }
}
