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

    /** How far a slice may be from where even steps lead, of a step: small differences of gaps may add up. */
    private static final double ASTRAY = 0.5;

    /** How far a slice may lie beside the line from the first to the last, of a pixel. */
    private static final double SIDEWAYS = 0.1;

    /** Slices that are so much farther apart than they are thick do not touch. */
    private static final double APART = 1.5;

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
        requireStraight(slices, normal);
        requireAllNumbers(slices, normal);
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

    /** The grid knows but the first and the last slice: all others have to be where it says. */
    private static void requireStraight(List<DicomSlice> slices, double[] normal) throws UnreadableVolumeException {
        DicomSlice first = slices.get(0);
        DicomSlice last = slices.get(slices.size() - 1);
        double step = step(slices, normal);
        for (int i = 1; i < slices.size() - 1; i++) {
            DicomSlice slice = slices.get(i);
            double way = slice.along(normal) - first.along(normal);
            double share = way / (step * (slices.size() - 1));
            double squares = 0;
            for (int world = 0; world < 3; world++) {
                double line = first.position()[world] + share * (last.position()[world] - first.position()[world]);
                squares += Math.pow(slice.position()[world] - line, 2);
            }
            double beside = Math.sqrt(squares);
            if (!(beside <= SIDEWAYS * Math.min(first.spacing()[0], first.spacing()[1]))) {
                throw new UnreadableVolumeException(
                        "holds slices that are not on a straight line: %s lies %.2f mm beside the one from %s to %s"
                                .formatted(
                                        slice.file().getFileName(),
                                        beside,
                                        first.file().getFileName(),
                                        last.file().getFileName()));
            } else if (!(Math.abs(way - i * step) <= ASTRAY * step)) {
                throw new UnreadableVolumeException(
                        "holds slices that are not evenly stacked: %s lies %.2f mm from where even steps of %.2f mm lead"
                                .formatted(slice.file().getFileName(), Math.abs(way - i * step), step));
            }
        }
    }

    /** From one slice to the next, on average. */
    private static double step(List<DicomSlice> slices, double[] normal) {
        double length =
                slices.get(slices.size() - 1).along(normal) - slices.get(0).along(normal);
        return length / (slices.size() - 1);
    }

    /**
     * Where each second slice is missing, say, those that are left are evenly stacked. Numbers that go up by two alone say little, as slices
     * may be numbered with those of another series; that slices do not touch says little, too: some scans have gaps.
     */
    private static void requireAllNumbers(List<DicomSlice> slices, double[] normal) throws UnreadableVolumeException {
        double thickness = slices.get(0).thickness().orElse(Double.MAX_VALUE);
        double step = step(slices, normal);
        if (slices.stream().anyMatch(slice -> slice.number().isEmpty()) || step <= APART * thickness) {
            return;
        }
        int[] steps = IntStream.range(1, slices.size())
                .map(i -> slices.get(i).number().orElseThrow()
                        - slices.get(i - 1).number().orElseThrow())
                .distinct()
                .toArray();
        if (steps.length == 1 && Math.abs(steps[0]) > 1) {
            throw new UnreadableVolumeException(
                    "misses slices: their numbers go in steps of %d, and slices of %.2f mm are %.2f mm apart; take all of the series"
                            .formatted(Math.abs(steps[0]), thickness, step));
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
