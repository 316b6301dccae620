package io.foldwise.plugin.volume.ct;

import io.foldwise.plugin.volume.cache.CachedMasks;
import io.foldwise.plugin.volume.cache.CachedVolumes;
import io.foldwise.plugin.volume.cache.ChunkFile;
import io.foldwise.plugin.volume.cache.VolumeCache;
import io.foldwise.plugin.volume.data.Finding;
import io.foldwise.plugin.volume.data.Scan;
import io.foldwise.plugin.volume.data.ToWorld;
import io.foldwise.plugin.volume.data.VolumeDataset;
import io.foldwise.plugin.volume.data.VoxelMasks;
import io.foldwise.plugin.volume.file.Grid;
import io.foldwise.plugin.volume.file.StoredVolume;
import io.foldwise.plugin.volume.file.UnreadableVolumeException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From files to samples. */
record CtReading(VolumeCache cache, Task task, WorldAxes world, boolean coordinates) {

    private static final Logger LOG = LoggerFactory.getLogger(CtReading.class);

    /** Scans of which nothing is known. */
    Dataset toPredict(ScanFiles files) {
        Problems problems = new Problems();
        Map<String, StoredVolume> scans = files.byId(problems);
        requireGrids(scans, problems);
        problems.throwIfAny();
        List<ChunkFile> prepared = prepared(scans);
        List<Scan> samples = new ArrayList<>();
        for (String id : scans.keySet()) {
            int row = samples.size();
            samples.add(new Scan(id, row, world.of(prepared.get(row).toWorld()), List.of()));
        }
        return new VolumeDataset(samples, new CachedVolumes(prepared), task, coordinates, false);
    }

    /**
     * Scans with nodules, or masks.
     *
     * @param masks of all scans by their ids; empty where none are asked for
     * @param groups of scans in the order of their ids
     */
    Dataset labelled(
            Map<String, StoredVolume> scans,
            List<Label> labels,
            Map<String, StoredVolume> masks,
            int[] groups,
            Problems problems) {
        Map<String, Grid> grids = requireGrids(scans, problems);
        labels.stream()
                .filter(label -> label.counts() && grids.containsKey(label.scan()))
                .forEach(label -> requireInside(label, grids.get(label.scan()), problems));
        Map<String, List<Label>> byScan = labels.stream().collect(Collectors.groupingBy(Label::scan));
        int outside = grids.keySet().stream()
                .mapToInt(id -> excludedOutside(byScan.getOrDefault(id, List.of()), grids.get(id), problems))
                .sum();
        problems.throwIfAny();
        List<ChunkFile> prepared = prepared(scans);
        List<Scan> samples = new ArrayList<>();
        for (String id : scans.keySet()) {
            int row = samples.size();
            ToWorld toWorld = world.of(prepared.get(row).toWorld());
            List<Finding> findings = byScan.getOrDefault(id, List.of()).stream()
                    .flatMap(label -> finding(label, toWorld, grids.get(id), prepared.get(row), problems).stream())
                    .toList();
            samples.add(new Scan(id, groups[row], toWorld, findings));
        }
        problems.throwIfAny();
        int kept = samples.stream().mapToInt(scan -> scan.findings().size()).sum();
        if (outside > 0) {
            LOG.info("left out {} excluded findings that are outside of their scans", outside);
        }
        if (kept + outside < labels.size()) {
            LOG.info("left out {} excluded findings that are outside of the lungs", labels.size() - kept - outside);
        }
        Optional<VoxelMasks> voxels = masks.isEmpty() ? Optional.empty() : Optional.of(masks(scans, masks, prepared));
        return new VolumeDataset(samples, new CachedVolumes(prepared), task, coordinates, true, voxels);
    }

    private VoxelMasks masks(
            Map<String, StoredVolume> scans, Map<String, StoredVolume> masks, List<ChunkFile> prepared) {
        Problems problems = new Problems();
        List<ChunkFile> made = new ArrayList<>();
        int row = 0;
        for (Map.Entry<String, StoredVolume> scan : scans.entrySet()) {
            StoredVolume mask = masks.get(scan.getKey());
            try {
                made.add(cache.mask(mask, scan.getValue(), prepared.get(row++)));
            } catch (IOException e) {
                problems.add(mask.place(), UnreadableVolumeException.reason(e));
            }
        }
        problems.throwIfAny();
        return CachedMasks.of(made);
    }

