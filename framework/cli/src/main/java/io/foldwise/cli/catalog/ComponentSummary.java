package io.foldwise.cli.catalog;

import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.spi.ComponentDeclaration;

/**
 * A component in a line.
 *
 * @param kind such as {@code model}
 * @param name the value of {@code type} in an experiment file
 * @param plugin the class that declares it
 * @param component the class that implements it
 */
public record ComponentSummary(String kind, String name, String description, String plugin, String component) {

    public static ComponentSummary of(ComponentDeclaration declaration) {
        return new ComponentSummary(
                declaration.kind().label(),
                declaration.name(),
                ComponentCatalog.description(declaration),
                declaration.plugin().getName(),
                declaration.component().getName());
    }

    /** The plugin without its package. */
    public String shortPlugin() {
        return plugin.substring(plugin.lastIndexOf('.') + 1);
    }
}
