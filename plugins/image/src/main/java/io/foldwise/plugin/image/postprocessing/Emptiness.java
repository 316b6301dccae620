package io.foldwise.plugin.image.postprocessing;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.plugin.image.metric.EmptyMasks;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.FinishedRuns;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets something else decide whether a mask is empty: another head of the same model, or another run, of a classifier as a rule. A
 * mask is empty where the probability that it is not is below a threshold, which is found by the mean Dice over images, of each
 * class apart; of thresholds that are equally good the one nearest 0.5 is taken. All other masks stay as they are.
 *
 * <p>Of another run, samples are looked up by their ids: out-of-fold predictions where it has them, else those of its ensemble for its
 * test file. New samples, which it has not predicted, are refused.
 */
@Description("Empties masks that another head, or the classifier of another run, takes for empty")
public final class Emptiness implements PostProcessing {

    private final Params params;
    private final Learned learned;
    private final EmptinessSource source;

    /** Who decides. */
    public record Params(
            @Description(
                    "The head that says whether masks are not empty; may be left out where there is one besides the masks")
            Optional<@NotBlank String> by,

            @Description(
                    "Folder of a finished run that says it, of the same samples, instead of this one's model; of new samples,"
                            + " which 'predict' is for, it says nothing, so that they are refused")
            Optional<Path> run,

            @Description("The column of that head that says it, for all classes; left out, there is one for each class")
            Optional<@NotBlank String> column,

            @Description("Masks are empty below this probability; left out, it is learned")
            Optional<@DecimalMin("0") @DecimalMax("1") Double> threshold,

            @Description("What empty masks are worth: kaggle, skip-empty-both or skip-empty-truth") @Default("kaggle")
            EmptyMasks empty) {}

    /** @throws IncompatibleException if the task has no such head */
    @Inject
    public Emptiness(Params params, Masks masks, Task task, FinishedRuns runs) {
        this.params = params;
        this.learned = new Learned(masks, List.of("threshold"));
        int classes = masks.classes().size();
        this.source = params.run().isPresent()
                ? new RunSource(runs, params.run().get(), params.by(), params.column(), classes)
                : HeadSource.of(task, masks, params.by(), params.column());
    }

    @Override
    public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
        int classes = learned.masks().classes().size();
        if (params.threshold().isPresent()) {
            return new Rule(
                    Stream.generate(() -> new double[] {params.threshold().get()})
                            .limit(classes)
                            .toArray(double[][]::new));
        }
        List<List<EmptinessSearch.Sample>> samples = Stream.generate(
                        () -> (List<EmptinessSearch.Sample>) new ArrayList<EmptinessSearch.Sample>())
                .limit(classes)
                .toList();
        ThresholdCounts counts = new ThresholdCounts(List.of(0.5));
        for (int sample = 0; sample < targets.size(); sample++) {
            Tensor target = targets.get(sample);
            Predicted predicted = predictions.get(sample);
            for (int ofClass = 0; ofClass < classes; ofClass++) {
                counts.count(target, predicted.own(), ofClass);
                samples.get(ofClass)
                        .add(new EmptinessSearch.Sample(
                                source.nonEmpty(predicted, ofClass),
                                params.empty().dice(counts.truth(), counts.above(0), counts.trueAbove(0)),
                                params.empty().dice(counts.truth(), 0, 0)));
            }
        }
        return new Rule(samples.stream()
                .map(ofClass -> new double[] {EmptinessSearch.threshold(ofClass)})
                .toArray(double[][]::new));
    }

    @Override
    public Fitted restore(Head head, Map<String, Double> values) {
        return new Rule(learned.of(values));
    }

    private final class Rule implements Fitted {

        private final double[][] ofClasses;

        Rule(double[][] ofClasses) {
            this.ofClasses = ofClasses;
        }

        @Override
        public Tensor apply(Predicted prediction) {
            float[] cells = prediction.own().values().clone();
            for (int ofClass = 0; ofClass < ofClasses.length; ofClass++) {
                if (source.nonEmpty(prediction, ofClass) < ofClasses[ofClass][0]) {
                    Threshold.empty(cells, ofClass, ofClasses.length);
                }
            }
            return prediction.own().with(cells);
        }

        @Override
        public Map<String, Double> values() {
            return learned.values(ofClasses);
        }
    }
}
