package io.foldwise.plugin.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foldwise.plugin.image.file.ExifTag;
import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every set of images and masks that is broken is refused before training, with the file, the line and what is wrong. */
final class BrokenImageSetsTest {

    @TempDir
    private Path folder;

    private ImageSet set;
    private MaskParams params;

    @BeforeEach
    void write() {
        set = ImageSet.whole(folder);
        params = new MaskParams(set);
    }

    @Test
    void imageWithoutMask() throws IOException {
        Files.delete(set.mask("a03"));
        assertRefused(set.image("a03") + ": has no mask; if it is empty, say without-mask = empty, or leave it out");
    }

    @Test
    void maskWithoutImage() throws IOException {
        Files.delete(set.image("a03"));
        assertRefused(set.mask("a03") + ": is the mask of 'a03', and there is no such image");
    }

    @Test
    void maskOfAnotherSize() {
        ImageSet.png(set.mask("a03"), 6, new int[36]);
        assertRefused(set.mask("a03") + ": is a mask of 6 x 6 pixels, but the image has 12 x 12 pixels");
    }

    @Test
    void maskOfAnImageThatItsFileTurns() {
        ImageSet.png(set.image("a03"), 6, new int[24]);
        ExifTag.turn(set.image("a03"), 6);
        ImageSet.png(set.mask("a03"), 6, new int[24]);
        assertRefused(
                set.mask("a03") + ": is a mask of 4 x 6 pixels, but the image has 6 x 4 pixels; images are turned as"
                        + " their EXIF orientation says, and masks must fit them so");
    }

    @Test
    void maskOfMoreThanTwoValues() {
        int[] mask = new int[144];
        mask[14] = 255;
        mask[27] = 128;
        set.mask("a03", mask);
        assertRefused(set.mask("a03")
                + ": is a mask of more than two values: besides 0 and 255 there is 128 at row 2, column 3");
    }

    @Test
    void imageThatIsNone() throws IOException {
        Files.writeString(set.image("a03"), "no image");
        assertRefused(
                set.image("a03") + ": is no image: it begins like none of PNG, JPEG, TIFF or DICOM; convert it, or move"
                        + " it to another folder");
    }

    @Test
    void imageThatIsEmpty() throws IOException {
        Files.write(set.image("a03"), new byte[0]);
        assertRefused(set.image("a03") + ": is empty");
    }

    @Test
    void imageThatIsLargerThanAnyMemory() throws IOException {
        byte[] png = Files.readAllBytes(set.image("a03"));
        png[16] = 0x40; // of its width, the first of four bytes
        Files.write(set.image("a03"), png);
        assertRefused(set.image("a03") + ": says that it has 12 x 1073741836 pixels, more than any image that is read"
                + " here (64 million)");
    }

    @Test
    void maskThatIsCutShort() throws IOException {
        byte[] png = Files.readAllBytes(set.mask("a04"));
        Files.write(set.mask("a04"), Arrays.copyOf(png, png.length - 20));
        assertRefused(set.mask("a04") + ": is a PNG that is cut short");
    }

    @Test
    void maskThatIsDamaged() throws IOException {
        byte[] png = Files.readAllBytes(set.mask("a04"));
        png[png.length - 20]++;
        Files.write(set.mask("a04"), png);
        assertRefused(set.mask("a04") + ": is a PNG that is damaged: the checksum of its part at byte 33 is wrong");
    }

    @Test
    void twoImagesOfOneId() throws IOException {
        Files.copy(set.image("a03"), set.images().resolve("a03.jpg"));
        assertRefused(set.image("a03") + ": has the id 'a03', and so has "
                + set.images().resolve("a03.jpg"));
    }

    @Test
    void folderThatIsNotThere() throws IOException {
        for (int i = 0; i < 12; i++) {
            Files.delete(set.image("a%02d".formatted(i)));
        }
        Files.delete(set.images());
        assertRefused(set.images() + ": there is no such folder");
    }

