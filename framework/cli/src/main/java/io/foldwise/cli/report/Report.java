package io.foldwise.cli.report;

import java.util.List;

/** What is told of a run that is complete. Also written as JSON, so its parts are named for machines. */
public interface Report {

    /** The report for people; its last line is the run's folder. */
    List<String> lines();
}
