package io.foldwise.cli.context;

/** How the program ends. */
public final class ExitCode {

    /** What was asked for is done. */
    public static final int DONE = 0;

    /** It was tried, and did not succeed. */
    public static final int FAILED = 1;

    /** The request was wrong (usage, configuration, data), and nothing was tried. */
    public static final int REFUSED = 2;

    /** The user pressed Ctrl-C. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
