package io.foldwise.plugin.volume.augmentation;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Turns volumes in the plane of height and width around their middle: by quarters, or half turns where height and width differ, without
 * any interpolation; and by any angle up to a largest one, where voxels beyond the edges are the last ones there. Nodules are balls: the
 * cube around one stays as it is.
 */
@Description("Turns volumes with their nodules and masks in the plane of height and width")
public final class VolumeRotation implements Augmentation {

    private final Params params;
    private final VolumesAndTargets voxels;

    /** How far. */
    public record Params(
            @Description("Whether to turn by 0, 90, 180 or 270 degrees, each as likely") @Default("true")
            boolean quarters,

            @Description(value = "Largest angle to either side beyond that", unit = "degrees")
            @Default("0")
            @DecimalMin("0")
            @DecimalMax("180")
            double degrees) {}

    /** @throws io.foldwise.spi.IncompatibleException if something is asked that does not follow volumes */
    @Inject
    public VolumeRotation(Params params, InputShape.Volume volumes, Task task) {
        this.params = params;
        this.voxels = new VolumesAndTargets(task);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        int[] shape = example.input().shape();
        int turns = params.quarters() ? turns(shape, random) : 0;
        Example turned = example;
        if (turns % 2 == 1) {
            turned = voxels.moved(turned, Volumes::transposed, box -> at(box, box.x(), box.y()));
        }
        // a transposition and a mirrored axis are a quarter turn, two mirrored axes are a half
        boolean height = turns == 1 || turns == 2;
        boolean width = turns == 2 || turns == 3;
        turned = voxels.moved(
                turned,
                volume -> Volumes.mirrored(volume, new boolean[] {false, height, width}),
                box -> at(box, height ? shape[1] - 1 - box.y() : box.y(), width ? shape[2] - 1 - box.x() : box.x()));
        return params.degrees() > 0 ? turned(turned, Draw.within(params.degrees(), random)) : turned;
    }

    private static int turns(int[] shape, SplittableRandom random) {
        return shape[1] == shape[2] ? Draw.below(4, random) : 2 * Draw.below(2, random);
    }

    private Example turned(Example example, double degrees) {
        int[] shape = example.input().shape();
        double sine = Math.sin(Math.toRadians(degrees));
        double cosine = Math.cos(Math.toRadians(degrees));
        double middleY = (shape[1] - 1) / 2.0;
        double middleX = (shape[2] - 1) / 2.0;
        UnaryOperator<Tensor> interpolated = volume -> Volumes.turned(volume, degrees, false);
        return voxels.moved(example, interpolated, mask -> Volumes.turned(mask, degrees, true), box -> {
            double right = box.x() - middleX;
            double down = box.y() - middleY;
            return at(box, middleY + sine * right + cosine * down, middleX + cosine * right - sine * down);
        });
    }

    private static Box at(Box box, double y, double x) {
        return new Box(box.probability(), box.z(), y, x, box.diameter());
    }
}
