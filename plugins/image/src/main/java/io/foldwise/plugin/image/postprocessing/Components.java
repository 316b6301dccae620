package io.foldwise.plugin.image.postprocessing;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.plugin.image.metric.EmptyMasks;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fills the holes of masks and drops what is small: of the pixels above 0.5, those that are enclosed are set to 1, and then connected
 * components, at sides or corners, of fewer pixels than {@code area} to 0. All areas are compared in one pass, of each class
 * apart; the best by the mean Dice over images is taken, of equal ones the smallest.
 */
@Description("Fills holes of masks and drops small connected components")
public final class Components implements PostProcessing {

    private final Params params;
    private final Learned learned;
    private final List<Double> areas;

    /** What to try. */
    public record Params(
            @Description(
                    "Areas below which a component is dropped, to try; a single one is taken as it is, 0 drops none")
            @Default("[0, 0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001]")
            @NotEmpty
            List<@PositiveOrZero Double> area,

            @Inline AreaUnit unit,

            @Description("Whether holes are filled") @Default("true")
            boolean fillHoles,

            @Description("What empty masks are worth: kaggle, skip-empty-both or skip-empty-truth") @Default("kaggle")
            EmptyMasks empty) {

        public Params {
            unit.shares(area);
        }
    }

    @Inject
    public Components(Params params, Masks masks) {
        this.params = params;
        this.learned = new Learned(masks, List.of("area"));
        this.areas = params.unit().shares(params.area()).stream().sorted().toList();
    }

    @Override
    public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
        int classes = learned.masks().classes().size();
        Means[] means =
                Stream.generate(() -> new Means(areas.size())).limit(classes).toArray(Means[]::new);
        for (int sample = 0; sample < targets.size() && areas.size() > 1; sample++) {
            Tensor target = targets.get(sample);
            Tensor prediction = predictions.get(sample).own();
            for (int ofClass = 0; ofClass < classes; ofClass++) {
                compare(target, regions(prediction, ofClass), ofClass, means[ofClass]);
            }
        }
        double[][] best = new double[classes][];
        for (int ofClass = 0; ofClass < classes; ofClass++) {
            best[ofClass] = new double[] {areas.get(means[ofClass].best(candidate -> candidate))};
        }
        return new Kept(best);
    }

    private Regions regions(Tensor prediction, int ofClass) {
        int height = prediction.shape()[0];
        int width = prediction.shape()[1];
        int classes = prediction.shape()[2];
        boolean[] marked = new boolean[height * width];
        for (int pixel = 0; pixel < marked.length; pixel++) {
            marked[pixel] = prediction.values()[pixel * classes + ofClass] > 0.5f;
        }
        if (params.fillHoles()) {
            Regions.fillHoles(marked, height, width);
        }
        return Regions.of(marked, height, width);
    }

    private void compare(Tensor target, Regions regions, int ofClass, Means means) {
        int classes = target.shape()[2];
        int pixels = target.values().length / classes;
        int[] trueAreas = new int[regions.count() + 1];
        int truth = 0;
        for (int pixel = 0; pixel < pixels; pixel++) {
            if (target.values()[pixel * classes + ofClass] >= 0.5f) {
                truth++;
                trueAreas[regions.label(pixel)]++;
            }
        }
        int[] all = regions.areas();
        for (int number = 0; number < areas.size(); number++) {
            long predicted = 0;
            long both = 0;
            for (int region = 1; region < all.length; region++) {
                if (!AreaUnit.fewer(all[region], areas.get(number), pixels)) {
                    predicted += all[region];
                    both += trueAreas[region];
                }
            }
            means.add(number, params.empty().dice(truth, predicted, both));
        }
    }

    @Override
    public Fitted restore(Head head, Map<String, Double> values) {
        return new Kept(learned.of(values));
    }

    private final class Kept implements Fitted {

        private final double[][] ofClasses;

        Kept(double[][] ofClasses) {
            this.ofClasses = ofClasses;
        }

        @Override
        public Tensor apply(Predicted prediction) {
            float[] cells = prediction.own().values().clone();
            for (int ofClass = 0; ofClass < ofClasses.length; ofClass++) {
                keep(cells, regions(prediction.own(), ofClass), ofClass);
            }
            return prediction.own().with(cells);
        }

        private void keep(float[] cells, Regions regions, int ofClass) {
            int[] all = regions.areas();
            int pixels = cells.length / ofClasses.length;
            for (int pixel = 0; pixel < pixels; pixel++) {
                int region = regions.label(pixel);
                int cell = pixel * ofClasses.length + ofClass;
                if (region > 0 && AreaUnit.fewer(all[region], ofClasses[ofClass][0], pixels)) {
                    cells[cell] = 0;
                } else if (region > 0 && cells[cell] <= 0.5f) {
                    cells[cell] = 1;
                }
            }
        }

        /** The area as a share of an image. */
        @Override
        public Map<String, Double> values() {
            return learned.values(ofClasses);
        }
    }
}
