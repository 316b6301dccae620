package io.foldwise.plugin.volume.augmentation;

import io.foldwise.plugin.volume.box.AnchorGrid;
import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes of nodules what a network should answer: for every cell and anchor a label and, where there is a nodule, the four numbers of its
 * box as {@link AnchorGrid} has them. Labels are {@value #FOUND}, {@value #NOTHING}, and {@value #IGNORED} for places that are not
 * trained on. To be the last augmentation: {@code [nodules, 5]} becomes {@code [depth, height, width, anchors * 5]}.
 *
 * <p>Places whose cube overlaps a nodule, or an excluded finding, are ignored; of the others some at random are to find nothing.
 * Which places are to find a nodule says {@link Assignment}; nodules whose centre is outside of the volume are looked for nowhere.
 */
@Description("Makes of nodules what the cells of a network should answer; the last augmentation")
public final class AnchorTargets implements Augmentation {

    /** Label of a place that is to find a nodule. */
    public static final int FOUND = 1;

    /** Label of a place that is to find nothing. */
    public static final int NOTHING = 0;

    /** Label of a place that is not trained on. */
    public static final int IGNORED = -1;

    private final Params params;
    private final List<Head> heads;
    private final Anchors anchors;

    /** Who finds what. */
    public record Params(
            @Description(
                    "Places whose cube overlaps a nodule as far as this, intersection over union, are not to find nothing")
            @Default("0.02")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double ignore,

            @Description(
                    "Which places are to find a nodule: one, of one nodule, as published; or atss, several of each")
            @Default("one")
            Assignment assignment,

            @Description("Overlap from which a place may be the one that finds a nodule")
            @Default("0.5")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double positive,

            @Description("How many cells of each anchor, those nearest to a nodule, atss looks at")
            @Default("4")
            @Positive
            int nearest,

            @Description("How many places are to find nothing; 0 for all that there are")
            @Default("800")
            @PositiveOrZero
            int negatives) {}

    /** @throws IncompatibleException if the data asks for no nodules */
    @Inject
    public AnchorTargets(Params params, InputShape.Volume volumes, Task task) {
        this.params = params;
        this.heads = task.heads();
        this.anchors = heads.stream()
                .filter(Nodules.class::isInstance)
                .map(head -> ((Nodules) head).anchors())
                .findFirst()
                .orElseThrow(() -> new IncompatibleException("makes targets of nodules, but the data asks for none"));
    }

    /** @throws IncompatibleException if an edge of the volume is no multiple of the anchors' stride */
    @Override
    public Example augment(Example example, SplittableRandom random) {
        int[] shape = example.input().shape();
        AnchorGrid grid = new AnchorGrid(anchors, cells(shape[0]), cells(shape[1]), cells(shape[2]));
        return new Example(
                example.input(),
                IntStream.range(0, heads.size())
                        .mapToObj(number -> heads.get(number) instanceof Nodules
                                ? cells(grid, Box.of(example.targets().get(number)), shape, random)
                                : example.targets().get(number))
                        .toList());
    }

    private int cells(int edge) {
        if (edge % anchors.stride() != 0) {
            throw new IncompatibleException("anchor-targets: an edge of " + edge + " voxels is no multiple of the "
                    + anchors.stride() + " that a cell has");
        }
        return edge / anchors.stride();
    }

    private Tensor cells(AnchorGrid grid, List<Box> boxes, int[] shape, SplittableRandom random) {
        float[] cells = new float[grid.places() * Anchors.NUMBERS];
        boolean[] taken = new boolean[grid.places()];
        for (Box box : boxes) {
            Neighbours.of(grid, box, params.ignore()).forEach(place -> taken[place] = true);
        }
        for (int place = 0; place < grid.places(); place++) {
            cells[place * Anchors.NUMBERS] = IGNORED;
        }
        List<Box> findings = boxes.stream()
                .filter(box -> box.counts() && VolumesAndTargets.isInside(box, shape))
                .toList();
        positives(grid, findings, random).forEach((place, box) -> {
            taken[place] = true;
            cells[place * Anchors.NUMBERS] = FOUND;
            grid.encode(box, place, cells);
        });
        negatives(taken, random).forEach(place -> cells[place * Anchors.NUMBERS] = NOTHING);
        int numbers = anchors.anchors().size() * Anchors.NUMBERS;
        return new Tensor(cells, grid.depth(), grid.height(), grid.width(), numbers);
    }

    private Map<Integer, Box> positives(AnchorGrid grid, List<Box> findings, SplittableRandom random) {
        if (findings.isEmpty()) {
            return Map.of();
        }
        if (params.assignment() == Assignment.ATSS) {
            return AdaptiveAssignment.of(grid, findings, params.nearest());
        }
        Box box = findings.get(Draw.below(findings.size(), random));
        List<Integer> places = new ArrayList<>();
        Neighbours.of(grid, box, params.positive()).forEach(places::add);
        return Map.of(
                places.isEmpty() ? Neighbours.best(grid, box) : places.get(Draw.below(places.size(), random)), box);
    }

    private IntStream negatives(boolean[] taken, SplittableRandom random) {
        int[] free =
                IntStream.range(0, taken.length).filter(place -> !taken[place]).toArray();
        if (params.negatives() == 0 || params.negatives() >= free.length) {
            return Arrays.stream(free);
        }
        for (int i = 0; i < params.negatives(); i++) {
            int other = i + Draw.below(free.length - i, random);
            int swapped = free[i];
            free[i] = free[other];
            free[other] = swapped;
        }
        return Arrays.stream(free, 0, params.negatives());
    }
}
