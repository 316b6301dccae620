package io.foldwise.plugin.volume.ct;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.volume.data.Regions;
import io.foldwise.plugin.volume.data.ToWorld;
import io.foldwise.plugin.volume.data.VolumeDataset;
import io.foldwise.plugin.volume.data.VolumeReaderContract;
import io.foldwise.plugin.volume.file.TinyScan;
import io.foldwise.plugin.volume.prepare.Preprocessing.LungSearch;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Reader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CtVolumesReaderTest extends VolumeReaderContract {

    @TempDir
    private Path folder;

    private CtFolder data;

    @BeforeEach
    void write() throws IOException {
        data = CtFolder.in(folder);
    }

    @Override
    protected Reader reader() {
        return data.reader();
    }

    private static float[] boxes(Dataset set, int row) {
        return set.target(row, set.task().first()).values();
    }

    @Test
    void takesIdsForText() {
        Dataset set = reader().train();
        assertThat(IntStream.range(0, 3).mapToObj(set::id)).containsExactly("056", "a", "c");
        assertThat(reader().test().orElseThrow().id(0)).isEqualTo("c");
    }

    @Test
    void placesNodulesInVoxelsOfAMillimetre() {
        Dataset set = reader().train();
        assertThat(boxes(set, 0)).containsExactly(1, 10, 11, 12, 8.25f);
        assertThat(boxes(set, 1)).containsExactly(1, 5, 5, 4.5f, 6, 1, 12, 7, 20, 4.5f);
        assertThat(boxes(set, 2)).isEmpty();
        assertThat(set.targets(2)).containsExactly(0);
        assertThat(set.attribute(1, VolumeDataset.TO_WORLD))
                .contains("0.0 0.0 1.0 -10.0 0.0 1.0 0.0 5.0 1.0 0.0 0.0 -100.0");
    }

    /** What a nodule lies on is what its scan has at that place in the world. */
    @Test
    void placesNodulesInAScanThatIsTurnedOver() throws IOException {
        data.labels(CtFolder.HEADER + "c,-12,-8,6,5\n");
        Regions set = (Regions) reader().train();
        float[] box = boxes(set, 2);
        assertThat(Arrays.copyOfRange(box, 1, 4)).containsExactly(6, 27 - 8, 29 - 12);
        float there = set.region(2, 6, 19, 17, 1, 1, 1).values()[0];
        assertThat(there).isEqualTo(((int) ((20 * 6 - 800 + 1200) / 1800.0 * 255) - 128) / 128f);
    }

    @Test
    void countsExcludedFindingsNeitherWay() throws IOException {
        Path excluded = data.file("excluded.csv", CtFolder.HEADER + "a,0,8,-90,-1\n");
        Dataset set = data.reader(Optional.of(excluded), WorldAxes.LPS, LungSearch.NONE)
                .train();
        assertThat(Arrays.copyOfRange(boxes(set, 1), 10, 15)).containsExactly(0, 10, 3, 10, 10);
        data.labels(CtFolder.HEADER + "056,12,11,10,8.25\n");
        Dataset none = data.reader(Optional.of(excluded), WorldAxes.LPS, LungSearch.NONE)
                .train();
        assertThat(none.targets(1)).as("whether there is anything to find").containsExactly(0);
    }

    /** A prepared scan ends at the middle of the last slice, and may lose a part of a millimetre there. */
    @Test
    void takesNodulesInTheOuterHalfOfSlicesThatAreThick() throws IOException {
        data.scan("thick.mha", TinyScan.of(30, 28, 6).spaced(1, 1, 4.9));
        data.labels(CtFolder.HEADER + "thick,5,6,-2,3\nthick,7,8,24.5,3\n");

        float[] boxes = boxes(reader().train(), 3);

        assertThat(boxes).containsExactly(1, 0, 6, 5, 3, 1, 24, 8, 7, 3);
    }

    @Test
    void aTableWithoutLinesHoldsNoFindings() throws IOException {
        Path excluded = data.file("excluded.csv", CtFolder.HEADER);
        Dataset set = data.reader(Optional.of(excluded), WorldAxes.LPS, LungSearch.NONE)
                .train();
        assertThat(boxes(set, 1)).hasSize(10);
        data.file("test-labels.csv", CtFolder.HEADER);
        assertThat(boxes(data.reader().test().orElseThrow(), 0))
                .as("a scan that is healthy")
                .isEmpty();
    }

    @Test
    void followsLinks() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(folder.resolve("scans").resolve("sub"), elsewhere);
        Files.createSymbolicLink(folder.resolve("scans").resolve("sub"), elsewhere);
        assertThat(reader().train().size()).isEqualTo(3);
    }

    @Test
    void passesOverTheContentsOfAMedium() throws IOException {
        byte[] contents = new byte[200];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, contents, 128, 4);
        Files.write(folder.resolve("scans").resolve("DICOMDIR"), contents);
        assertThat(reader().train().size()).isEqualTo(3);
    }

    @Test
    void leavesOutExcludedFindingsThatAreOutsideOrThereTwice() throws IOException {
        Path excluded = data.file("excluded.csv", CtFolder.HEADER + "a,0,8,-90,-1\na,0,8,-90,-1\na,500,8,-90,-1\n");
        Dataset set = data.reader(Optional.of(excluded), WorldAxes.LPS, LungSearch.NONE)
                .train();
        assertThat(boxes(set, 1)).hasSize(15);
    }

    @Test
    void readsNodulesOfTestScansIfThereAreAny() throws IOException {
        assertThat(data.reader().test().orElseThrow().labelled()).isFalse();
        data.file("test-labels.csv", CtFolder.HEADER + "c,-5,-6,10,7\n");
        Path excluded = data.file("excluded.csv", CtFolder.HEADER + "a,0,8,-90,-1\nc,-7,-8,12,-1\n");
        CtVolumesReader reader = data.reader(Optional.of(excluded), WorldAxes.LPS, LungSearch.NONE);
        Dataset test = reader.test().orElseThrow();
        assertThat(test.labelled()).isTrue();
        assertThat(boxes(test, 0))
                .as("in a scan that is turned over")
                .containsExactly(1, 10, 21, 24, 7, 0, 12, 19, 22, 10);
        assertThat(boxes(reader.train(), 1)).as("with one excluded finding").hasSize(15);
        assertThat(reader.files()).contains(folder.resolve("test-labels.csv"));
    }

    @Test
    void passesOverOtherScansIfAsked() throws IOException {
        Path excluded = data.file("excluded.csv", CtFolder.HEADER + "nobody,0,8,-90,-1\n");
        data.labels(CtFolder.HEADER + "056,12,11,10,8.25\nnobody,1,2,3,4\n");
        Dataset set = data.reader(Optional.of(excluded), WorldAxes.LPS, LungSearch.NONE, true)
                .train();
        assertThat(boxes(set, 0)).hasSize(5);
        assertThat(boxes(set, 1)).isEmpty();
    }

    @Test
    void readsCoordinatesOfTheOtherConvention() throws IOException {
        data.labels(CtFolder.HEADER + "056,-12,-11,10,8.25\n");
        Dataset set =
                data.reader(Optional.empty(), WorldAxes.RAS, LungSearch.NONE).train();
        assertThat(boxes(set, 0)).containsExactly(1, 10, 11, 12, 8.25f);
        assertThat(set.attribute(0, VolumeDataset.TO_WORLD).orElseThrow()).startsWith("-0.0 -0.0 -1.0 ");
    }

    @Test
    void putsScansOfAPatientIntoOneGroup() throws IOException {
        data.file("patients.csv", "seriesuid,patient\na,p\nc,q\n056,p\n");
        Dataset set = reader().train();
        assertThat(reader().grouped()).isTrue();
        assertThat(IntStream.range(0, 3).map(set::group)).containsExactly(0, 0, 2);
    }

    @Test
    void namesEveryFileThatItReads() {
        assertThat(reader().files().stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("labels.csv", "056.mhd", "056.zraw", "a.mha", "c.mha", "c.mha");
    }

    @Test
    void readsAListOfScans() throws IOException {
        Path list = data.file("scans/list.txt", "sub/c.mha\na.mha\n");
        Dataset listed = reader().read(list);
        assertThat(IntStream.range(0, 2).mapToObj(listed::id)).containsExactly("a", "c");
        assertThat(listed.labelled()).isFalse();
    }

    /** In the world the mask of every scan is what lies left of 2 mm, above z = 7 mm or -93 mm. */
    @Test
    void readsMasksInTheVoxelsOfTheirScans() throws IOException {
        TinyScan plain = TinyScan.of(30, 28, 12).spaced(1, 1, 2);
        plain.at(-10, 5, -100).with((x, y, z) -> x > 2 && z > -93 ? 7 : 0).write(folder.resolve("masks/a.mha"));
        plain.with((x, y, z) -> 0).write(folder.resolve("masks/056.mhd"));
        plain.turned(-1, 0, 0, 0, -1, 0, 0, 0, 1)
                .with((x, y, z) -> x > -20 && z > 7 ? 1 : 0)
                .write(folder.resolve("masks/c.mha"));
        Regions set = (Regions) reader().train();
        Head mask = set.task().heads().get(1);
        for (int row : new int[] {1, 2}) {
            int left = row == 1 ? 2 : -20;
            int above = row == 1 ? -93 : 7;
            ToWorld toWorld = toWorld(set, row);
            float[] voxels = set.target(row, mask).values();
            assertThat(set.target(row, mask).shape()).containsExactly(32, 32, 32, 1);
            for (int voxel = 0; voxel < voxels.length; voxel++) {
                double[] world = toWorld.world(voxel / 1024, voxel / 32 % 32, voxel % 32);
                boolean scan = voxel / 1024 < 23 && voxel / 32 % 32 < 28 && voxel % 32 < 30;
                boolean near = Math.abs(world[2] - above) < 1.5; // between two slices
                if (!near) {
                    assertThat(voxels[voxel] == 1)
                            .as("voxel %d of row %d", voxel, row)
                            .isEqualTo(scan && world[0] > left && world[2] > above);
                }
            }
        }
        assertThat(IntStream.range(0, 3).mapToObj(row -> set.targets(row)[0])).containsExactly(1f, 1f, 1f);
        data.labels(CtFolder.HEADER + "a,-5.5,10,-95,6\n");
        Dataset fewer = reader().train();
        assertThat(IntStream.range(0, 3).mapToObj(row -> fewer.targets(row)[0])).containsExactly(0f, 1f, 1f);
    }

    @Test
    void whatIsAboveZeroIsInsideOfAMask() throws IOException {
        TinyScan plain = TinyScan.of(30, 28, 12).spaced(1, 1, 2);
        ByteBuffer floats = ByteBuffer.allocate(4 * 30 * 28 * 12).order(ByteOrder.LITTLE_ENDIAN);
        while (floats.hasRemaining()) {
            floats.putFloat(0.4f);
        }
        data.scan("a.mha", plain);
        data.scan("sub/c.mha", plain);
        Files.createDirectory(folder.resolve("masks"));
        for (String id : List.of("a", "056", "c")) {
            data.file("masks/" + id + ".mhd", plain.header(id + ".raw", false).replace("MET_SHORT", "MET_FLOAT"));
            Files.write(folder.resolve("masks/" + id + ".raw"), floats.array());
        }
        data.labels(CtFolder.HEADER);

        Dataset set = reader().train();

        float inside = 0;
        for (float voxel : set.target(1, set.task().heads().get(1)).values()) {
            inside += voxel;
        }
        assertThat(inside).isEqualTo(23 * 28 * 30);
    }

    private static ToWorld toWorld(Dataset set, int row) {
        String[] numbers =
                set.attribute(row, VolumeDataset.TO_WORLD).orElseThrow().split(" ");
        return new ToWorld(
                Arrays.stream(numbers).mapToDouble(Double::parseDouble).toArray());
    }
}
