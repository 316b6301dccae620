package io.foldwise.plugin.image.submission;

import io.foldwise.plugin.image.codec.RunLengthCode;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.toolkit.table.CsvLines;
import io.foldwise.toolkit.table.SampleLines;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A CSV file of ids and masks in {@linkplain RunLengthCode run-length code}, {@code ImageId,EncodedPixels}; of several classes a
 * column each. Probabilities are brought to the size of the contest's images, and then compared with the threshold.
 */
@Description("A CSV file of ids and masks in run-length code, as SIIM-ACR 2019 asks for it: ImageId,EncodedPixels")
public final class RunLengthSubmission implements SubmissionFormat {

    /** The contest's images and columns. */
    public record Params(
            @Description(
                    value = "Height and width of the contest's images; one number for both; without it, those that the"
                            + " network answers in",
                    unit = "pixels")
            @Size(max = 2)
            @Default("[]")
            List<@Min(1) @Max(32768) Integer> size,

            @Description("A pixel belongs to the mask where its probability is larger")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("1")
            double threshold,

            @Description("Name of the column of ids") @Default("ImageId") @NotBlank
            String id,

            @Description("Name of the column of masks; several classes are named after themselves")
            @Default("EncodedPixels")
            @NotBlank
            String column) {}

    /** In place of a code where probabilities are none. */
    private static final String UNSOUND = "NaN";

    private final Params params;
    private final Masks head;
    private final int height;
    private final int width;
    private final List<String> columns;

    /** @throws io.foldwise.spi.IncompatibleException if the task has no masks */
    @Inject
    public RunLengthSubmission(Params params, Task task) {
        this.params = params;
        this.head = PredictedMask.head(task);
        List<Integer> size = params.size();
        this.height = size.isEmpty() ? head.height() : size.get(0);
        this.width = size.isEmpty() ? head.width() : size.get(size.size() - 1);
        List<String> classes = head.classes();
        this.columns = Stream.concat(
                        Stream.of(params.id()), classes.size() == 1 ? Stream.of(params.column()) : classes.stream())
                .toList();
    }

    @Override
    public List<String> lines(Predictions predictions) {
        List<String> lines = new ArrayList<>();
        lines.add(CsvLines.line(columns));
        for (int sample = 0; sample < predictions.size(); sample++) {
            List<String> cells = new ArrayList<>();
            cells.add(predictions.ids().get(sample));
            for (int ofClass = 0; ofClass < head.classes().size(); ofClass++) {
                PredictedMask mask = PredictedMask.of(predictions.of(head, sample), ofClass, height, width);
                cells.add(mask.sound() ? RunLengthCode.encode(mask.above(params.threshold()), height, width) : UNSOUND);
            }
            lines.add(CsvLines.line(cells));
        }
        return lines;
    }

    /** As a grader would, and that every mask is written in the one way that it is written in here. */
    @Override
    public List<String> problems(List<String> lines, List<String> ids) {
        return new SampleLines(columns, "masks").problems(lines, ids, this::flaw);
    }

    private Optional<String> flaw(List<String> cells) {
        for (int column = 1; column < columns.size(); column++) {
            String code = cells.get(column);
            try {
                boolean[] mask = new boolean[Math.multiplyExact(height, width)];
                RunLengthCode.decode(code, mask, height, width);
                if (!RunLengthCode.encode(mask, height, width).equals(code)) {
                    return Optional.of(columns.get(column) + " is not as the mask that it stands for is written: "
                            + "runs that touch each other are one, and single blanks are between numbers");
                }
            } catch (IllegalArgumentException e) {
                return Optional.of(columns.get(column) + " " + e.getMessage());
            }
        }
        return Optional.empty();
    }
}
