package io.foldwise.engine.experiment;

import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.execution.ExecutionSettings;
import io.foldwise.engine.execution.InstalledExecutors;
import java.util.List;

/** Checks whether an experiment can be executed as it asks: by an executor that there is, within the machine's limits. */
record ExecutionCheck(MachineLimits machine, Report report) {

    private static final String BLOCK = "execution.";

    void check(ExecutionSettings settings) {
        List<String> names = InstalledExecutors.names();
        String name = settings.executor();
        if (!names.contains(name)) {
            String nearest = Problem.didYouMean(NearestNames.to(name, names));
            String all = "the executors are " + String.join(", ", names);
            report.add(
                    BLOCK + "executor",
                    "there is no executor '" + name + "'",
                    nearest.isEmpty() ? all : nearest + " " + all);
        }
        machine.problems(settings).forEach((key, message) -> report.add(BLOCK + key, message, ""));
    }
}
