package io.foldwise.plugin.volume.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.volume.data.ToWorld;
import io.foldwise.plugin.volume.file.Grid;
import io.foldwise.plugin.volume.file.StoredVolume;
import io.foldwise.plugin.volume.file.TinyScan;
import io.foldwise.plugin.volume.file.UnreadableVolumeException;
import io.foldwise.plugin.volume.file.VolumeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotated and anisotropic scans that nibabel and pydicom wrote: see {@code bench/volumes/fixtures.py}. */
final class OtherWritersTest {

    /** The element in front of the number of rows: its tag, its type and its length (PS3.5, 7.1.2). */
    private static final String ROWS = "(\u0000\u0010\u0000US\u0002\u0000";

    @TempDir
    private Path folder;

    private static Path resource(String name) {
        try {
            return Path.of(VolumeFile.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StoredVolume volume(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return VolumeFile.of(place).orElseThrow();
        }
        try (Stream<Path> files = Files.list(place)) {
            return VolumeFile.among(files.sorted().toList()).get(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sform.nii.gz", "qform.nii", "series"})
    void keepsEveryVoxelWhereItIsInTheWorld(String name) throws IOException {
        PreparedVolume volume = PreparedVolume.of(volume(resource(name)), PreparedVolumeTest.PLAIN);
        ToWorld toWorld = volume.toWorld();
        int[] scan = volume.scan();
        for (int voxel = 0; voxel < scan[0] * scan[1] * scan[2]; voxel++) {
            int z = voxel / scan[2] / scan[1];
            int y = voxel / scan[2] % scan[1];
            int x = voxel % scan[2];
            double[] world = toWorld.world(z, y, x);
            double density = TinyScan.PLANE.at(world[0], world[1], world[2]);
            double wanted = (Math.max(-1200, density) + 1200) / 1800 * 255 - 0.5;
            int value = volume.voxels()[(z * volume.extent()[1] + y) * volume.extent()[2] + x] & 0xff;
            assertThat((double) value).as("voxel %d, %d, %d", z, y, x).isCloseTo(wanted, within(0.9));
        }
        assertThat(Arrays.stream(scan).sum()).isGreaterThan(20);
    }

    private Path series(int... slices) throws IOException {
        Path series = Files.createDirectories(folder.resolve("series"));
        for (int slice : slices) {
            Files.copy(resource("series/slice" + slice + ".dcm"), series.resolve(slice + ".dcm"));
        }
        return series;
    }

    private void refused(Path series, String message) throws IOException {
        StoredVolume volume = volume(series);
        assertThatExceptionOfType(UnreadableVolumeException.class)
                .isThrownBy(volume::grid)
                .withMessage(message);
    }

    /** Files are in the order 3, 0, 4, 1, 2. */
    @Test
    void saysThatSlicesAreMissing() throws IOException {
        refused(series(0, 1, 2, 3), "misses slices: between 3.dcm and 0.dcm are 5.00 mm, elsewhere 2.50 mm");
    }

    @Test
    void saysThatThereIsOneSlice() throws IOException {
        refused(series(0), "holds a single slice, which is no volume");
    }

    @Test
    void saysThatASliceIsThereTwice() throws IOException {
        Path series = series(0, 1, 2, 3, 4);
        Files.copy(series.resolve("0.dcm"), series.resolve("5.dcm"));
        refused(series, "holds two slices at one place: 0.dcm and 5.dcm");
    }

    private static void replace(Path file, String text, String other) throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(text);
        Files.writeString(file, bytes.replace(text, other), StandardCharsets.ISO_8859_1);
    }

    @Test
    void saysThatSeriesAreMixed() throws IOException {
        Path series = series(0, 1, 2, 3, 4);
        replace(
                series.resolve("2.dcm"),
                "UI\u0006\u00001.2.3\u0000\u0020\u0000",
                "UI\u0006\u00001.2.4\u0000\u0020\u0000");
        refused(series, "holds slices of several series: 2.dcm and 0.dcm are of two; a folder is one scan");
    }

    @Test
    void saysThatValuesStandForSomethingElse() throws IOException {
        Path series = series(0, 1, 2, 3, 4);
        replace(series.resolve("3.dcm"), "HU", "US");
        refused(series, "has 3.dcm, which is a DICOM file whose values stand for 'US', not for Hounsfield units");
    }

    @Test
    void saysThatSlicesAreOfSeveralSizes() throws IOException {
        Path series = series(0, 1, 2, 3, 4);
        replace(series.resolve("2.dcm"), ROWS + "\u0007", ROWS + "\u0008");
        refused(series, "holds slices of several sizes: those of 2.dcm and 0.dcm differ");
    }

    @Test
    void saysThatSlicesAreInSeveralOrientations() throws IOException {
        Path series = series(0, 1, 2, 3, 4);
        replace(series.resolve("2.dcm"), "0.36\\0.48\\-0.8", "0.48\\0.36\\-0.8");
        refused(series, "holds slices in several orientations or sizes of pixels: those of 2.dcm and 0.dcm differ");
    }

    @Test
    void saysThatPixelsAreOfSeveralSizes() throws IOException {
        Path series = series(0, 1, 2, 3, 4);
        replace(series.resolve("4.dcm"), "1.25\\0.7", "1.25\\0.8");
        refused(series, "holds slices in several orientations or sizes of pixels: those of 4.dcm and 0.dcm differ");
    }

    private Path changed(int at, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(resource("qform.nii"));
        bytes[at] = (byte) value;
        return Files.write(folder.resolve("a.nii"), bytes);
    }

    @Test
    void saysThatAVolumeDoesNotTellWhereItIs() throws IOException {
        refused(changed(252, 0), "does not say where its voxels are: sform_code and qform_code are 0");
    }

    @Test
    void saysThatAVolumeIsNotInMillimetres() throws IOException {
        int units = 123; // of length, in the lowest three bits
        refused(changed(units, 1), "is measured in metres; millimetres are read");
        refused(changed(units, 3), "is measured in micrometres; millimetres are read");
        refused(changed(units, 5), "is measured in unit 5; millimetres are read");
    }

    @Test
    void saysThatAVolumeHasOtherThanThreeDimensions() throws IOException {
        byte[] bytes = Files.readAllBytes(resource("qform.nii"));
        bytes[40] = 4; // dimensions, then how long each of them is
        bytes[48] = 2;
        Path film = Files.write(folder.resolve("b.nii"), bytes);
        refused(film, "has 4 dimensions; volumes have 3");
        refused(changed(40, 2), "has 2 dimensions; volumes have 3");
        bytes[48] = 1;
        Path single = Files.write(folder.resolve("c.nii"), bytes);
        assertThat(volume(single).grid().extent(0)).as("one point in time").isEqualTo(5);
    }

    private Path changed(int at, float... values) throws IOException {
        byte[] bytes = Files.readAllBytes(resource("qform.nii"));
        for (float value : values) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(at, value);
            at += Float.BYTES;
        }
        return Files.write(folder.resolve("a.nii"), bytes);
    }

    @Test
    void saysThatAQuaternionIsNoRotation() throws IOException {
        int quaternion = 256;
        String message = ", which is longer than 1 and no rotation; write its qform anew, or give it an sform";
        refused(changed(quaternion, 1, 1, 1), "is turned by a quaternion of 1.0, 1.0 and 1.0" + message);
        refused(changed(quaternion, Float.NaN, 0, 0), "is turned by a quaternion of NaN, 0.0 and 0.0" + message);
        Grid rounded = volume(changed(quaternion, 1.001f, 0, 0)).grid();
        assertThat(rounded.spacing(0)).isCloseTo(2.5, within(1e-6));
        assertThat(rounded.spacing(1)).isCloseTo(1.25, within(1e-6));
    }

    @Test
    void saysThatVoxelsHaveNegativeEdges() throws IOException {
        int alongColumns = 80;
        refused(
                changed(alongColumns, -1, 1, 2),
                "says pixdim = [-1.0, 1.0, 2.0], and edges of voxels are above 0; a scan is mirrored by its directions");
    }

    @Test
    void saysThatThereAreMoreVoxelsThanTheHeaderSays() throws IOException {
        byte[] plain = Files.readAllBytes(resource("qform.nii"));
        byte[] longer = Arrays.copyOf(plain, plain.length + 1);
        refused(Files.write(folder.resolve("a.nii"), longer), "has more voxels than its header says");
        Path packed = folder.resolve("b.nii.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(longer);
        }
        StoredVolume volume = volume(packed);
        assertThatExceptionOfType(UnreadableVolumeException.class)
                .isThrownBy(() -> volume.read((number, values) -> {}))
                .withMessage("has more voxels than its header says");
    }

    @Test
    void saysThatAVolumeIsCutShort() throws IOException {
        Path file =
                Files.write(folder.resolve("a.nii"), Arrays.copyOf(Files.readAllBytes(resource("qform.nii")), 1000));
        refused(file, "needs 1612 bytes, and has 1000: it is cut short");
        Path packed = Files.write(
                folder.resolve("b.nii.gz"), Arrays.copyOf(Files.readAllBytes(resource("sform.nii.gz")), 300));
        StoredVolume volume = volume(packed);
        assertThatExceptionOfType(UnreadableVolumeException.class)
                .isThrownBy(() -> volume.read((number, values) -> {}))
                .withMessage("has voxels that are cut short or damaged");
    }
}
