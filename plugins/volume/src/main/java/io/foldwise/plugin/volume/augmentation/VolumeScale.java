package io.foldwise.plugin.volume.augmentation;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes volumes larger or smaller around their middle, by one factor for all axes. The volume's own size stays: cut parts out
 * afterwards, of an edge that is smaller by the factor. Nodules that are to be found stay between two diameters, and do not come nearer to
 * either where they are beyond it.
 */
@Description("Makes volumes larger or smaller with their nodules and masks, around their middle")
public final class VolumeScale implements Augmentation {

    private final Params params;
    private final VolumesAndTargets voxels;

    /** By how much. */
    public record Params(
            @Description("Smallest factor") @Default("0.75") @DecimalMin("0.1") @DecimalMax("1")
            double from,

            @Description("Largest factor") @Default("1.25") @DecimalMin("1") @DecimalMax("10")
            double to,

            @Description(value = "No nodule becomes smaller", unit = "voxels") @Default("8") @PositiveOrZero
            double smallest,

            @Description(value = "No nodule becomes larger", unit = "voxels") @Default("120") @PositiveOrZero
            double largest) {}

    /** @throws io.foldwise.spi.IncompatibleException if something is asked that does not follow volumes */
    @Inject
    public VolumeScale(Params params, InputShape.Volume volumes, Task task) {
        this.params = params;
        this.voxels = new VolumesAndTargets(task);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        int[] shape = example.input().shape();
        double factor = factor(voxels.findings(example), random);
        Volumes.Line[] lines = new Volumes.Line[3];
        double[] middle = new double[3];
        for (int axis = 0; axis < lines.length; axis++) {
            double centre = (shape[axis] - 1) / 2.0;
            middle[axis] = centre;
            lines[axis] = Volumes.Line.of(shape[axis], place -> centre + (place - centre) / factor);
        }
        return voxels.moved(
                example,
                volume -> Volumes.resampled(volume, lines[0], lines[1], lines[2]),
                mask -> Volumes.resampled(mask, lines[0].nearest(), lines[1].nearest(), lines[2].nearest()),
                box -> new Box(
                        box.probability(),
                        middle[0] + (box.z() - middle[0]) * factor,
                        middle[1] + (box.y() - middle[1]) * factor,
                        middle[2] + (box.x() - middle[2]) * factor,
                        box.diameter() * factor));
    }

    private double factor(List<Box> findings, SplittableRandom random) {
        double low = params.from();
        double high = params.to();
        for (Box box : findings) {
            low = Math.max(low, Math.min(1, params.smallest() / box.diameter()));
            high = Math.min(high, Math.max(1, params.largest() / box.diameter()));
        }
        return Draw.between(low, high, random);
    }
}
