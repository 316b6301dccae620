package io.foldwise.cli.command;

import io.foldwise.cli.Console;
import io.foldwise.cli.Engine;
import io.foldwise.cli.ExitCode;
import io.foldwise.cli.RefusedException;
import io.foldwise.cli.catalog.ComponentDescription;
import io.foldwise.cli.report.JsonText;
import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.config.Problem;
import io.foldwise.spi.ComponentDeclaration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foldwise plugins describe}: how a component is used. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Show a component's parameters, and an example of its block in an experiment file.")
public final class DescribePluginCommand implements Callable<Integer> {

    private final Console console;
    private final Engine engine;

    @Parameters(paramLabel = "NAME", description = "the component's name; if several kinds use it, all are shown")
    private String name;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    public DescribePluginCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Override
    public Integer call() {
        ComponentCatalog catalog = engine.plugins().catalog();
        List<ComponentDescription> found = catalog.declarations().stream()
                .filter(declaration -> declaration.name().equals(name))
                .map(declaration -> ComponentDescription.of(declaration, catalog))
                .toList();
        if (found.isEmpty()) {
            throw new RefusedException(unknown(catalog));
        }
        if (json) {
            console.results().println(JsonText.of(found));
        } else {
            for (int i = 0; i < found.size(); i++) {
                console.results().print(i == 0 ? "" : "\n");
                found.get(i).lines().forEach(console.results()::println);
            }
        }
        return ExitCode.DONE;
    }

    private String unknown(ComponentCatalog catalog) {
        List<String> names = catalog.declarations().stream()
                .map(ComponentDeclaration::name)
                .distinct()
                .toList();
        String remedy = Problem.didYouMean(NearestNames.to(name, names));
        return "no plugin offers '" + name + "'; "
                + (remedy.isEmpty() ? "`foldwise plugins list` shows what there is" : remedy);
    }
}
