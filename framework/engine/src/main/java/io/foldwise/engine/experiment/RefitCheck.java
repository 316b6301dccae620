package io.foldwise.engine.experiment;

import io.foldwise.spi.training.Schedule;

/**
 * What does not go with one more network that is trained on all samples.
 *
 * @param begins whether the experiment is to be run from its beginning: a run that goes on keeps what it asked for
 */
record RefitCheck(Experiment experiment, boolean begins, Report report) {

    private static final String KEY = "refit";

    void stages() {
        if (!experiment.refit()) {
            return;
        }
        if (experiment.trainingStages().size() > 1) {
            report.add(
                    KEY,
                    "trains one stage, and there are "
                            + experiment.trainingStages().size(),
                    "take it out");
        }
        boolean fromFolds = experiment.trainingStages().stream()
                .flatMap(stage -> stage.start().stream())
                .flatMap(start -> start.weights().stream())
                .anyMatch(weights -> weights.run().isPresent() && weights.fold().isEmpty());
        if (fromFolds) {
            report.add(KEY, "has no fold of the run that training starts from", "name one: start.weights.fold");
        }
    }

    /** @param name what experiment files call the schedule */
    void schedule(String name, Schedule schedule) {
        boolean refits = experiment.refit() && experiment.search().isEmpty();
        if (begins && refits && schedule.followsLosses()) {
            report.add(
                    KEY,
                    "trains on all samples, so that none validates, and schedule " + name
                            + " waits for validation losses: its rate would never fall",
                    "take it out, or another schedule");
        }
    }
}
