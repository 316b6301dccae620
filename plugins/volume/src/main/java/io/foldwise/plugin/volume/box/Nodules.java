package io.foldwise.plugin.volume.box;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.toolkit.random.Draw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Nodules of a volume: what is asked is where they are and how large. Predictions and targets are {@code [nodules, 5]}: for each a
 * probability (of a target 1, or 0 for a finding that counts neither way), the centre along depth, height and width in voxels of
 * the volume that the network reads, and the diameter, in voxels too; there may be none. Predictions are in the order of their
 * probability. Logits are {@code [depth, height, width, anchors * 5]}, a cell for each {@code stride} voxels along an edge, see {@link
 * AnchorGrid}.
 */
public record Nodules(Anchors anchors) implements Head {

    private static final String SHUFFLED = "shuffled centres";
    private static final String CENTRE = "always the centre";
    private static final long SHUFFLE = 20_170_301;

    /**
     * What a task asks of nodules, whatever it asks beside them.
     *
     * @throws IncompatibleException if it does not ask for nodules
     */
    public static Nodules of(Task task) {
        return task.heads().stream()
                .filter(Nodules.class::isInstance)
                .map(Nodules.class::cast)
                .findFirst()
                .orElseThrow(() -> new IncompatibleException("is for nodules, but the data asks for "
                        + task.heads().stream().map(Head::name).toList()));
    }

    @Override
    public String name() {
        return "nodules";
    }

    @Override
    public long[] logits() {
        return new long[] {-1, -1, -1, (long) anchors.anchors().size() * Anchors.NUMBERS};
    }

    @Override
    public Storage storage() {
        return new Storage.Arrays(Storage.Cell.FLOAT);
    }

    /** The boxes of cells whose logit is above the threshold, without those that overlap with a better one. */
    @Override
    public Tensor prediction(Tensor logits) {
        List<Box> candidates = AnchorGrid.of(anchors, logits).candidates(logits.values());
        return Box.tensor(Suppression.of(candidates, anchors));
    }

    /** Boxes that overlap are one, by weighted box fusion; see {@link Fusion}. */
    @Override
    public Tensor average(List<Tensor> members, double[] weights, Average of) {
        return Box.tensor(new Fusion(anchors, weights, of)
                .of(members.stream().map(Box::of).toList()));
    }

    /**
     * Two things that say nothing of the sample: the places of nodules in other samples, in an order of chance; and one place, the mean
     * of them all.
     */
    @Override
    public Map<String, Tensor> baselines(Stream<Tensor> targets) {
        List<Box> nodules = new ArrayList<>();
        targets.forEachOrdered(
                target -> Box.of(target).stream().filter(Box::counts).forEach(nodules::add));
        Map<String, Tensor> baselines = new LinkedHashMap<>();
        baselines.put(SHUFFLED, Box.tensor(shuffled(nodules)));
        baselines.put(CENTRE, Box.tensor(mean(nodules).toList()));
        return baselines;
    }

    /** What a target says: boxes, or those of the cells that should find some. */
    public List<Box> boxes(Tensor target) {
        return target.shape().length == 2
                ? Box.of(target)
                : AnchorGrid.of(anchors, target).found(target.values());
    }

    private List<Box> shuffled(List<Box> nodules) {
        SplittableRandom random = new SplittableRandom(SHUFFLE);
        List<Box> left = new ArrayList<>(nodules);
        List<Box> drawn = new ArrayList<>();
        while (!left.isEmpty() && drawn.size() < anchors.most()) {
            Box box = left.remove(Draw.below(left.size(), random));
            drawn.add(box.withProbability(1 - (double) drawn.size() / anchors.most()));
        }
        return drawn;
    }

    private static Stream<Box> mean(List<Box> nodules) {
        if (nodules.isEmpty()) {
            return Stream.empty();
        }
        double[] sums = new double[Anchors.NUMBERS];
        for (Box nodule : nodules) {
            sums[1] += nodule.z();
            sums[2] += nodule.y();
            sums[3] += nodule.x();
            sums[4] += nodule.diameter();
        }
        int count = nodules.size();
        return Stream.of(new Box(1, sums[1] / count, sums[2] / count, sums[3] / count, sums[4] / count));
    }
}
