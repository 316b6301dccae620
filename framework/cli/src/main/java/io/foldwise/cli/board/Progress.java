package io.foldwise.cli.board;

/** What is shown of a run while it goes on. */
public enum Progress {
    /** A board on a terminal, lines elsewhere. */
    SHOWN,
    /** What fails, and what the user should know. */
    QUIET,
    /** A line of JSON for each event. */
    EVENTS
}
