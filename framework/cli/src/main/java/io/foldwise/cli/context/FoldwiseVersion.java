package io.foldwise.cli.context;

import java.util.Optional;

/** The version as the build wrote it into the jar. */
public final class FoldwiseVersion {

    private FoldwiseVersion() {}

    public static String current() {
        return Optional.ofNullable(FoldwiseVersion.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
    }
}
