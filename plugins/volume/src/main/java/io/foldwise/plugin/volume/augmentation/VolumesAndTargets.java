package io.foldwise.plugin.volume.augmentation;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Moves the voxels of an example's volume, and nodules and masks with them. Nodules that are moved out of it are left out. */
final class VolumesAndTargets {

    private static final int RANK = 4;

    private final List<Head> heads;

    /** @throws IncompatibleException if there is a head that is neither nodules, nor a mask of any size, nor a row of numbers */
    VolumesAndTargets(Task task) {
        this.heads = task.heads();
        heads.forEach(VolumesAndTargets::require);
    }

    private static void require(Head head) {
        if (!(head instanceof Nodules || head instanceof RowHead || isMask(head))) {
            throw new IncompatibleException("moves volumes, and does not know how '" + head.name() + "' follows, "
                    + Arrays.toString(head.logits()));
        }
    }

    private static boolean isMask(Head head) {
        long[] shape = head.logits();
        return !(head instanceof Nodules) && shape.length == RANK && shape[0] == -1 && shape[1] == -1 && shape[2] == -1;
    }

    /** The nodules of an example that are to be found, with their centre in its volume. */
    List<Box> findings(Example example) {
        int[] shape = example.input().shape();
        return IntStream.range(0, heads.size())
                .filter(number -> heads.get(number) instanceof Nodules)
                .mapToObj(number -> Box.of(example.targets().get(number)))
                .flatMap(List::stream)
                .filter(box -> box.counts() && isInside(box, shape))
                .toList();
    }

    /** Whether a box has its centre in a volume. */
    static boolean isInside(Box box, int[] shape) {
        return isInside(box.z(), shape[0]) && isInside(box.y(), shape[1]) && isInside(box.x(), shape[2]);
    }

    private static boolean isInside(double centre, int edge) {
        return centre >= 0 && centre <= edge - 1;
    }

    /** @param move moves voxels to other places and changes none */
    Example moved(Example example, UnaryOperator<Tensor> move, UnaryOperator<Box> box) {
        return moved(example, move, move, box);
    }

    /**
     * @param volume what becomes of the volume
     * @param mask what becomes of each mask
     * @param box what becomes of each nodule
     */
    Example moved(Example example, UnaryOperator<Tensor> volume, UnaryOperator<Tensor> mask, UnaryOperator<Box> box) {
        Tensor input = volume.apply(example.input());
        return new Example(
                input,
                IntStream.range(0, heads.size())
                        .mapToObj(number -> {
                            Head head = heads.get(number);
                            Tensor target = example.targets().get(number);
                            if (head instanceof Nodules) {
                                return boxes(Box.of(target).stream().map(box), input.shape());
                            }
                            return head instanceof RowHead ? target : mask.apply(target);
                        })
                        .toList());
    }

    private static Tensor boxes(Stream<Box> moved, int[] shape) {
        return Box.tensor(moved.filter(box -> touches(box.z(), box, shape[0])
                        && touches(box.y(), box, shape[1])
                        && touches(box.x(), box, shape[2]))
                .toList());
    }

    private static boolean touches(double centre, Box box, int edge) {
        return centre + box.diameter() / 2 > -0.5 && centre - box.diameter() / 2 < edge - 0.5;
    }
}
