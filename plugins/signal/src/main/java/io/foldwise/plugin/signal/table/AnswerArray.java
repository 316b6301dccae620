package io.foldwise.plugin.signal.table;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.toolkit.numpy.ArrayPlace;
import io.foldwise.toolkit.numpy.ArraySlices;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An array of what is to be predicted. */
public record AnswerArray(
        @Description("File: .npy or .npz") Path file,

        @Description("Name of the array in a .npz") Optional<String> array,

        @Description(
                "Names of labels, one for each column of [records, labels], shares from 0 to 1; of one label, [records] will do")
        @Default("[]")
        List<@NotBlank String> labels,

        @Description("Names of classes, which [records] numbers from 0") @Default("[]")
        List<@NotBlank String> classes) {

    public AnswerArray {
        ArrayPlace.require(file, array);
        if (labels.isEmpty() == classes.isEmpty()) {
            throw new IllegalArgumentException("answers need either labels or classes");
        }
    }

    Head head() {
        return labels.isEmpty() ? new Classes(classes) : LabelSchema.of(LabelSchema.NAME, labels);
    }

    /**
     * The targets of all records.
     *
     * @throws io.foldwise.spi.data.DataException if the array does not hold them
     */
    float[][] targets(int records) {
        ArraySlices numbers = ArraySlices.open(new ArrayPlace(file, array));
        List<Long> shape = numbers.shape();
        int columns = labels.isEmpty() ? 1 : labels.size();
        List<Long> expected = List.of((long) records, (long) columns);
        if (!shape.equals(expected) && !(columns == 1 && shape.equals(List.of((long) records)))) {
            throw numbers.wrong(
                    "is of the shape " + shape + ", not " + (labels.isEmpty() ? "[" + records + "]" : expected));
        }
        float[][] targets = new float[records][];
        for (int record = 0; record < records; record++) {
            float[] row = numbers.slice(record);
            targets[record] = labels.isEmpty() ? ofClass(numbers, record, row[0]) : shares(numbers, record, row);
        }
        return targets;
    }

    private float[] ofClass(ArraySlices numbers, int record, float number) {
        if (number != Math.rint(number) || number < 0 || number >= classes.size()) {
            throw numbers.wrong("holds " + number + " for record " + record + ", no number of a class");
        }
        float[] target = new float[classes.size()];
        target[(int) number] = 1;
        return target;
    }

    private static float[] shares(ArraySlices numbers, int record, float[] row) {
        for (float share : row) {
            if (!(share >= 0 && share <= 1)) {
                throw numbers.wrong("holds " + share + " for record " + record + ", not from 0 to 1");
            }
        }
        return row;
    }
}
