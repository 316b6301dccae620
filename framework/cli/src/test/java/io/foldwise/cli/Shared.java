package io.foldwise.cli;

import java.nio.file.Path;

/** What the experiments of tests share. */
public final class Shared {

    /** The first line of an experiment, wherever its file is. */
    public static final String INCLUDE =
            "include \"" + Path.of("src", "test", "resources", "shared.conf").toAbsolutePath() + "\"\n";

    private Shared() {}
}
