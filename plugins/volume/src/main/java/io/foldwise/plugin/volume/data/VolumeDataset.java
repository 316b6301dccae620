package io.foldwise.plugin.volume.data;

import io.foldwise.plugin.volume.mask.VolumeMask;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Scans as samples, read when they are needed. The first channel is {@code (value - 128) / 128} of the byte that a voxel is; where
 * coordinates are asked for, three more say where it lies. Targets are boxes, {@code [findings, 5]}, and masks, {@code [depth, height, width, 1]}. The attribute {@value
 * #TO_WORLD} gives the twelve numbers of {@link ToWorld}.
 */
public final class VolumeDataset implements Regions {

    /** The attribute that says where voxels are. */
    public static final String TO_WORLD = "to-world";

    private static final float MIDDLE = 128;

    private final List<Scan> scans;
    private final Volumes volumes;
    private final Task task;
    private final boolean coordinates;
    private final boolean labelled;
    private final Optional<VoxelMasks> masks;
    private final InputShape.Volume input;

    /** Volumes without masks. */
    public VolumeDataset(List<Scan> scans, Volumes volumes, Task task, boolean coordinates, boolean labelled) {
        this(scans, volumes, task, coordinates, labelled, Optional.empty());
    }

    /**
     * @param coordinates whether channels say where a voxel lies
     * @param labelled whether findings are known
     * @param masks empty where none are asked for
     */
    public VolumeDataset(
            List<Scan> scans,
            Volumes volumes,
            Task task,
            boolean coordinates,
            boolean labelled,
            Optional<VoxelMasks> masks) {
        this.masks = masks;
        this.scans = List.copyOf(scans);
        this.volumes = volumes;
        this.task = task;
        this.coordinates = coordinates;
        this.labelled = labelled;
        int[] largest = new int[3];
        for (int row = 0; row < scans.size(); row++) {
            int[] extent = volumes.extent(row);
            Arrays.setAll(largest, axis -> Math.max(largest[axis], extent[axis]));
        }
        this.input = new InputShape.Volume(largest[0], largest[1], largest[2], channels(coordinates));
    }

    /** The channels of a voxel. */
    public static int channels(boolean coordinates) {
        return coordinates ? 1 + COORDINATES : 1;
    }

    @Override
    public int size() {
        return scans.size();
    }

    @Override
    public String id(int row) {
        return scans.get(row).id();
    }

    @Override
    public InputShape input() {
        return input;
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public boolean labelled() {
        return labelled;
    }

    /** Whether there is anything to be found: what a split should balance. */
    @Override
    public float[] targets(int row) {
        boolean any = known(row).stream().anyMatch(Finding::counts)
                || masks.map(each -> each.any(row)).orElse(false);
        return new float[] {any ? 1 : 0};
    }

    @Override
    public Tensor target(int row, Head head) {
        if (head instanceof VolumeMask) {
            return maskRegion(row, head, Block.of(extent(row)));
        }
        List<Finding> findings = known(row);
        float[] boxes = new float[findings.size() * Finding.NUMBERS];
        for (int i = 0; i < findings.size(); i++) {
            System.arraycopy(findings.get(i).box(), 0, boxes, i * Finding.NUMBERS, Finding.NUMBERS);
        }
        return new Tensor(boxes, findings.size(), Finding.NUMBERS);
    }

    @Override
    public Tensor maskRegion(int row, Head mask, Block block) {
        known(row);
        byte[] voxels = masks.orElseThrow(() -> new IllegalStateException("there are no masks"))
                .part(row, block);
        float[] values = new float[voxels.length];
        for (int voxel = 0; voxel < values.length; voxel++) {
            values[voxel] = voxels[voxel];
        }
        return new Tensor(values, block.depth(), block.height(), block.width(), 1);
    }

    private List<Finding> known(int row) {
        if (!labelled) {
            throw new IllegalStateException("volumes to predict have no targets");
        }
        return scans.get(row).findings();
    }

    @Override
    public int group(int row) {
        return scans.get(row).group();
    }

    @Override
    public List<String> attributes() {
        Stream<String> further = scans.stream().flatMap(scan -> scan.attributes().keySet().stream());
        return Stream.concat(Stream.of(TO_WORLD), further.distinct().sorted()).toList();
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        return name.equals(TO_WORLD)
                ? Optional.of(scans.get(row).toWorld().text())
                : Optional.ofNullable(scans.get(row).attributes().get(name));
    }

    @Override
    public OptionalLong contentHash(int row) {
        return volumes.contentHash(row);
    }

    @Override
    public int[] extent(int row) {
        return volumes.extent(row);
    }

    @Override
    public float outside() {
        return intensity(Volumes.OUTSIDE);
    }

    @Override
    public Tensor region(int row, int z, int y, int x, int depth, int height, int width) {
        Block block = new Block(z, y, x, depth, height, width);
        float[] values = new float[Math.multiplyExact(block.voxels(), input.channels())];
        write(row, block, values, 0);
        return new Tensor(values, depth, height, width, input.channels());
    }

    /** @throws IllegalArgumentException if the volumes differ in size, which do not fit into a batch */
    @Override
    public Features features(int[] rows) {
        int[] extent = extent(rows[0]);
        if (Arrays.stream(rows).anyMatch(row -> !Arrays.equals(extent, extent(row)))) {
            throw new IllegalArgumentException("volumes of different sizes in a batch; ask for one at a time");
        }
        Block whole = Block.of(extent);
        int numbers = Math.multiplyExact(whole.voxels(), input.channels());
        float[] batch = new float[Math.multiplyExact(rows.length, numbers)];
        IntStream.range(0, rows.length).parallel().forEach(i -> write(rows[i], whole, batch, i * numbers));
        long[] shape = {rows.length, whole.depth(), whole.height(), whole.width(), input.channels()};
        return Features.of(Nd4j.createFromArray(batch).reshape('c', shape)); // [batch, depth, height, width, channels]
    }

    private void write(int row, Block block, float[] values, int from) {
        byte[] voxels = volumes.part(row, block);
        int channels = input.channels();
        for (int voxel = 0; voxel < voxels.length; voxel++) {
            values[from + voxel * channels] = intensity(voxels[voxel] & 0xff);
        }
        if (coordinates) {
            writeCoordinates(volumes.extent(row), block, values, from);
        }
    }

    private static float intensity(int value) {
        return (value - MIDDLE) / MIDDLE;
    }

    private static void writeCoordinates(int[] extent, Block block, float[] values, int from) {
        float[] columns = new float[block.width()];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = coordinate(block.x() + column, extent[2]);
        }
        int place = from;
        for (int plane = 0; plane < block.depth(); plane++) {
            float z = coordinate(block.z() + plane, extent[0]);
            for (int row = 0; row < block.height(); row++) {
                float y = coordinate(block.y() + row, extent[1]);
                for (float x : columns) {
                    values[place + 1] = z;
                    values[place + 2] = y;
                    values[place + 3] = x;
                    place += 1 + COORDINATES;
                }
            }
        }
    }

    /** Of a voxel's middle: from -0.5 at one end of a volume to 0.5 at the other. */
    private static float coordinate(int voxel, int edge) {
        return (float) ((voxel + 0.5) / edge - 0.5);
    }
}
