package io.foldwise.cli.command;

import io.foldwise.engine.store.RunRemarks;
import io.foldwise.engine.study.Study;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the user says of a run, to find it again. */
final class RemarkOptions {

    @Option(
            names = "--tag",
            paramLabel = "WORD",
            description = "a word to find the run by with `foldwise runs`; may be given several times")
    private List<String> tags = new ArrayList<>();

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "a sentence that `foldwise runs` shows")
    private String note;

    /** Keeps them in the folder of a run that has just begun. */
    <T extends Study> T of(T begun) {
        new RunRemarks(tags, note).write(begun.run().folder());
        return begun;
    }
}
