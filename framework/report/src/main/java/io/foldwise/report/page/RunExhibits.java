package io.foldwise.report.page;

import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.prediction.HeldOutExplainer.HeldOut;
import io.foldwise.engine.study.OpenRun;
import io.foldwise.engine.study.TaskRecord;
import io.foldwise.report.exhibit.ExhibitWriter;
import io.foldwise.report.reading.RunReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps in a run's folder what its worst samples look like, and what it was trained on, while its data is at hand. */
public final class RunExhibits {

    private static final Logger LOGGER = LoggerFactory.getLogger("page");

    private RunExhibits() {}

    /** Of a run that is scored. What cannot be drawn is said in the log, and is missing on the page. */
    public static void keep(OpenRun run, ExperimentLoader loader) {
        try {
            RunReading reading = RunReading.of(run.folder().path());
            RunFacts facts = RunFacts.of(reading, Optional.empty());
            Map<String, HeldOut> worst = new LinkedHashMap<>();
            reading.task()
                    .map(TaskRecord::heads)
                    .orElse(List.of())
                    .forEach(head -> WorstSamples.of(facts, head, WorstBlock.MOST)
                            .ifPresent(found -> found.samples().stream()
                                    .filter(sample -> sample.fold() >= 0)
                                    .forEach(sample -> worst.putIfAbsent(
                                            sample.id(), new HeldOut(sample.id(), sample.fold(), sample.error())))));
            new ExhibitWriter(run, loader, reading.reported()).write(List.copyOf(worst.values()));
        } catch (RuntimeException failed) {
            LOGGER.warn("samples could not be drawn: {}", String.valueOf(failed.getMessage()));
        }
    }
}
