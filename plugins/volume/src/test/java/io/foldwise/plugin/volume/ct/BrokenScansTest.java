package io.foldwise.plugin.volume.ct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.plugin.volume.file.TinyScan;
import io.foldwise.plugin.volume.file.VolumeFile;
import io.foldwise.plugin.volume.prepare.Preprocessing.LungSearch;
import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault is said in a sentence that names the file, and the line where there is one. */
final class BrokenScansTest {

    private static final TinyScan SCAN = TinyScan.of(30, 28, 12);

    @TempDir
    private Path folder;

    private CtFolder data;

    @BeforeEach
    void write() throws IOException {
        data = CtFolder.in(folder);
    }

    private void refused(String file, String message) {
        refused(data.reader(), file, message);
    }

    private void refused(CtVolumesReader reader, String file, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(reader::train)
                .withMessageContaining(folder.resolve(file) + message);
    }

    private void raw(String header, byte[] voxels) throws IOException {
        data.file("scans/b.mhd", header);
        Files.write(folder.resolve("scans/b.raw"), voxels);
    }

    @Test
    void saysThatVoxelsAreCutShort() throws IOException {
        raw(SCAN.header("b.raw", false), Arrays.copyOf(SCAN.voxels(), 20_000));
        refused("scans/b.mhd", ": needs 20160 bytes of voxels, and there are 20000: they are cut short");
    }

    @Test
    void saysThatPackedVoxelsAreCutShort() throws IOException {
        byte[] packed = TinyScan.deflated(SCAN.voxels());
        raw(SCAN.header("b.raw", true), Arrays.copyOf(packed, packed.length / 2));
        refused("scans/b.mhd", ": ");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(data.reader()::train)
                .withMessageMatching("(?s).*(cut short).*");
    }

    @Test
    void saysThatThereAreMoreVoxelsThanTheHeaderSays() throws IOException {
        raw(SCAN.header("b.raw", true), TinyScan.deflated(Arrays.copyOf(SCAN.voxels(), 30_000)));
        refused("scans/b.mhd", ": has more voxels than its header says");
    }

    @Test
    void readsNoVoxelsOutsideOfTheFolder() throws IOException {
        Files.write(folder.resolve("secret.raw"), SCAN.voxels());
        data.file("scans/b.mhd", SCAN.header("../secret.raw", false));
        refused("scans/b.mhd", ": has its voxels in '../secret.raw'; one file in the same folder is read");
        data.file("scans/b.mhd", SCAN.header(folder.resolve("secret.raw").toString(), false));
        refused("scans/b.mhd", ": has its voxels in '" + folder);
    }

    @Test
    void saysThatTheFileOfVoxelsIsMissing() throws IOException {
        data.file("scans/b.mhd", SCAN.header("b.raw", false));
        refused("scans/b.mhd", ": has its voxels in 'b.raw', which is not there");
    }

    @Test
    void takesNoMemoryForAbsurdSizes() throws IOException {
        raw(SCAN.header("b.raw", true).replace("30 28 12", "4000 4000 4000"), new byte[10]);
        refused("scans/b.mhd", ": says that it has 4000 x 4000 x 4000 voxels, more than any volume that is read here");
        raw(SCAN.header("b.raw", true).replace("30 28 12", "9999999999 -1 12"), new byte[10]);
        refused("scans/b.mhd", ": has no voxels: 9999999999 x -1 x 12");
    }

    @Test
    void saysThatSpacingIsNotInMillimetres() throws IOException {
        data.scan("b.mha", SCAN.spaced(0.0007, 0.0007, 0.001));
        refused("scans/b.mha", ": has voxels of 7.0E-4 x 7.0E-4 x 0.001 mm, which no scan of a body has");
    }

    @Test
    void saysThatAScanIsTooSmall() throws IOException {
        data.scan("b.mha", SCAN.spaced(0.07, 0.07, 0.25));
        refused(
                "scans/b.mha",
                ": is 2.1 x 2.0 x 3.0 mm large, which no scan of a body is; are voxels given in millimetres?");
    }

