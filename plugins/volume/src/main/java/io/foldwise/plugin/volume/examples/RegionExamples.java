package io.foldwise.plugin.volume.examples;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.data.Regions;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;

/** Cubes cut out of volumes, with what is asked of them. */
final class RegionExamples implements Dataset {

    private static final int AXES = 3;

    private final Regions volumes;
    private final List<Place> places;
    private final int size;

    /**
     * Where a cube begins, which may be in front of the volume.
     *
     * @param row of the volume
     */
    record Place(int row, int z, int y, int x) {}

    /** @param size the edge of a cube */
    RegionExamples(Regions volumes, List<Place> places, int size) {
        this.volumes = volumes;
        this.places = List.copyOf(places);
        this.size = size;
    }

    @Override
    public int size() {
        return places.size();
    }

    @Override
    public String id(int row) {
        Place place = places.get(row);
        return volumes.id(place.row()) + "/" + row;
    }

    @Override
    public InputShape input() {
        int channels = ((InputShape.Volume) volumes.input()).channels();
        return new InputShape.Volume(size, size, size, channels);
    }

    @Override
    public Task task() {
        return volumes.task();
    }

    @Override
    public boolean labelled() {
        return volumes.labelled();
    }

    /** 1 if there is a nodule with its centre inside, or else 0; of other tasks what is known of the volume. */
    @Override
    public float[] targets(int row) {
        Optional<Head> nodules =
                task().heads().stream().filter(Nodules.class::isInstance).findFirst();
        return nodules.map(head -> new float[] {holdsAny(row, head) ? 1 : 0})
                .orElseGet(() -> volumes.targets(places.get(row).row()));
    }

    private boolean holdsAny(int row, Head head) {
        return Box.of(target(row, head)).stream()
                .anyMatch(box -> box.counts() && isInside(box.z()) && isInside(box.y()) && isInside(box.x()));
    }

    private boolean isInside(double centre) {
        return centre >= 0 && centre <= size - 1;
    }

    @Override
    public Tensor target(int row, Head head) {
        Place place = places.get(row);
        if (head instanceof Nodules) {
            return Box.tensor(Box.of(volumes.target(place.row(), head)).stream()
                    .map(box -> box.movedBy(-place.z(), -place.y(), -place.x()))
                    .filter(this::touches)
                    .toList());
        }
        return head instanceof RowHead
                ? volumes.target(place.row(), head)
                : volumes.maskRegion(place.row(), head, new Block(place.z(), place.y(), place.x(), size, size, size));
    }

    private boolean touches(Box box) {
        double reach = box.diameter() / 2 + 0.5;
        return touches(box.z(), reach) && touches(box.y(), reach) && touches(box.x(), reach);
    }

    private boolean touches(double centre, double reach) {
        return centre > -reach && centre < size - 1 + reach;
    }

    @Override
    public int group(int row) {
        return volumes.group(places.get(row).row());
    }

    @Override
    public List<String> attributes() {
        return volumes.attributes();
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        return volumes.attribute(places.get(row).row(), name);
    }

    @Override
    public Features features(int[] rows) {
        List<Tensor> cubes = Arrays.stream(rows).mapToObj(this::cube).toList();
        int numbers = cubes.get(0).values().length;
        float[] all = new float[Math.multiplyExact(numbers, rows.length)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(cubes.get(i).values(), 0, all, i * numbers, numbers);
        }
        int channels = cubes.get(0).shape()[AXES];
        return Features.of(Nd4j.createFromArray(all).reshape('c', rows.length, size, size, size, channels));
    }

    private Tensor cube(int row) {
        Place place = places.get(row);
        return volumes.region(place.row(), place.z(), place.y(), place.x(), size, size, size);
    }
}
