package io.foldwise.plugin.volume.examples;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.plugin.volume.data.Regions;
import io.foldwise.plugin.volume.examples.RegionExamples.Place;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Examples;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Parts of volumes around their nodules, the more of them the smaller a nodule, and parts at any place. Every part around a nodule has it
 * at a place of its own, at least a border away from the faces; a part may reach out of its volume. Parts are the same in every epoch:
 * {@code volume-crop} cuts another crop out of them every time, so let them be larger than it, by what its {@code scale} needs at
 * least, {@code crop / 0.75}.
 *
 * <p>A part's {@code targets}, which samplers look at, say whether it has a nodule: {@code sliding-share} takes all that have one and others at random.
 */
@Description("Parts of volumes around nodules, small ones more often, and parts at any place")
public final class NoduleCrops implements Examples {

    private static final int AXES = 3;

    private final Params params;
    private final Nodules head;
    private final Seed seed;

    /** Which parts. */
    public record Params(
            @Description(value = "Edge of a part", unit = "voxels") @Positive
            int size,

            @Description(value = "How far inside of a part its nodule's centre lies at least", unit = "voxels")
            @Default("12")
            @PositiveOrZero
            double border,

            @Description(
                    value = "Diameters at which the number of parts around a nodule changes, ascending",
                    unit = "voxels")
            @Default("[10, 30]")
            List<@PositiveOrZero Double> diameters,

            @Description(
                    "How many parts there are around a nodule: below the first diameter, between two, beyond the last")
            @Default("[4, 3, 1]")
            @NotEmpty
            List<@PositiveOrZero Integer> times,

            @Description("Share of parts at any place") @Default("0.3") @DecimalMin("0") @DecimalMax("0.95")
            double random,

            @Description("Share of these in volumes with a nodule; the others are in any volume")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("1")
            double randomWithNodules) {

        public Params {
            diameters = List.copyOf(diameters);
            times = List.copyOf(times);
            if (times.size() != diameters.size() + 1) {
                throw new IllegalArgumentException("times must have one number more than diameters");
            }
            if (!diameters.equals(diameters.stream().sorted().toList())) {
                throw new IllegalArgumentException("diameters must ascend");
            }
        }

        /** How many parts there are around a nodule. */
        int timesOf(double diameter) {
            return times.get(
                    (int) diameters.stream().filter(limit -> diameter >= limit).count());
        }
    }

    /** @throws IncompatibleException if the data asks for no nodules */
    @Inject
    public NoduleCrops(Params params, Task task, Seed seed) {
        this.params = params;
        this.seed = seed.branch("nodule-crops", 0);
        this.head = task.heads().stream()
                .filter(Nodules.class::isInstance)
                .map(Nodules.class::cast)
                .findFirst()
                .orElseThrow(() -> new IncompatibleException("cuts parts around nodules, but the data asks for none"));
    }

    /** @throws IncompatibleException if the data cannot be read in parts */
    @Override
    public Cut cut(Dataset data, int[] rows) {
        if (!(data instanceof Regions regions)) {
            throw new IncompatibleException("nodule-crops cuts parts out of volumes, which this data does not give");
        }
        List<Place> places = new ArrayList<>();
        List<Integer> withNodules = new ArrayList<>();
        for (int row : rows) {
            List<Box> nodules =
                    Box.of(data.target(row, head)).stream().filter(Box::counts).toList();
            if (!nodules.isEmpty()) {
                withNodules.add(row);
            }
            for (int number = 0; number < nodules.size(); number++) {
                SplittableRandom random =
                        seed.branch("row", row).branch("nodule", number).random();
                for (int time = params.timesOf(nodules.get(number).diameter()); time > 0; time--) {
                    places.add(around(row, nodules.get(number), random));
                }
            }
        }
        int atRandom = places.isEmpty()
                ? rows.length
                : (int) Math.round(places.size() * params.random() / (1 - params.random()));
        SplittableRandom random = seed.branch("random", 0).random();
        for (int number = 0; number < atRandom; number++) {
            boolean among = random.nextDouble() < params.randomWithNodules() && !withNodules.isEmpty();
            int row = among
                    ? withNodules.get(Draw.below(withNodules.size(), random))
                    : rows[Draw.below(rows.length, random)];
            places.add(anywhere(row, regions.extent(row), random));
        }
        places.sort(Comparator.comparingInt(Place::row)); // a volume's parts together; the order is otherwise kept
        Dataset parts = new RegionExamples(regions, places, params.size());
        return new Cut(parts, IntStream.range(0, places.size()).toArray());
    }

    private Place around(int row, Box nodule, SplittableRandom random) {
        double border = Math.min(params.border(), (params.size() - 1) / 2.0);
        double room = params.size() - 1 - 2 * border;
        return new Place(
                row,
                start(nodule.z(), border + room * random.nextDouble()),
                start(nodule.y(), border + room * random.nextDouble()),
                start(nodule.x(), border + room * random.nextDouble()));
    }

    private static int start(double centre, double inside) {
        return (int) Math.round(centre - inside);
    }

    private Place anywhere(int row, int[] extent, SplittableRandom random) {
        int[] start = new int[AXES];
        for (int axis = 0; axis < AXES; axis++) {
            int spare = extent[axis] - params.size();
            start[axis] = Math.min(0, spare) + Draw.below(Math.abs(spare) + 1, random);
        }
        return new Place(row, start[0], start[1], start[2]);
    }
}
