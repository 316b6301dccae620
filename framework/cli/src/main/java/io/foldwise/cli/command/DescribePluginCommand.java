package io.foldwise.cli.command;

import io.foldwise.cli.catalog.BlockDescription;
import io.foldwise.cli.catalog.CatalogEntry;
import io.foldwise.cli.catalog.ComponentDescription;
import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.store.Json;
import io.foldwise.spi.ComponentDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foldwise plugins describe}: how a component, or a block of an experiment file, is used. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Show the parameters of a component, with an example, or of a block of an experiment file.")
public final class DescribePluginCommand implements Callable<Integer> {

    private final Console console;
    private final Engine engine;

    @Parameters(
            paramLabel = "NAME",
            description =
                    "a component's name (if several kinds use it, all are shown), `experiment` for the top level of an"
                            + " experiment file, or a block there, such as `trainer`")
    private String name;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    public DescribePluginCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Override
    public Integer call() {
        List<CatalogEntry> found = find(engine.plugins().catalog());
        if (json) {
            console.results().println(Json.indented(found));
        } else {
            for (int i = 0; i < found.size(); i++) {
                console.results().print(i == 0 ? "" : "\n");
                found.get(i).lines().forEach(console.results()::println);
            }
        }
        return ExitCode.DONE;
    }

    private List<CatalogEntry> find(ComponentCatalog catalog) {
        List<BlockDescription> blocks = BlockDescription.all();
        List<CatalogEntry> found = new ArrayList<>();
        blocks.stream().filter(block -> block.name().equals(name)).forEach(found::add);
        catalog.declarations().stream()
                .filter(declaration -> declaration.name().equals(name))
                .map(declaration -> ComponentDescription.of(declaration, catalog))
                .forEach(found::add);
        if (found.isEmpty()) {
            throw new RefusedException(
                    unknown(catalog, blocks.stream().map(BlockDescription::name).toList()));
        }
        return found;
    }

    private String unknown(ComponentCatalog catalog, List<String> blocks) {
        List<String> names = Stream.concat(
                        blocks.stream(), catalog.declarations().stream().map(ComponentDeclaration::name))
                .distinct()
                .toList();
        String remedy = Problem.didYouMean(NearestNames.to(name, names));
        return "no plugin offers '" + name + "', and no block of an experiment is called so; "
                + (remedy.isEmpty()
                        ? "`foldwise plugins list` shows the components; blocks are " + String.join(", ", blocks)
                        : remedy);
    }
}
