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
import io.foldwise.cli.command.RehearseCommand;
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
import io.foldwise.engine.config.UserPath;
import io.foldwise.engine.execution.WorkerLaunch;
import java.io.File;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final Console console;
    private final Engine engine;
    private final Supplier<LogFile> log;
    private final Failures failures;

    public Foldwise(Console console, Engine engine, Supplier<LogFile> log) {
        this.console = console;
        this.engine = engine;
        this.log = log;
        this.failures = new Failures(console, log, engine::plugins);
    }

    /** The command that is asked for, or all where it is none: making each of them takes longer than most take to be done. */
    private CommandLine commands(String asked) {
        Map<String, Supplier<Object>> all = commands();
        CommandLine root = new CommandLine(new Root());
        all.forEach((name, command) -> {
            if (name.equals(asked) || !all.containsKey(asked)) {
                root.addSubcommand(name, command.get());
            }
        });
        return root.setOut(new PrintWriter(console.results(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.progress(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setAbbreviatedSubcommandsAllowed(false)
                .registerConverter(Path.class, Foldwise::path)
                .setParameterExceptionHandler(Foldwise::explain)
                .setExecutionExceptionHandler((failure, command, parsed) -> failures.report(failure));
    }

    /** All commands by name, in the order of the help. */
    private Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("check", () -> withPlugins(new CheckCommand(console, engine)));
        all.put("shift", () -> withPlugins(new ShiftCommand(console, engine)));
        all.put("preview", () -> withPlugins(new PreviewCommand(console, engine)));
        all.put("run", () -> withPlugins(new RunCommand(engine, completer())));
        all.put("sweep", () -> withPlugins(new SweepCommand(engine, completer())));
        all.put("resume", () -> withPlugins(new ResumeCommand(engine, completer())));
        all.put("ensemble", () -> withPlugins(new EnsembleCommand(console, engine)));
        all.put("predict", () -> withPlugins(new PredictCommand(console, engine)));
        all.put("explain", () -> withPlugins(new ExplainCommand(console, engine)));
        all.put("reproduce", () -> withPlugins(new ReproduceCommand(console, engine, completer())));
        all.put("export", () -> withPlugins(new ExportCommand(console, engine)));
        all.put("compare", () -> withPlugins(new CompareCommand(console, engine)));
        all.put("runs", () -> new CommandLine(new RunsCommand(console)).addSubcommand(new RemoveRunsCommand(console)));
        all.put("report", () -> new ReportCommand(console));
        all.put(
                "plugins",
                () -> new CommandLine(new PluginsCommand())
                        .addSubcommand(withPlugins(new ListPluginsCommand(console, engine)))
                        .addSubcommand(withPlugins(new DescribePluginCommand(console, engine)))
                        .addSubcommand(withPlugins(new NewPluginCommand(console, engine))));
        all.put("doctor", () -> new DoctorCommand(console, CoreTypeCommand.trials(Main.class)));
        all.put("core-type", () -> new CoreTypeCommand(console, CoreTypeCommand.trials(Main.class)));
        all.put(
                "rehearse",
                () -> new RehearseCommand(arguments -> new Foldwise(console, engine, log).execute(arguments)));
        all.put("worker", () -> new WorkerCommand(console, engine, log));
        return all;
    }

    private RunCompleter completer() {
        return new RunCompleter(console, log, workers(System.getProperty("foldwise.home", "")), engine);
    }

    /** A command that also takes a plugin path. */
    private CommandLine withPlugins(Object command) {
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
            return arguments.length == 0
                    ? commands("").execute("--help")
                    : commands(arguments[0]).execute(arguments);
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
        String classes = System.getProperty(InstalledPlugins.ARCHIVE, "");
        if (!classes.isEmpty()) {
            entry.addAll(List.of(
                    "-XX:SharedArchiveFile=" + classes,
                    "-Xlog:cds*=off",
                    "-D" + InstalledPlugins.ARCHIVE + "=" + classes));
        }
        entry.addAll(List.of(
                "-Dguice_bytecode_gen_option=DISABLED",
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
                "Exit codes: 0 done, 1 it failed, 2 the request was wrong (usage, configuration, data), 130 interrupted.",
                "Environment: FOLDWISE_BACKEND=cpu|cuda|cuda-ptx, FOLDWISE_JAVA_OPTS (options of the coordinator's JVM),"
                        + " FOLDWISE_BUILD_OPTS (of Maven), FOLDWISE_PLUGINS (jars and folders of plugins)."
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
