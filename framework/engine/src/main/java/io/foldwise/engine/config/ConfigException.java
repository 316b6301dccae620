package io.foldwise.engine.config;

import java.util.List;

/** An experiment that cannot run as it is written. The message is the whole report, every line of it a problem. */
public final class ConfigException extends RuntimeException {

    private final transient List<Problem> problems;

    public ConfigException(List<Problem> problems) {
        super(report(problems).toString());
        this.problems = report(problems).problems();
    }

    public ConfigException(Problem problem) {
        this(List.of(problem));
    }

    /** By file and line. */
    public List<Problem> problems() {
        return problems;
    }

    private static ProblemReport report(List<Problem> problems) {
        ProblemReport report = new ProblemReport();
        report.addAll(problems);
        return report;
    }
}
