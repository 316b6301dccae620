package io.foldwise.plugin.image.postprocessing;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.plugin.image.metric.Dice;
import io.foldwise.plugin.image.metric.EmptyMasks;
import io.foldwise.plugin.image.metric.MaskCut;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing.Fitted;
import io.foldwise.spi.prediction.Predicted;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small masks, half of them empty, and predictions that are about right. */
record SomeMasks(Masks masks, List<Tensor> targets, List<Predicted> predictions) {

    static final int HEIGHT = 6;
    static final int WIDTH = 7;

    static SomeMasks of(long seed, int samples, String... classes) {
        SplittableRandom random = new SplittableRandom(seed);
        Masks masks = new Masks("mask", HEIGHT, WIDTH, List.of(classes), Storage.Cell.FLOAT);
        List<Tensor> targets = new ArrayList<>();
        List<Predicted> predictions = new ArrayList<>();
        for (int sample = 0; sample < samples; sample++) {
            float[] target = new float[HEIGHT * WIDTH * classes.length];
            float[] prediction = new float[target.length];
            for (int ofClass = 0; ofClass < classes.length; ofClass++) {
                double share = random.nextInt(2) * random.nextDouble() * 0.6;
                double level = random.nextDouble();
                for (int cell = ofClass; cell < target.length; cell += classes.length) {
                    target[cell] = random.nextDouble() < share ? 1 : 0;
                    double noise = random.nextDouble();
                    prediction[cell] = Math.round(20 * (0.45 * target[cell] + 0.55 * noise * level)) / 20f;
                }
            }
            targets.add(tensor(target, classes.length));
            predictions.add(Predicted.alone("sample-" + sample, tensor(prediction, classes.length)));
        }
        return new SomeMasks(masks, targets, predictions);
    }

    static Tensor tensor(float[] cells, int classes) {
        return new Tensor(cells, HEIGHT, WIDTH, classes);
    }

    /** The mean Dice of what post-processing gives. */
    double dice(Fitted fitted, EmptyMasks empty) {
        Tally tally = new Dice(new Dice.Params(new MaskCut(0.5, empty)), masks).tally(masks);
        for (int sample = 0; sample < targets.size(); sample++) {
            tally.add(targets.get(sample), fitted.apply(predictions.get(sample)));
        }
        return tally.value();
    }
}
