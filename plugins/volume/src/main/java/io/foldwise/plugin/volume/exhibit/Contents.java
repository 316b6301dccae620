package io.foldwise.plugin.volume.exhibit;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Exhibit.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is known of a volume's contents.
 *
 * @param nodules that are to be found, the largest first
 * @param aside findings that count neither way, the largest first
 * @param predicted the most probable nodules of a prediction, in this order
 * @param masks {@code [depth, height, width, classes]}, in the size of the volume
 * @param predictedMasks as many as masks, or none
 */
record Contents(
        List<Box> nodules, List<Box> aside, List<Box> predicted, List<Tensor> masks, List<Tensor> predictedMasks) {

    /** Of a prediction so many nodules are shown; there may be a hundred, most of them hardly believed. */
    private static final int MOST_PREDICTED = 8;

    private static final int RANK = 4;

    static Contents of(List<Head> heads, Sample sample) {
        Tensor volume = sample.example().input();
        List<Box> findings = new ArrayList<>();
        List<Box> predicted = new ArrayList<>();
        List<Tensor> masks = new ArrayList<>();
        List<Tensor> predictedMasks = new ArrayList<>();
        for (int head = 0; head < heads.size(); head++) {
            Tensor target = sample.example().targets().get(head);
            List<Tensor> prediction = sample.predictions().isEmpty()
                    ? List.of()
                    : List.of(sample.predictions().get(head));
            if (heads.get(head) instanceof Nodules asked) {
                findings.addAll(asked.boxes(target));
                prediction.forEach(boxes -> predicted.addAll(Box.of(boxes)));
            } else if (isMask(target, volume)) {
                masks.add(target);
                predictedMasks.addAll(prediction);
            }
        }
        return new Contents(
                largest(findings, Box::counts),
                largest(findings, finding -> !finding.counts()),
                predicted.stream().sorted(Box.BEST_FIRST).limit(MOST_PREDICTED).toList(),
                masks,
                predictedMasks);
    }

    private static List<Box> largest(List<Box> findings, Predicate<Box> which) {
        return findings.stream()
                .filter(which)
                .sorted(Comparator.comparingDouble(Box::diameter).reversed())
                .toList();
    }

    private static boolean isMask(Tensor target, Tensor volume) {
        return target.shape().length == RANK
                && Arrays.equals(Arrays.copyOf(target.shape(), RANK - 1), Arrays.copyOf(volume.shape(), RANK - 1));
    }
}