    @Test
    void folderWithoutFiles() throws IOException {
        for (int i = 0; i < 12; i++) {
            Files.delete(set.image("a%02d".formatted(i)));
            Files.delete(set.mask("a%02d".formatted(i)));
        }
        assertRefused(set.images() + ": holds no files");
    }

    @Test
    void masksOfOtherNames() {
        params.suffix("_mask");
        DataException refused = refused();
        assertThat(refused.getMessage()).startsWith(set.mask("a00") + ": has no name that ends in '_mask'\n");
        assertThat(refused.total()).isEqualTo(24); // no image has a mask
    }

    @Test
    void indexThatNamesASampleTwice() {
        params.index(set.text("index.csv", "id,patient\na00,p\na01,p\na00,q\n"), "patient");
        assertRefused(folder.resolve("index.csv") + ":4: id 'a00' is that of line 2, too");
    }

    @Test
    void indexThatNamesAnImageThatIsNotThere() {
        params.index(set.text("index.csv", "id,patient\na00,p\nb01,p\n"), "patient");
        assertRefused(folder.resolve("index.csv") + ":3: there is no image 'b01'");
    }

    @Test
    void indexWithoutAColumn() {
        params.index(set.text("index.csv", "id,name\na00,p\n"), "patient", "site");
        String file = folder.resolve("index.csv") + ":1: ";
        assertRefused(file + "has no column 'patient'\n" + file + "has no column 'site'");
    }

    @Test
    void indexOfAnotherWidth() {
        params.index(set.text("index.csv", "id,patient\na00,p\na01\n"), "patient");
        assertRefused(folder.resolve("index.csv") + ":3: expects 2 columns, found 1");
    }

    @Test
    void runLengthCodeThatGoesBeyondTheEnd() {
        runs("a00,140 5");
        assertRefused(
                folder.resolve("runs.csv")
                        + ":2: the run-length code of 'a00' goes beyond the end in run 1 (140 5): the image has 12 x 12 pixels");
    }

    @Test
    void runLengthCodesThatAreNone() {
        runs("a00,1 2 3", "a01,0 2 -1 3", "a02,one two");
        String file = folder.resolve("runs.csv") + ":";
        assertRefused(
                file + "2: the run-length code of 'a00' is of 3 numbers; it needs a start and a length for each run\n"
                        + file + "3: the run-length code of 'a01' goes back in run 2 (-1 3), so that runs overlap\n"
                        + file + "4: the run-length code of 'a02' has 'one' in place of whole number 1");
    }

    @Test
    void runLengthCodesThatContradictEachOther() {
        runs("a00,1 2", "a00,-1");
        assertRefused(
                folder.resolve("runs.csv") + ":3: gives 'a00' another mask than line 2, and one of the two is empty");
    }

    @Test
    void runLengthCodeOfAnImageThatIsNotThere() {
        runs("b00,1 2");
        assertRefused(folder.resolve("runs.csv") + ":2: is the mask of 'b00', and there is no such image");
    }

    @Test
    void moreThanAnyoneReads() throws IOException {
        for (int i = 0; i < 25; i++) {
            Files.writeString(set.image("b%02d".formatted(i)), "no image");
        }
        DataException refused = refused();
        assertThat(refused.problems()).hasSize(20);
        assertThat(refused.getMessage()).endsWith("... and 5 more problems");
    }

    private void runs(String... rows) {
        String table = "ImageId,EncodedPixels\n" + String.join("\n", rows) + "\n";
        params.runs(set.text("runs.csv", table)).without(WithoutMask.EMPTY);
    }

    private void assertRefused(String message) {
        assertThat(refused()).hasMessage(message);
    }

    private DataException refused() {
        ImageMasksReader reader = new ImageMasksReader(params.params());
        DataException refused = catchThrowableOfType(DataException.class, reader::train);
        assertThat(refused).as("what the broken set is refused with").isNotNull();
        return refused;
    }
}
