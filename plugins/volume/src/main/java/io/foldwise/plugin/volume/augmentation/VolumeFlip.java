package io.foldwise.plugin.volume.augmentation;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Mirrors volumes along each of some axes, or does not, one as likely as the other. A nodule at {@code t} of an axis of {@code size}
 * voxels comes to {@code size - 1 - t}.
 */
@Description("Mirrors volumes with their nodules and masks, along each axis every second time")
public final class VolumeFlip implements Augmentation {

    private static final int AXES = 3;

    private final List<Axis> axes;
    private final VolumesAndTargets voxels;

    /** Which way. */
    public record Params(
            @Description("Axes along which volumes are mirrored: depth, height, width")
            @Default("[height, width]")
            @NotEmpty
            List<Axis> axes) {

        public Params {
            axes = List.copyOf(axes);
        }
    }

    /** An axis of a volume. */
    public enum Axis {
        DEPTH,
        HEIGHT,
        WIDTH
    }

    /** @throws io.foldwise.spi.IncompatibleException if something is asked that does not follow volumes */
    @Inject
    public VolumeFlip(Params params, InputShape.Volume volumes, Task task) {
        this.axes = params.axes();
        this.voxels = new VolumesAndTargets(task);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        boolean[] turned = new boolean[AXES];
        axes.forEach(axis -> turned[axis.ordinal()] = random.nextBoolean());
        int[] shape = example.input().shape();
        return voxels.moved(
                example,
                volume -> Volumes.mirrored(volume, turned),
                box -> new Box(
                        box.probability(),
                        place(box.z(), shape[0], turned[0]),
                        place(box.y(), shape[1], turned[1]),
                        place(box.x(), shape[2], turned[2]),
                        box.diameter()));
    }

    private static double place(double before, int size, boolean turned) {
        return turned ? size - 1 - before : before;
    }
}
