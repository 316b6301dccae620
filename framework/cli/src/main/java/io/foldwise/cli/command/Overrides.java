package io.foldwise.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that overrides keys of an experiment file. */
final class Overrides {

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "override a key of the file, such as trainer.epochs=3; may be given several times")
    private List<String> settings = new ArrayList<>();

    List<String> settings() {
        return List.copyOf(settings);
    }
}
