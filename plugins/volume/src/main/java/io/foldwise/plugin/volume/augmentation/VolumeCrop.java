package io.foldwise.plugin.volume.augmentation;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Cuts a part out of volumes at a place of chance, larger or smaller by a factor of chance if {@code scale} says so. Of volumes with nodules, a
 * part holds one of them, any of them as likely, with its centre at least a border away from the part's faces, as far as the volume
 * reaches. All voxels of a part are the volume's: none is made up beyond its faces.
 */
@Description("Trains on parts of volumes, cut out at places of chance, around one of their nodules if there are any")
public final class VolumeCrop implements Augmentation {

    private static final int AXES = 3;

    private final int[] size;
    private final double border;
    private final double hold;
    private final Optional<Scale> scale;
    private final VolumesAndTargets voxels;

    /** Which parts. */
    public record Params(
            @Description(value = "Depth, height and width of a part; one number for all", unit = "voxels")
            @Size(min = 1, max = AXES)
            List<@Min(1) Integer> size,

            @Description(value = "How far inside of a part the centre of its nodule lies at least", unit = "voxels")
            @Default("12")
            @PositiveOrZero
            double border,

            @Description("Share of parts that hold a nodule, where a volume has any")
            @Default("1")
            @DecimalMin("0")
            @DecimalMax("1")
            double hold,

            @Description("Makes parts larger or smaller, by one factor for all axes")
            Optional<@Valid Scale> scale) {

        public Params {
            size = List.copyOf(size);
        }
    }

    /** By how much; a factor is drawn evenly, of those for which the volume is large enough. */
    public record Scale(
            @Description("Smallest factor") @Default("0.75") @DecimalMin("0.1") @DecimalMax("1")
            double from,

            @Description("Largest factor") @Default("1.25") @DecimalMin("1") @DecimalMax("10")
            double to,

            @Description(value = "No nodule becomes smaller, or smaller still where it is", unit = "voxels")
            @Default("8")
            @PositiveOrZero
            double smallest,

            @Description(value = "No nodule becomes larger, or larger still where it is", unit = "voxels")
            @Default("120")
            @PositiveOrZero
            double largest) {

        /** @param least for which the volume is large enough, 1 at most */
        private double factor(double least, List<Box> findings, SplittableRandom random) {
            double low = Math.max(from, least);
            double high = to;
            for (Box box : findings) {
                low = Math.max(low, Math.min(1, smallest / box.diameter()));
                high = Math.min(high, Math.max(1, largest / box.diameter()));
            }
            return Draw.between(low, high, random);
        }
    }

    /** @throws IncompatibleException if something is asked that does not follow volumes */
    @Inject
    public VolumeCrop(Params params, InputShape.Volume volumes, Task task) {
        List<Integer> edges = params.size();
        this.size = new int[] {edges.get(0), edges.get(edges.size() / 2), edges.get(edges.size() - 1)};
        this.border = params.border();
        this.hold = params.hold();
        this.scale = params.scale();
        this.voxels = new VolumesAndTargets(task);
        if (edges.size() == 2) {
            throw new IncompatibleException("cuts out parts of one size along all axes, or of three, but is given two");
        }
    }

    @Override
    public InputShape output(InputShape input) {
        return new InputShape.Volume(size[0], size[1], size[2], ((InputShape.Volume) input).channels());
    }

    /** @throws IncompatibleException if the volume is smaller than the part */
    @Override
    public Example augment(Example example, SplittableRandom random) {
        int[] shape = example.input().shape();
        double least = 0;
        for (int axis = 0; axis < AXES; axis++) {
            if (shape[axis] < size[axis]) {
                throw new IncompatibleException("volume-crop: cuts out " + Arrays.toString(size)
                        + " voxels, but is given " + Arrays.toString(Arrays.copyOf(shape, AXES)));
            }
            least = Math.max(least, (double) size[axis] / shape[axis]);
        }
        List<Box> findings = voxels.findings(example);
        boolean holds = random.nextDouble() < hold && !findings.isEmpty();
        Optional<Box> held = holds ? Optional.of(findings.get(Draw.below(findings.size(), random))) : Optional.empty();
        return scale.isPresent()
                ? scaled(example, held, scale.get().factor(least, findings, random), random)
                : part(example, held, random);
    }

    /** Voxels as they are. */
    private Example part(Example example, Optional<Box> held, SplittableRandom random) {
        int[] start = new int[AXES];
        for (int axis = 0; axis < AXES; axis++) {
            Beginnings possible = Beginnings.of(this, axis, example.input().shape()[axis], 1, held);
            int first = (int) Math.ceil(possible.first());
            int last = (int) Math.floor(possible.last());
            start[axis] = first > last
                    ? (int) Math.round((possible.first() + possible.last()) / 2)
                    : first + Draw.below(last - first + 1, random);
        }
        return voxels.moved(
                example,
                volume -> Volumes.part(volume, start, size),
                box -> box.movedBy(-start[0], -start[1], -start[2]));
    }

    /** Voxels in between. */
    private Example scaled(Example example, Optional<Box> held, double factor, SplittableRandom random) {
        int[] shape = example.input().shape();
        double[] start = new double[AXES];
        Volumes.Line[] lines = new Volumes.Line[AXES];
        for (int axis = 0; axis < AXES; axis++) {
            Beginnings possible = Beginnings.of(this, axis, shape[axis], factor, held);
            double first = Draw.between(possible.first(), possible.last(), random);
            start[axis] = first;
            lines[axis] = Volumes.Line.of(size[axis], shape[axis], place -> first + place / factor);
        }
        return voxels.moved(
                example,
                volume -> Volumes.resampled(volume, lines[0], lines[1], lines[2]),
                mask -> Volumes.resampled(mask, lines[0].nearest(), lines[1].nearest(), lines[2].nearest()),
                box -> new Box(
                        box.probability(),
                        (box.z() - start[0]) * factor,
                        (box.y() - start[1]) * factor,
                        (box.x() - start[2]) * factor,
                        box.diameter() * factor));
    }

    private static double place(Box box, int axis) {
        return axis == 0 ? box.z() : axis == 1 ? box.y() : box.x();
    }

    /** Where along an axis a part may begin, in voxels of the volume. */
    private record Beginnings(double first, double last) {

        /** Of parts within the volume that hold a box as far from their faces as can be, and the border at most. */
        static Beginnings of(VolumeCrop crop, int axis, int edge, double factor, Optional<Box> held) {
            double length = (crop.size[axis] - 1) / factor;
            double end = Math.max(0, edge - 1 - length);
            if (held.isEmpty()) {
                return new Beginnings(0, end);
            }
            double place = place(held.get(), axis);
            double inside = Math.min(crop.border / factor, length / 2);
            double first = Math.max(0, place + inside - length);
            double last = Math.min(end, place - inside);
            if (first > last) {
                double only = Math.max(0, Math.min(end, place - length / 2));
                return new Beginnings(only, only);
            }
            return new Beginnings(first, last);
        }
    }
}
