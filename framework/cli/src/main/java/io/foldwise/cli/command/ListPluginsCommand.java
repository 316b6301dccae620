package io.foldwise.cli.command;

import io.foldwise.cli.catalog.ComponentSummary;
import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.report.TextTable;
import io.foldwise.engine.store.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code foldwise plugins list}: every component of every plugin. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "List the components of all plugins.")
public final class ListPluginsCommand implements Callable<Integer> {

    /** Columns of the narrowest terminal that people use. */
    private static final int TERMINAL = 80;

    private final Console console;
    private final Engine engine;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    public ListPluginsCommand(Console console, Engine engine) {
        this.console = console;
        this.engine = engine;
    }

    @Override
    public Integer call() {
        List<ComponentSummary> components = engine.plugins().catalog().declarations().stream()
                .map(ComponentSummary::of)
                .toList();
        if (json) {
            console.results().println(Json.indented(components));
        } else {
            TextTable table = TextTable.ofWords("kind", "name", "plugin", "description");
            components.forEach(component ->
                    table.row(component.kind(), component.name(), component.shortPlugin(), component.description()));
            table.lines(TERMINAL).forEach(console.results()::println);
        }
        return ExitCode.DONE;
    }
}
