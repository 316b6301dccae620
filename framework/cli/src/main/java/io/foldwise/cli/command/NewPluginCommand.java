package io.foldwise.cli.command;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.scaffold.ModelScaffold;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.model.Model;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foldwise plugins new}: a plugin to begin with. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description =
                "Write a new plugin with a model that works: source, contract test and experiment, to be changed.")
public final class NewPluginCommand implements Callable<Integer> {

    private final Console console;
    private final Engine engine;

    @Parameters(index = "0", paramLabel = "KIND", description = "what the plugin offers: model")
    private String kind;

    @Parameters(index = "1", paramLabel = "NAME", description = "its name in experiment files, such as tiny-cnn")
    private String name;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            defaultValue = "",
            description = "of the Java classes (io.foldwise.plugin.NAME)")
    private String packageName;

    public NewPluginCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Override
    public Integer call() {
        if (!kind.equals("model")) {
            throw new RefusedException("there is a pattern for a model only, not for '" + kind
                    + "'; docs/plugin-guide.md shows how to write other components");
        }
        engine.plugins().catalog().find(ComponentKind.of(Model.class), name).ifPresent(other -> {
            throw new RefusedException("there is a model " + name + " already, "
                    + other.component().getName());
        });
        ModelScaffold scaffold = new ModelScaffold(Path.of(System.getProperty("foldwise.home", "")), name, packageName);
        scaffold.write().forEach(file -> console.results().println(file));
        console.progress().println("""

                Now change %s, and then:
                  mvn -pl %s -am verify      builds it and runs its contract test
                  ./foldwise check %s
                  ./foldwise run %s
                """.formatted(
                scaffold.model(), scaffold.plugin(), scaffold.experiment(), scaffold.experiment()).stripTrailing());
        return ExitCode.DONE;
    }
}