    @Test
    void saysThatNumbersOfAMetaImageAreNone() throws IOException {
        raw(SCAN.header("b.raw", false).replace("30 28 12", "30.9 28 12"), SCAN.voxels());
        refused("scans/b.mhd", ": says DimSize = '30.9 28 12', and whole numbers are read");
        raw(SCAN.header("b.raw", false).replace("30 28 12", "NaN 28 12"), SCAN.voxels());
        refused("scans/b.mhd", ": says DimSize = 'NaN 28 12', and whole numbers are read");
        raw(SCAN.spaced(-1, 1, 2).header("b.raw", false), SCAN.voxels());
        refused(
                "scans/b.mhd",
                ": says ElementSpacing = [-1.0, 1.0, 2.0], and edges of voxels are above 0; a scan is mirrored by its"
                        + " directions");
        raw("HeaderSize = -5\n" + SCAN.header("b.raw", false), SCAN.voxels());
        refused("scans/b.mhd", ": says HeaderSize = -5, and it is a number of bytes, or -1 for voxels at the end of");
    }

    @Test
    void saysThatValuesAreNoHounsfieldUnits() throws IOException {
        data.scan("b.mha", SCAN.with((x, y, z) -> 24 + 40 * (x + y)));
        refused(
                "scans/b.mha",
                ": has values from 24.0 to 2264.0, none of them that of air: are these Hounsfield units? 1024 may");
    }

    @Test
    void saysThatAnIdIsNotThere() throws IOException {
        data.labels(CtFolder.HEADER + "a,-5.5,10,-95,6\n56,12,11,10,8\nnobody,1,2,3,4\n");
        refused(
                "labels.csv",
                ":3: is of scan '56', which is not there; there is '056', and ids are text: not a sign of them may differ");
        refused("labels.csv", ":4: is of scan 'nobody', which is not there");
    }

    @Test
    void saysThatIdsDifferThoughOtherScansArePassedOver() throws IOException {
        CtVolumesReader reader = data.reader(Optional.empty(), WorldAxes.LPS, LungSearch.NONE, true);
        data.labels(CtFolder.HEADER + "a,-5.5,10,-95,6\n56,12,11,10,8\nnobody,1,2,3,4\n");
        refused(
                reader,
                "labels.csv",
                ":3: is of scan '56', which is not there; there is '056', and ids are text: not a sign of them may differ");
        data.labels(CtFolder.HEADER + "nobody,1,2,3,4\n");
        refused(
                reader,
                "labels.csv",
                ": has no nodule of a scan that is there; its first scan is 'nobody': are these the ids of the scans' files?");
    }

    @Test
    void saysThatANoduleLiesOutside() throws IOException {
        data.labels(CtFolder.HEADER + "a,-5.5,10,-95,6\n056,12,11,300,8\n");
        refused(
                "labels.csv",
                ":3: lies outside of scan '056', at slice 150.0, row 11.0, column 12.0 of 12 x 28 x 30; are these"
                        + " millimetres in the world, x to the left and y to the back?");
    }

    @Test
    void saysThatExcludedFindingsOfAScanLieOutside() throws IOException {
        Path excluded = data.file("excluded.csv", CtFolder.HEADER + "a,0,8,-90,-1\n056,500,500,500,5\n056,1,1,300,5\n");
        CtVolumesReader reader = data.reader(Optional.of(excluded), WorldAxes.LPS, LungSearch.NONE);
        refused(reader, "excluded.csv", ":3: lies outside of scan '056', at slice 250.0, row 500.0, column 500.0 of");
        refused(reader, "excluded.csv", ":4: lies outside of scan '056'");
    }

    @Test
    void saysThatAnIdOccursTwice() throws IOException {
        data.scan("sub/a.mha", SCAN);
        refused("scans/sub/a.mha", ": has the id 'a', and so has " + folder.resolve("scans/a.mha"));
    }

    @Test
    void saysThatANoduleOccursTwice() throws IOException {
        data.labels(CtFolder.HEADER + "a,-5.5,10,-95,6\na,-5.5,10,-95,7\n");
        refused("labels.csv", ":3: is the same place as line 2");
    }

    @Test
    void saysThatADiameterIsNone() throws IOException {
        data.labels(CtFolder.HEADER + "a,-5.5,10,-95,-1\na,-5,10,-95,4000\na,1,2,3,x\n");
        refused("labels.csv", ":2: has a diameter of -1.0; those of nodules are above 0 mm");
        refused("labels.csv", ":3: has a diameter of 4000.0");
        refused("labels.csv", ":4: column 'diameter_mm' is 'x', not a finite number");
    }

