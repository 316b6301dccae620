package io.foldwise.cli.catalog;

import java.util.List;

/** What {@code plugins describe} tells of a name. Also written as JSON, so its parts are named for machines. */
public sealed interface CatalogEntry permits BlockDescription, ComponentDescription {

    /** The entry for people. */
    List<String> lines();
}
