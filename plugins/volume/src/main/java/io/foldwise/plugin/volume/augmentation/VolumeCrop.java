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
 * Cuts a part out of volumes at a place of chance. Of volumes with nodules, a part holds one of them, any of them as likely, with its
 * centre at least a border away from the part's faces, as far as the volume reaches.
 */
@Description("Trains on parts of volumes, cut out at places of chance, around one of their nodules if there are any")
public final class VolumeCrop implements Augmentation {

    private static final int AXES = 3;

    private final int[] size;
    private final double border;
    private final double hold;
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
            double hold) {

        public Params {
            size = List.copyOf(size);
        }
    }

    /** @throws IncompatibleException if something is asked that does not follow volumes */
    @Inject
    public VolumeCrop(Params params, InputShape.Volume volumes, Task task) {
        List<Integer> edges = params.size();
        this.size = new int[] {edges.get(0), edges.get(edges.size() / 2), edges.get(edges.size() - 1)};
        this.border = params.border();
        this.hold = params.hold();
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
        List<Box> findings = voxels.findings(example);
        boolean holds = random.nextDouble() < hold && !findings.isEmpty();
        Optional<Box> held = holds ? Optional.of(findings.get(Draw.below(findings.size(), random))) : Optional.empty();
        int[] start = new int[AXES];
        for (int axis = 0; axis < AXES; axis++) {
            if (shape[axis] < size[axis]) {
                throw new IncompatibleException("volume-crop: cuts out " + Arrays.toString(size)
                        + " voxels, but is given " + Arrays.toString(Arrays.copyOf(shape, AXES)));
            }
            int beginnings = shape[axis] - size[axis] + 1;
            start[axis] = held.isPresent()
                    ? around(place(held.get(), axis), axis, beginnings, random)
                    : Draw.below(beginnings, random);
        }
        return voxels.moved(
                example,
                volume -> Volumes.part(volume, start, size),
                box -> box.movedBy(-start[0], -start[1], -start[2]));
    }

    private static double place(Box box, int axis) {
        return axis == 0 ? box.z() : axis == 1 ? box.y() : box.x();
    }

    /** A beginning, of those below an end, of a part that holds a place, as far from its faces as can be, and the border at most. */
    private int around(double place, int axis, int end, SplittableRandom random) {
        double inside = Math.min(border, (size[axis] - 1) / 2.0);
        int first = (int) Math.max(0, Math.ceil(place + inside - (size[axis] - 1)));
        int last = (int) Math.min(end - 1, Math.floor(place - inside));
        if (first > last) {
            return (int) Math.max(0, Math.min(end - 1, Math.round(place - (size[axis] - 1) / 2.0)));
        }
        return first + Draw.below(last - first + 1, random);
    }
}
