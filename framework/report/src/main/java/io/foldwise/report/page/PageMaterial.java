package io.foldwise.report.page;

import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.prediction.HeldOutExplainer.HeldOut;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.TaskRecord;
import io.foldwise.report.exhibit.ExhibitWriter;
import io.foldwise.report.reading.RunReading;
import io.foldwise.report.shift.MeasuredShift;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps in a run's folder what its page tells of the data, while that is at hand. */
public final class PageMaterial {

    private static final Logger LOGGER = LoggerFactory.getLogger("page");

    /** More samples are not compared by the way. */
    private static final int MOST_COMPARED = 15_000;

    private PageMaterial() {}

    /** Of a run that is scored. What cannot be told is said in the log, and is missing on the page. */
    public static void keep(OpenRun run, ExperimentLoader loader) {
        attempt("samples could not be drawn", () -> draw(run, loader));
        attempt("training and test samples could not be compared", () -> compare(run));
    }

    private static void attempt(String failure, Runnable keeping) {
        try {
            keeping.run();
        } catch (RuntimeException failed) {
            LOGGER.warn("{}: {}", failure, String.valueOf(failed.getMessage()));
        }
    }

    private static void draw(OpenRun run, ExperimentLoader loader) {
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
    }

    private static void compare(OpenRun run) {
        run.data()
                .test()
                .filter(test -> run.data().train().size() + test.size() <= MOST_COMPARED)
                .flatMap(test -> MeasuredShift.of(run.parts(), run.data(), test))
                .ifPresent(shift -> Json.write(run.folder().shift(), shift));
    }
}