    @Test
    void saysThatAxesAreNotAtRightAngles() throws IOException {
        data.scan("b.mha", SCAN.turned(1, 0, 0, 0, 1, 0, 0, 0.2588, 0.9659));
        refused("scans/b.mha", ": has axes that are not at right angles");
    }

    @Test
    void saysThatANumberIsNotFinite() throws IOException {
        ByteBuffer floats = ByteBuffer.allocate(4 * 30 * 28 * 12).order(ByteOrder.LITTLE_ENDIAN);
        floats.putFloat(4000, Float.NaN);
        raw(SCAN.header("b.raw", false).replace("MET_SHORT", "MET_FLOAT"), floats.array());
        refused("scans/b.mhd", ": holds NaN in slice 2, which is no density");
    }

    @Test
    void saysThatThereAreNoLungs() {
        refused(
                data.reader(Optional.empty(), WorldAxes.LPS, LungSearch.FOUND),
                "scans/a.mha",
                ": has no lungs that could be found; lung-criteria says what is taken for lungs, and lungs = none takes"
                        + " scans as they are");
    }

    @Test
    void saysThatAFileIsNoMetaImage() throws IOException {
        data.file("scans/b.mha", "\u0000\u0001\u0002 no text\n");
        refused("scans/b.mha", ": is no MetaImage: line 1 is no 'key = value'");
        data.file("scans/b.mha", "NDims = 3\nDimSize = 1 2\nElementDataFile = LOCAL\n");
        refused("scans/b.mha", ": says DimSize = '1 2', which are not 3 numbers");
    }

    @Test
    void saysThatAMetaImageIsNoVolumeOfNumbers() throws IOException {
        raw(SCAN.header("b.raw", false).replace("NDims = 3", "NDims = 4"), SCAN.voxels());
        refused("scans/b.mhd", ": has 4 dimensions; volumes have 3");
        raw(SCAN.header("b.raw", false).replace("NDims = 3", "NDims = 2"), SCAN.voxels());
        refused("scans/b.mhd", ": has 2 dimensions; volumes have 3");
        raw("ElementNumberOfChannels = 3\n" + SCAN.header("b.raw", false), SCAN.voxels());
        refused("scans/b.mhd", ": has several numbers for each voxel; one is read");
    }

    @Test
    void saysThatVoxelsAreInSeveralFiles() throws IOException {
        data.file("scans/b.mhd", SCAN.header("LIST", false));
        refused("scans/b.mhd", ": has its voxels in 'LIST'; one file in the same folder is read");
        data.file("scans/b.mhd", SCAN.header("b%03d.raw 1 12 1", false));
        refused("scans/b.mhd", ": has its voxels in 'b%03d.raw 1 12 1'; one file in the same folder is read");
    }

    @Test
    void readsNoScansOutsideOfAListsFolder() throws IOException {
        data.file("scans/sub/list.txt", "../a.mha\nc.mha\n/etc/passwd\nmissing.mha\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> data.reader().read(folder.resolve("scans/sub/list.txt")))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(DataException.Problem::line)
                        .containsExactly(1, 3, 4))
                .withMessageContaining("names '../a.mha', which is not in the folder of the list");
    }

    @Test
    void saysThatAPatientIsMissing() throws IOException {
        data.file("patients.csv", "seriesuid,patient\na,p\n056,p\n");
        refused("patients.csv", ": does not say whose scan 'c' is");
    }

    @Test
    void saysThatMasksAreNotThoseOfTheScans() throws IOException {
        SCAN.spaced(1, 1, 2).at(-10, 5, -100).write(folder.resolve("masks/a.mha"));
        SCAN.write(folder.resolve("masks/other.mha"));
        refused("masks", ": has no mask of scan '056'");
        refused("masks/other.mha", ": is a mask of scan 'other', which is not there");
        Files.delete(folder.resolve("masks/other.mha"));
        SCAN.write(folder.resolve("masks/056.mha"));
        SCAN.spaced(1, 1, 2).turned(-1, 0, 0, 0, -1, 0, 0, 0, 1).write(folder.resolve("masks/c.mha"));
        refused("masks/056.mha", ": is a mask of 30 x 28 x 12 voxels at ");
    }

    @Test
    void saysThatThereAreNoScans() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> data.reader().read(empty))
                .withMessage(empty + ": holds no scans: " + VolumeFile.FORMATS);
    }
}
