package io.foldwise.plugin.image.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.SubmissionContract;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.plugin.image.submission.RunLengthSubmission.Params;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.ensemble.SubmissionFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunLengthSubmissionTest extends SubmissionContract {

    /** Masks of one row. */
    @Override
    protected SubmissionFormat format(LabelSchema labels) {
        return format(List.of("mask"), 1, labels.width());
    }

    private static SubmissionFormat format(List<String> classes, Integer... size) {
        return new RunLengthSubmission(new Params(List.of(size), 0.5, "ImageId", "EncodedPixels"), task(classes));
    }

    private static Task task(List<String> classes) {
        return Task.of(new Masks("mask", 1, 3, classes, Storage.Cell.UBYTE));
    }

    @Override
    protected Predictions predictions(float[][] probabilities) {
        return new Predictions(ids(), (head, sample) -> new Tensor(probabilities[sample], 1, 3, 1));
    }

    @Test
    void writesWhatIsAboveTheThreshold() {
        Tensor[] masks = {mask(0.5f, 0.51f, 1), mask(0, 0.5f, 0.4f)};
        SubmissionFormat format = format(List.of("mask"));
        List<String> lines = format.lines(new Predictions(List.of("a", "b"), (head, sample) -> masks[sample]));
        assertThat(lines).containsExactly("ImageId,EncodedPixels", "a,1 2", "b,-1");
        assertThat(format.problems(lines, List.of("a", "b"))).isEmpty();
    }

    @Test
    void bringsProbabilitiesToTheContestsSize() {
        SubmissionFormat format = format(List.of("mask"), 2, 6);
        List<String> lines = format.lines(new Predictions(List.of("a"), (head, sample) -> mask(0, 0.8f, 0)));
        assertThat(lines).containsExactly("ImageId,EncodedPixels", "a,4 4"); // 0 0.2 0.6 0.6 0.2 0 in both rows
        assertThat(format.problems(lines, List.of("a"))).isEmpty();
    }

    @Test
    void givesEveryClassAColumn() {
        SubmissionFormat format = format(List.of("left", "right"));
        Tensor both = new Tensor(new float[] {1, 0, 0, 0, 0, 1}, 1, 3, 2);
        List<String> lines = format.lines(new Predictions(List.of("a"), (head, sample) -> both));
        assertThat(lines).containsExactly("ImageId,left,right", "a,0 1,2 1");
        assertThat(format.problems(lines, List.of("a"))).isEmpty();
    }

    @Test
    void saysWhatIsWrongWhere() {
        List<String> lines = List.of(
                "ImageId,Pixels", "b,-1", "b,0 1 0 1", "c,0  1", "d,0 2 -1 2", "e,1 3", "f,", "g", "h,1", "i,-1,-1");
        assertThat(format(List.of("mask")).problems(lines, List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")))
                .containsExactly(
                        "line 1: expected the header ImageId,EncodedPixels",
                        "line 2: expected id 'a', found 'b'",
                        "line 3: EncodedPixels is not as the mask that it stands for is written: runs that touch each other"
                                + " are one, and single blanks are between numbers",
                        "line 4: EncodedPixels is not as the mask that it stands for is written: runs that touch each other"
                                + " are one, and single blanks are between numbers",
                        "line 5: EncodedPixels goes back in run 2 (-1 2), so that runs overlap",
                        "line 6: EncodedPixels goes beyond the end in run 1 (1 3): the image has 1 x 3 pixels",
                        "line 7: EncodedPixels is empty; an empty mask is -1",
                        "line 8: expected 1 masks, found 0",
                        "line 9: EncodedPixels is of 1 numbers; it needs a start and a length for each run",
                        "line 10: expected 1 masks, found 2",
                        "line 10: the file ends here; expected a header and 10 samples");
    }

    @Test
    void refusesATaskWithoutMasks() {
        Task rows = Task.of(new Classes(List.of("cat", "dog")));
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new RunLengthSubmission(new Params(List.of(), 0.5, "id", "mask"), rows))
                .withMessage("writes masks, but the data asks for none");
    }

    private static Tensor mask(float... pixels) {
        return new Tensor(pixels, 1, 3, 1);
    }
}
