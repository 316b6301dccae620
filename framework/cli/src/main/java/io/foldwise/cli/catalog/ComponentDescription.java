package io.foldwise.cli.catalog;

import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.spi.ComponentDeclaration;
import java.util.ArrayList;
import java.util.List;

/**
 * All there is to know to use a component.
 *
 * @param example a block for an experiment file
 */
public record ComponentDescription(ComponentSummary summary, List<ParameterRow> parameters, List<String> example)
        implements CatalogEntry {

    public static ComponentDescription of(ComponentDeclaration declaration, ComponentCatalog catalog) {
        return new ComponentDescription(
                ComponentSummary.of(declaration),
                ParameterRow.of(ComponentCatalog.parameters(declaration.component())),
                new ExampleBlock(catalog).lines(declaration));
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(summary.kind() + " " + summary.name());
        if (!summary.description().isEmpty()) {
            lines.add("  " + summary.description());
        }
        lines.add("  " + summary.component() + ", of " + summary.shortPlugin());
        lines.add("");
        if (parameters.isEmpty()) {
            lines.add("  It has no parameters.");
        } else {
            ParameterRow.table(parameters).forEach(line -> lines.add("  " + line));
        }
        lines.add("");
        example.forEach(line -> lines.add("  " + line));
        return lines;
    }
}
