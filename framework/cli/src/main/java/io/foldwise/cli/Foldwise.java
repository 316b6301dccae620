package io.foldwise.cli;

import io.foldwise.cli.command.CheckCommand;
import io.foldwise.cli.command.CompareCommand;
import io.foldwise.cli.command.CoreTypeCommand;
import io.foldwise.cli.command.DescribePluginCommand;
import io.foldwise.cli.command.DoctorCommand;
import io.foldwise.cli.command.EnsembleCommand;
import io.foldwise.cli.command.ExplainCommand;
import io.foldwise.cli.command.ExportCommand;
import io.foldwise.cli.command.ListPluginsCommand;
import io.foldwise.cli.command.NewPluginCommand;
import io.foldwise.cli.command.PluginsCommand;
import io.foldwise.cli.command.PredictCommand;
import io.foldwise.cli.command.PreviewCommand;
import io.foldwise.cli.command.RemoveRunsCommand;
import io.foldwise.cli.command.ReportCommand;
import io.foldwise.cli.command.ReproduceCommand;
import io.foldwise.cli.command.ResumeCommand;
import io.foldwise.cli.command.RunCommand;
import io.foldwise.cli.command.RunsCommand;
import io.foldwise.cli.command.ShiftCommand;
import io.foldwise.cli.command.SweepCommand;
import io.foldwise.cli.command.WorkerCommand;
import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.FoldwiseVersion;
import io.foldwise.cli.logging.LogFile;
import io.foldwise.cli.run.RunCompleter;
import io.foldwise.engine.blas.TrialProcess;
import io.foldwise.engine.config.UserPath;
import io.foldwise.engine.execution.WorkerLaunch;
import java.io.File;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands together. */
public final class Foldwise {

    private final CommandLine commands;
    private final Failures failures;

    public Foldwise(Console console, Engine engine, Supplier<LogFile> log) {
        failures = new Failures(console, log);
        RunCompleter completer =
                new RunCompleter(console, log, workers(System.getProperty("foldwise.home", "")), engine);
        TrialProcess trials = CoreTypeCommand.trials(Main.class);
        commands = new CommandLine(new Root())
                .addSubcommand(withPlugins(engine, new CheckCommand(console, engine)))
                .addSubcommand(withPlugins(engine, new ShiftCommand(console, engine)))
                .addSubcommand(withPlugins(engine, new PreviewCommand(console, engine)))
                .addSubcommand(withPlugins(engine, new RunCommand(engine, completer)))
                .addSubcommand(withPlugins(engine, new SweepCommand(engine, completer)))
                .addSubcommand(withPlugins(engine, new ResumeCommand(engine, completer)))
                .addSubcommand(withPlugins(engine, new EnsembleCommand(console, engine)))
                .addSubcommand(withPlugins(engine, new PredictCommand(console, engine)))
                .addSubcommand(withPlugins(engine, new ExplainCommand(console, engine)))
                .addSubcommand(withPlugins(engine, new ReproduceCommand(console, engine, completer)))
                .addSubcommand(withPlugins(engine, new ExportCommand(console, engine)))
                .addSubcommand(withPlugins(engine, new CompareCommand(console, engine)))
                .addSubcommand(new CommandLine(new RunsCommand(console)).addSubcommand(new RemoveRunsCommand(console)))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(new CommandLine(new PluginsCommand())
                        .addSubcommand(withPlugins(engine, new ListPluginsCommand(console, engine)))
                        .addSubcommand(withPlugins(engine, new DescribePluginCommand(console, engine)))
                        .addSubcommand(withPlugins(engine, new NewPluginCommand(console, engine))))
                .addSubcommand(new DoctorCommand(console, trials))
                .addSubcommand(new CoreTypeCommand(console, trials))
                .addSubcommand(new WorkerCommand(console, engine, log))
                .setOut(new PrintWriter(console.results(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.progress(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setAbbreviatedSubcommandsAllowed(false)
                .registerConverter(Path.class, Foldwise::path)
                .setParameterExceptionHandler(Foldwise::explain)
                .setExecutionExceptionHandler((failure, command, parsed) -> failures.report(failure));
    }

    /** A command that also takes a plugin path. */
    private static CommandLine withPlugins(Engine engine, Object command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec()
                .addOption(OptionSpec.builder(InstalledPlugins.OPTION)
                        .paramLabel("PATH")
                        .type(String.class)
                        .description("jars of further plugins, or folders of jars, with '" + File.pathSeparator
                                + "' between them, instead of FOLDWISE_PLUGINS and conf/plugins")
                        .setter(new ISetter() {
                            @Override
                            @SuppressWarnings("unchecked")
                            public <T> T set(T path) {
                                if (path != null) {
                                    engine.pluginPath((String) path);
                                }
                                return path;
                            }
                        })
                        .build());
        return line;
    }

    /** @return the exit code */
    public int execute(String... arguments) {
        try {
            return commands.execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
        } catch (Error fatal) { // a backend that does not load, say, or too little memory
            return failures.report(fatal);
        }
    }

    /** @param home Foldwise's own folder; without one its workers let the Java machine optimise what it wants */
    static WorkerLaunch workers(String home) {
        List<String> entry = new ArrayList<>();
        Path compiler = Path.of(home, "conf", "jvm", "worker-compiler.json");
        if (Files.isRegularFile(compiler)) {
            entry.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:CompilerDirectivesFile=" + compiler));
        }
        entry.addAll(List.of(
                "-Dfoldwise.home=" + home,
                "-Dfoldwise.backend=" + System.getProperty("foldwise.backend", "cpu"),
                Main.class.getName(),
                "worker"));
        return new WorkerLaunch(entry);
    }

    /** A shell does not expand a {@code ~} behind {@code --output=} or in quotes, and folders of that name helped nobody. */
    private static Path path(String text) {
        if (UserPath.unexpanded(text)) {
            throw new TypeConversionException("'" + text + "': " + UserPath.REMEDY);
        }
        return Path.of(text);
    }

    private static int explain(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("foldwise: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("`" + command.getCommandSpec().qualifiedName() + " --help` tells how it is used");
        return ExitCode.REFUSED;
    }

    @Command(
            name = "foldwise",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            header = "Cross-validated experiments for Deeplearning4j: from one file to a validated submission.",
            synopsisSubcommandLabel = "COMMAND",
            footer = {
                "",
                "Results go to standard output, progress to standard error.",
                "Exit codes: 0 done, 1 it failed, 2 the request was wrong (usage, configuration, data).",
                "Environment: FOLDWISE_BACKEND=cpu|cuda|cuda-ptx, FOLDWISE_JAVA_OPTS, FOLDWISE_PLUGINS."
            })
    private static final class Root {}

    /** The version as the build wrote it into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Foldwise " + FoldwiseVersion.current()};
        }
    }
}
