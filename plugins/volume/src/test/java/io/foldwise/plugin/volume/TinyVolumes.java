package io.foldwise.plugin.volume;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.SomeBoxes;
import io.foldwise.plugin.volume.data.Regions;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Volumes of one channel with a weak pattern and bright balls, which are the nodules; every fourth volume has none, and every third one is larger.
 */
public final class TinyVolumes implements Regions {

    private static final float OUTSIDE = -1;

    private final int size;

    /** @param size how many volumes there are */
    public TinyVolumes(int size) {
        this.size = size;
    }

    /** The nodules of a volume. */
    public List<Box> nodules(int row) {
        List<Box> nodules = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(row);
        int[] extent = extent(row);
        for (int number = row % 4; number > 0; number--) {
            nodules.add(SomeBoxes.nodule(
                    6 + (extent[0] - 12) * random.nextDouble(),
                    6 + (extent[1] - 12) * random.nextDouble(),
                    6 + (extent[2] - 12) * random.nextDouble(),
                    number == 1 ? 12 : 6));
        }
        return nodules;
    }

    @Override
    public int[] extent(int row) {
        return row % 3 == 0 ? new int[] {48, 64, 64} : new int[] {32, 48, 48};
    }

    @Override
    public Tensor region(int row, int z, int y, int x, int depth, int height, int width) {
        float[] values = new float[depth * height * width];
        List<Box> nodules = nodules(row);
        int[] extent = extent(row);
        int at = 0;
        for (int i = z; i < z + depth; i++) {
            for (int j = y; j < y + height; j++) {
                for (int k = x; k < x + width; k++) {
                    boolean inside = i >= 0 && j >= 0 && k >= 0 && i < extent[0] && j < extent[1] && k < extent[2];
                    values[at++] = inside ? value(nodules, i, j, k) : OUTSIDE;
                }
            }
        }
        return new Tensor(values, depth, height, width, 1);
    }

    private static float value(List<Box> nodules, int z, int y, int x) {
        float value = 0.1f * ((7 * z + 3 * y + 5 * x) % 11 / 11f);
        for (Box nodule : nodules) {
            double depth = nodule.z() - z;
            double height = nodule.y() - y;
            double width = nodule.x() - x;
            double distance = depth * depth + height * height + width * width;
            value += 4 * distance <= nodule.diameter() * nodule.diameter() ? 1 : 0;
        }
        return value;
    }

    @Override
    public float outside() {
        return OUTSIDE;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String id(int row) {
        return "scan-" + row;
    }

    @Override
    public InputShape input() {
        return new InputShape.Volume(48, 64, 64, 1);
    }

    @Override
    public Task task() {
        return Task.of(SomeBoxes.HEAD);
    }

    @Override
    public boolean labelled() {
        return true;
    }

    @Override
    public float[] targets(int row) {
        return new float[] {nodules(row).isEmpty() ? 0 : 1};
    }

    @Override
    public Tensor target(int row, Head head) {
        return Box.tensor(nodules(row));
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        return name.equals("to-world") ? Optional.of("0 0 -1 100 0 1 0 -50 0.5 0 0 7") : Optional.empty();
    }

    @Override
    public Features features(int[] rows) {
        int[] extent = extent(rows[0]);
        float[] values =
                region(rows[0], 0, 0, 0, extent[0], extent[1], extent[2]).values();
        return Features.of(Nd4j.createFromArray(values).reshape('c', 1, extent[0], extent[1], extent[2], 1));
    }
}