    private static Map<String, Grid> requireGrids(Map<String, StoredVolume> scans, Problems problems) {
        Map<String, Grid> grids = new LinkedHashMap<>();
        scans.forEach((id, scan) -> {
            try {
                grids.put(id, scan.grid());
            } catch (IOException e) {
                problems.add(scan.place(), UnreadableVolumeException.reason(e));
            }
        });
        return grids;
    }

    /** A place in the voxels of a scan's file. */
    private double[] voxel(Label label, Grid grid) {
        double[] way = world.of(grid.toWorld()).along(label.x(), label.y(), label.z());
        for (int axis = 0; axis < way.length; axis++) {
            way[axis] /= grid.spacing(axis) * grid.spacing(axis);
        }
        return way;
    }

    private static boolean inside(double[] voxel, Grid grid) {
        return IntStream.range(0, voxel.length)
                .allMatch(axis -> voxel[axis] >= -0.5 && voxel[axis] <= grid.extent(axis) - 0.5);
    }

    /**
     * How many of a scan's excluded findings lie outside of it, which are left out. Where most of them do, they are of another world, and
     * each is a problem; LUNA16 has tens of them a scan, and few that are astray should not make all of them useless.
     */
    private int excludedOutside(List<Label> labels, Grid grid, Problems problems) {
        List<Label> excluded = labels.stream().filter(label -> !label.counts()).toList();
        List<Label> outside = excluded.stream()
                .filter(label -> !inside(voxel(label, grid), grid))
                .toList();
        if (2 * outside.size() > excluded.size()) {
            outside.forEach(label -> requireInside(label, grid, problems));
        }
        return outside.size();
    }

    private void requireInside(Label label, Grid grid, Problems problems) {
        double[] way = voxel(label, grid);
        if (!inside(way, grid)) {
            String place = "slice %.1f, row %.1f, column %.1f of %d x %d x %d"
                    .formatted(way[0], way[1], way[2], grid.slices(), grid.rows(), grid.columns());
            problems.add(
                    label.file(),
                    label.line(),
                    "lies outside of scan '" + label.scan() + "', at " + place
                            + "; are these millimetres in the world, " + world.directions() + "?");
        }
    }

    /**
     * A finding in voxels; one that counts neither way is left out if it is outside of what is kept of a scan. One in the outer half of a
     * thick slice, of which the prepared scan ends at the middle, lies at its border.
     */
    private Optional<Finding> finding(Label label, ToWorld toWorld, Grid grid, ChunkFile volume, Problems problems) {
        double[] place = toWorld.along(label.x(), label.y(), label.z());
        if (cache.keepsAll() && inside(voxel(label, grid), grid)) {
            for (int axis = 0; axis < place.length; axis++) {
                place[axis] = Math.max(0, Math.min(place[axis], volume.scan()[axis] - 1));
            }
        }
        boolean inside = IntStream.range(0, place.length)
                .allMatch(axis -> place[axis] >= -0.5 && place[axis] <= volume.scan()[axis] - 0.5);
        if (!inside && label.counts()) {
            problems.add(
                    label.file(),
                    label.line(),
                    "lies outside of the lungs that were found in scan '" + label.scan()
                            + "': a larger margin may reach it, and lungs = none hides nothing");
        } else if (!inside) {
            return Optional.empty();
        }
        return Optional.of(new Finding(place[0], place[1], place[2], label.diameter(), label.counts()));
    }

    private List<ChunkFile> prepared(Map<String, StoredVolume> scans) {
        Problems problems = new Problems();
        List<ChunkFile> prepared = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, StoredVolume> scan : scans.entrySet()) {
            number++;
            try {
                Optional<ChunkFile> known = cache.find(scan.getValue());
                if (known.isEmpty()) {
                    LOG.info("preparing scan {} ({} of {})", scan.getKey(), number, scans.size());
                }
                prepared.add(known.isPresent() ? known.get() : cache.get(scan.getValue()));
            } catch (IOException e) {
                problems.add(scan.getValue().place(), UnreadableVolumeException.reason(e));
            }
        }
        problems.throwIfAny();
        return prepared;
    }
}
