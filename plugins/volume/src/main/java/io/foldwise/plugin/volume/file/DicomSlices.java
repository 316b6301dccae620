package io.foldwise.plugin.volume.file;

import io.foldwise.plugin.volume.data.ToWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The slices of a series in the order in which they are stacked, evenly and without gaps. */
record DicomSlices(List<DicomSlice> slices) {

    private static final double TOLERANCE = 1e-3;
    private static final double UNEVEN = 0.1;

    /** @throws UnreadableVolumeException if they are not of one series, or not evenly stacked */
    static DicomSlices of(List<Path> files) throws IOException {
        if (files.size() > Grid.LONGEST) {
            throw new UnreadableVolumeException(
                    "holds " + files.size() + " DICOM files, more than any scan has slices (" + Grid.LONGEST + ")");
        }
        List<DicomSlice> slices = new ArrayList<>();
        for (Path file : files) {
            DicomSlice slice = DicomSlice.of(file);
            if (!slices.isEmpty()) {
                requireLike(slices.get(0), slice);
            }
            slices.add(slice);
        }
        double[] normal = slices.get(0).normal();
        slices.sort(Comparator.comparingDouble(slice -> slice.along(normal)));
        requireEven(slices, normal);
        return new DicomSlices(List.copyOf(slices));
    }

    private static void requireLike(DicomSlice first, DicomSlice other) throws UnreadableVolumeException {
        String files = other.file().getFileName() + " and " + first.file().getFileName();
        if (!first.series().equals(other.series())) {
            throw new UnreadableVolumeException(
                    "holds slices of several series: " + files + " are of two; a folder is one scan");
        } else if (first.rows() != other.rows() || first.columns() != other.columns()) {
            throw new UnreadableVolumeException("holds slices of several sizes: those of " + files + " differ");
        } else if (!alike(first.orientation(), other.orientation()) || !alike(first.spacing(), other.spacing())) {
            throw new UnreadableVolumeException(
                    "holds slices in several orientations or sizes of pixels: those of " + files + " differ");
        }
    }

    private static boolean alike(double[] one, double[] other) {
        return IntStream.range(0, one.length).allMatch(i -> Math.abs(one[i] - other[i]) < TOLERANCE);
    }

    private static void requireEven(List<DicomSlice> slices, double[] normal) throws UnreadableVolumeException {
        if (slices.size() < 2) {
            throw new UnreadableVolumeException("holds a single slice, which is no volume");
        }
        double[] gaps = IntStream.range(1, slices.size())
                .mapToDouble(
                        i -> slices.get(i).along(normal) - slices.get(i - 1).along(normal))
                .toArray();
        double usual = IntStream.range(0, gaps.length)
                .mapToDouble(i -> gaps[i])
                .sorted()
                .toArray()[gaps.length / 2];
        for (int i = 0; i < gaps.length; i++) {
            String files = slices.get(i).file().getFileName() + " and "
                    + slices.get(i + 1).file().getFileName();
            if (gaps[i] < TOLERANCE) {
                throw new UnreadableVolumeException("holds two slices at one place: " + files);
            } else if (Math.abs(gaps[i] - usual) > UNEVEN * usual) {
                throw new UnreadableVolumeException(
                        "misses slices: between %s are %.2f mm, elsewhere %.2f mm".formatted(files, gaps[i], usual));
            }
        }
    }

    Grid grid() throws UnreadableVolumeException {
        DicomSlice first = slices.get(0);
        DicomSlice last = slices.get(slices.size() - 1);
        double[] map = new double[12];
        for (int world = 0; world < 3; world++) {
            map[4 * world] = (last.position()[world] - first.position()[world]) / (slices.size() - 1);
            map[4 * world + 1] = first.orientation()[3 + world] * first.spacing()[0];
            map[4 * world + 2] = first.orientation()[world] * first.spacing()[1];
            map[4 * world + 3] = first.position()[world];
        }
        return Grid.of(slices.size(), first.rows(), first.columns(), new ToWorld(map));
    }
}
