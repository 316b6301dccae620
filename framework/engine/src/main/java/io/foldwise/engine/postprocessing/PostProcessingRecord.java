package io.foldwise.engine.postprocessing;

import io.foldwise.engine.postprocessing.PostProcessors.Step;
import io.foldwise.engine.store.StoreException;
import io.foldwise.spi.IncompatibleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run's post-processing learned, its {@code post-processing.json}.
 *
 * @param trial whose post-processing it is, where a sweep varied it; {@value #OF_THE_RUN} for the run's own
 */
public record PostProcessingRecord(Integer trial, List<Entry> steps) {

    /** In place of a trial. */
    public static final int OF_THE_RUN = -1;

    /** One step. */
    public record Entry(String head, String type, Map<String, Double> values) {
        public Entry {
            Objects.requireNonNull(head);
            Objects.requireNonNull(type);
            Objects.requireNonNull(values);
        }
    }

    public PostProcessingRecord {
        trial = Optional.ofNullable(trial).orElse(OF_THE_RUN); // which earlier releases did not write
        steps = List.copyOf(steps);
    }

    public static PostProcessingRecord of(int trial, FittedPostProcessing fitted) {
        return new PostProcessingRecord(
                trial,
                fitted.steps().stream()
                        .map(step -> new Entry(
                                step.head().name(), step.type(), step.fitted().values()))
                        .toList());
    }

    /** @throws StoreException if this is of other post-processing than the experiment's */
    public FittedPostProcessing restore(PostProcessors asked) {
        if (steps.size() != asked.steps().size()) {
            throw other();
        }
        List<FittedPostProcessing.Step> restored = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = asked.steps().get(i);
            Entry entry = steps.get(i);
            if (!step.type().equals(entry.type()) || !step.head().name().equals(entry.head())) {
                throw other();
            }
            try {
                restored.add(new FittedPostProcessing.Step(
                        step.head(), step.type(), step.component().restore(step.head(), entry.values())));
            } catch (IncompatibleException lacking) {
                throw new StoreException("post-processing.json: " + entry.type() + " " + lacking.getMessage());
            }
        }
        return new FittedPostProcessing(restored);
    }

    private static StoreException other() {
        return new StoreException("post-processing.json is of other post-processing than the experiment's:"
                + " `foldwise resume` writes it anew");
    }
}
