package io.foldwise.plugin.volume.model;

import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.plugin.volume.mask.VolumeMask;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Volume;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What networks for volumes ask of the data. */
final class VolumeModels {

    private static final int PLACES = 3;

    private VolumeModels() {}

    /** @throws IncompatibleException if samples are no volumes */
    static Volume volumes(InputShape input) {
        if (input instanceof Volume volume) {
            return volume;
        }
        throw new IncompatibleException("reads volumes, but the data gives " + input);
    }

    /** Whether a head asks something of each place of a volume. */
    static boolean ofPlaces(Head head) {
        return head.logits().length == PLACES + 1 && head.logits()[PLACES] > 0;
    }

    /** Logits of each place. */
    static int width(Head head) {
        return Math.toIntExact(head.logits()[PLACES]);
    }

    /** Voxels along an edge of a cell that a head asks about: 1 for masks, what the data says for boxes; empty if any will do. */
    static OptionalInt stride(Head head) {
        if (head instanceof VolumeMask) {
            return OptionalInt.of(1);
        }
        return head instanceof Nodules nodules
                ? OptionalInt.of(nodules.anchors().stride())
                : OptionalInt.empty();
    }

    /** @throws IncompatibleException if a head asks about cells of another size, for masks voxels */
    static void requireStride(Head head, int stride) {
        if (stride(head).orElse(stride) != stride) {
            throw new IncompatibleException(
                    "answers for cells of " + stride + (stride == 1 ? " voxel" : " voxels") + " along an edge, but "
                            + (head instanceof VolumeMask
                                    ? "'" + head.name() + "' asks of every voxel; take u-net-3d with stride = 1"
                                    : "boxes are given for cells of "
                                            + stride(head).orElseThrow() + "; give data and model the same stride"));
        }
    }

    /**
     * What the bias of the logits starts with, over and over: that of a score so that its logistic is the prior, any other at 0.
     *
     * @param prior empty for a start at 0 throughout
     */
    static List<Double> biases(Head head, Optional<Double> prior) {
        if (prior.isEmpty()) {
            return List.of();
        }
        int numbers = head instanceof Nodules ? Anchors.NUMBERS : 1;
        List<Double> biases = new ArrayList<>(Collections.nCopies(numbers, 0.0));
        biases.set(0, Math.log(prior.get() / (1 - prior.get())));
        return biases;
    }
}
