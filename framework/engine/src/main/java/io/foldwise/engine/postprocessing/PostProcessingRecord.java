package io.foldwise.engine.postprocessing;

import io.foldwise.engine.postprocessing.PostProcessors.Step;
import io.foldwise.engine.store.StoreException;
import io.foldwise.spi.IncompatibleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a run's post-processing learned, its {@code post-processing.json}. */
public record PostProcessingRecord(List<Entry> steps) {

    /** One step. */
    public record Entry(String head, String type, Map<String, Double> values) {}

    public PostProcessingRecord {
        steps = List.copyOf(steps);
    }

    public static PostProcessingRecord of(FittedPostProcessing fitted) {
        return new PostProcessingRecord(fitted.steps().stream()
                .map(step ->
                        new Entry(step.head().name(), step.type(), step.fitted().values()))
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
