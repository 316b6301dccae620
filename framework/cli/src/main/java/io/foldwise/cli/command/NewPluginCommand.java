package io.foldwise.cli.command;

import io.foldwise.cli.catalog.ExamplePlace;
import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.scaffold.PluginScaffold;
import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.config.Problem;
import io.foldwise.spi.ComponentKind;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foldwise plugins new}: a plugin to begin with. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description =
                "Write a new plugin with a component that works: source, contract test and experiment, to be changed.")
public final class NewPluginCommand implements Callable<Integer> {

    private final Console console;
    private final Engine engine;

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "what the plugin offers: model, loss, metric, or any other kind of component")
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
        ComponentKind found = find(ExamplePlace.kinds());
        engine.plugins().catalog().find(found, name).ifPresent(other -> {
            throw new RefusedException("the " + kind + " " + name + " is there already, "
                    + other.component().getName());
        });
        PluginScaffold scaffold =
                new PluginScaffold(Path.of(System.getProperty("foldwise.home", "")), found, name, packageName);
        scaffold.write().forEach(file -> console.results().println(file));
        console.progress().println("""

                Now change %s, and then:
                  mvn -pl %s -am verify      builds it and runs its tests
                  ./foldwise check %s
                  ./foldwise run %s
                """.formatted(
                scaffold.component(), scaffold.plugin(), scaffold.experiment(), scaffold.experiment()).stripTrailing());
        return ExitCode.DONE;
    }

    private ComponentKind find(List<ComponentKind> kinds) {
        List<String> names = kinds.stream().map(ComponentKind::label).toList();
        return kinds.stream()
                .filter(each -> each.label().equals(kind))
                .findFirst()
                .orElseThrow(() -> {
                    String remedy = Problem.didYouMean(NearestNames.to(kind, names));
                    return new RefusedException("there is no kind of component '" + kind + "'; "
                            + (remedy.isEmpty() ? "kinds are " + String.join(", ", names) : remedy));
                });
    }
}
