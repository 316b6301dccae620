package io.foldwise.plugin.volume.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series of slices that are not what they seem: see {@code bench/volumes/fixtures.py}. Slices of 2.5 mm are in the order 1, 3, 4, 0, 2. */
final class BrokenSeriesTest {

    private static final String POSITION = " \u0000\u0032\u0000DS";
    private static final String ORIENTATION = " \u0000\u0037\u0000DS";
    private static final String NUMBER = " \u0000\u0013\u0000IS";
    private static final String THICKNESS = "\u0018\u0000\u0050\u0000DS";
    private static final String MODALITY = "\u0008\u0000\u0060\u0000CS";

    @TempDir
    private Path folder;

    private Path series(int... slices) throws IOException {
        for (int slice : slices) {
            copy(slice, slice + ".dcm");
        }
        return folder;
    }

    private Path copy(int slice, String name) throws IOException {
        try {
            Path from = Path.of(VolumeFile.class
                    .getResource("series/slice" + slice + ".dcm")
                    .toURI());
            return Files.copy(from, folder.resolve(name));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes an element, its tag and its type given as the file has them, in front of the position. */
    private static void set(Path file, String element, String value) throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        String even = value.length() % 2 == 0 ? value : value + " ";
        int old = bytes.indexOf(element);
        int place = bytes.indexOf(POSITION);
        if (old >= 0) {
            int length = bytes.charAt(old + element.length());
            bytes = bytes.substring(0, old) + bytes.substring(old + element.length() + 2 + length);
            place = old;
        }
        String inserted = element + (char) even.length() + "\u0000" + even;
        Files.writeString(
                file, bytes.substring(0, place) + inserted + bytes.substring(place), StandardCharsets.ISO_8859_1);
    }

    private void set(int slice, String element, String value) throws IOException {
        set(folder.resolve(slice + ".dcm"), element, value);
    }

    private Grid grid() throws IOException {
        return VolumeFile.single(folder).orElseThrow().grid();
    }

    private void refused(String message) {
        assertThatExceptionOfType(UnreadableVolumeException.class)
                .isThrownBy(this::grid)
                .withMessage(message);
    }

    @Test
    void saysThatASliceLiesBesideTheOthers() throws IOException {
        series(0, 1, 2, 3, 4);
        assertThat(grid().slices()).isEqualTo(5);
        set(4, POSITION, "-14.72\\21.54\\-63.4");
        refused("holds slices that are not on a straight line: 4.dcm lies 8.00 mm beside the one from 1.dcm to 2.dcm");
    }

    @Test
    void saysThatSmallDifferencesAddUp() throws IOException {
        double way = 0;
        for (int slice = 0; slice < 31; slice++) {
            Path file = copy(0, "slice%02d.dcm".formatted(slice));
            set(file, POSITION, String.format(Locale.ROOT, "%.4f\\%.4f\\%.4f", 0.48 * way, 0.64 * way, 0.6 * way));
            way += slice < 15 ? 2.4 : 2.6;
        }
        refused(
                "holds slices that are not evenly stacked: slice13.dcm lies 1.30 mm from where even steps of 2.50 mm lead");
    }

    @Test
    void saysThatEachSecondSliceIsMissing() throws IOException {
        series(1, 4, 2);
        int number = 1;
        for (int slice : new int[] {1, 4, 2}) {
            set(slice, THICKNESS, "2.5");
            set(slice, NUMBER, Integer.toString(number));
            number += 2;
        }
        refused(
                "misses slices: their numbers go in steps of 2, and slices of 2.50 mm are 5.00 mm apart; take all of the series");
        for (int slice : new int[] {1, 4, 2}) {
            set(slice, THICKNESS, "5.0");
        }
        assertThat(grid().slices()).as("numbered with those of another series").isEqualTo(3);
        set(1, NUMBER, "9");
        set(4, NUMBER, "8");
        set(2, NUMBER, "7");
        for (int slice : new int[] {1, 4, 2}) {
            set(slice, THICKNESS, "2.5");
        }
        assertThat(grid().slices()).as("with gaps, from the other end").isEqualTo(3);
    }

    private void damage(String name) throws IOException {
        Path file = folder.resolve(name);
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.substring(132), StandardCharsets.ISO_8859_1);
    }

    @Test
    void saysThatASliceIsDamaged() throws IOException {
        series(0, 1, 2, 3, 4);
        Files.writeString(folder.resolve("notes.txt"), "no slice");
        Files.writeString(folder.resolve(".hidden.dcm"), "no slice");
        assertThat(grid().slices()).isEqualTo(5);
        damage("2.dcm");
        refused("has 2.dcm, which does not begin as a DICOM file");
        for (int slice : new int[] {0, 1, 3, 4}) {
            damage(slice + ".dcm");
        }
        refused("has 0.dcm, which does not begin as a DICOM file");
    }

    @Test
    void saysThatASliceWithoutEndingIsDamaged() throws IOException {
        for (int slice = 0; slice < 5; slice++) {
            copy(slice, "IM000" + slice);
        }
        Files.writeString(folder.resolve("DICOMDIR"), "no slice");
        Files.writeString(folder.resolve("notes.txt"), "no slice");
        assertThat(grid().slices()).isEqualTo(5);
        damage("IM0002");
        refused("has IM0002, which does not begin as a DICOM file");
    }

    @Test
    void saysThatAScanIsOfAnotherModality() throws IOException {
        series(0, 1, 2, 3, 4);
        set(3, MODALITY, "MR");
        refused(
                "has 3.dcm, which is a DICOM file of modality 'MR', whose values are no Hounsfield units; those of CT are read");
    }

    @Test
    void saysThatAnOrientationIsNone() throws IOException {
        series(0, 1, 2, 3, 4);
        for (int slice = 0; slice < 5; slice++) {
            set(slice, ORIENTATION, "0\\0\\0\\0\\0\\0");
        }
        refused(
                "has 0.dcm, which is a DICOM file with an orientation of [0.0, 0.0, 0.0, 0.0, 0.0, 0.0], which are not two"
                        + " directions of length 1");
    }

    @Test
    void saysThatAPositionIsNone() throws IOException {
        series(0, 1, 2, 3, 4);
        set(4, POSITION, "NaN\\17.7\\-57");
        refused("has 4.dcm, which is a DICOM file without a position, which are 3 numbers");
    }
}
