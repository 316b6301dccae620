package io.foldwise.plugin.volume.examples;

import io.foldwise.plugin.volume.data.Regions;
import io.foldwise.plugin.volume.examples.RegionExamples.Place;
import io.foldwise.plugin.volume.mask.VolumeMask;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Examples;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Cuts cubes out of volumes with masks: as many of each volume, a share of them around a voxel of the mask, each of which is as likely,
 * the others anywhere. They are the same in every epoch.
 */
@Description("Parts of volumes with masks, a share of them around a voxel of the mask")
public final class MaskCrops implements Examples {

    private static final int AXES = 3;

    private final Params params;
    private final Seed seed;
    private final Head mask;

    /** How many, and where. */
    public record Params(
            @Description(value = "Edge of a part", unit = "voxels") @Positive
            int size,

            @Description("How many parts are cut out of each volume") @Default("8") @Positive
            int parts,

            @Description("Share of them around a voxel of the mask, where it has any")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("1")
            double around) {}

    /** @throws IncompatibleException if the data asks for no masks */
    @Inject
    public MaskCrops(Params params, Task task, Seed seed) {
        this.params = params;
        this.seed = seed.branch("mask-crops", 0);
        this.mask = task.heads().stream()
                .filter(VolumeMask.class::isInstance)
                .findFirst()
                .orElseThrow(() ->
                        new IncompatibleException("cuts parts around voxels of masks, but the data asks for none"));
    }

    /** @throws IncompatibleException if the data cannot be read in parts */
    @Override
    public Cut cut(Dataset data, int[] rows) {
        if (!(data instanceof Regions regions)) {
            throw new IncompatibleException("mask-crops cuts parts out of volumes, which this data does not give");
        }
        int around = (int) Math.round(params.parts() * params.around());
        List<Place> places = new ArrayList<>();
        for (int row : rows) {
            SplittableRandom random = seed.branch("row", row).random();
            int[] extent = regions.extent(row);
            int[] inside = around == 0 ? new int[0] : MaskVoxels.of(regions, row, mask);
            int ofTheMask = inside.length == 0 ? 0 : around;
            for (int part = 0; part < params.parts(); part++) {
                places.add(
                        part < ofTheMask
                                ? around(row, inside[Draw.below(inside.length, random)], extent, random)
                                : anywhere(row, extent, random));
            }
        }
        Dataset parts = new RegionExamples(regions, places, params.size());
        return new Cut(parts, IntStream.range(0, places.size()).toArray());
    }

    /** Of all parts that hold a voxel one, as likely as any other. */
    private Place around(int row, int voxel, int[] extent, SplittableRandom random) {
        return new Place(
                row,
                voxel / extent[2] / extent[1] - Draw.below(params.size(), random),
                voxel / extent[2] % extent[1] - Draw.below(params.size(), random),
                voxel % extent[2] - Draw.below(params.size(), random));
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
