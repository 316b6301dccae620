package io.foldwise.cli.command;

import picocli.CommandLine.Command;

/** {@code foldwise plugins}: the components that experiment files can name, and new ones. */
@Command(
        name = "plugins",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Show what plugins offer, or begin a new plugin.")
public final class PluginsCommand {}
