package io.foldwise.plugin.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.SubmissionContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.ensemble.SubmissionFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NumericTableSubmissionTest extends SubmissionContract {

    @Override
    protected SubmissionFormat format(LabelSchema labels) {
        return new NumericTableSubmission(new NumericTableSubmission.Params(), Task.of(labels));
    }

    @Test
    void writesAHeaderAndALinePerSample() {
        Predictions predictions = new Predictions(List.of("x", "y"), new float[][] {{0.25f, 1}, {0, 0.5f}});
        assertThat(format(TinyData.schema(2)).lines(predictions))
                .containsExactly("id,label-0,label-1", "x,0.25,1.0", "y,0.0,0.5");
    }

    @Test
    void quotesIdsAndLabelsThatHoldCommas() {
        List<String> ids = List.of("Doe, Jane", "\"q\"");
        SubmissionFormat format = format(LabelSchema.of("labels", List.of("ill, or not")));

        List<String> lines = format.lines(new Predictions(ids, new float[][] {{0.25f}, {1}}));

        assertThat(lines).containsExactly("id,\"ill, or not\"", "\"Doe, Jane\",0.25", "\"\"\"q\"\"\",1.0");
        assertThat(format.problems(lines, ids)).isEmpty();
    }

    @Test
    void writesTheColumnsOfAllHeads() {
        Classes kinds = new Classes(List.of("cat", "dog"));
        Quantities ages = new Quantities(List.of("age"));
        SubmissionFormat format = new NumericTableSubmission(new NumericTableSubmission.Params(), Task.of(kinds, ages));
        Predictions predictions = new Predictions(
                List.of("x"), (head, sample) -> head.equals(kinds) ? Tensor.row(0.25f, 0.75f) : Tensor.row(-17.5f));

        List<String> lines = format.lines(predictions);

        assertThat(lines).containsExactly("id,cat,dog,age", "x,0.25,0.75,-17.5");
        assertThat(format.problems(lines, List.of("x"))).isEmpty();
        assertThat(format.problems(List.of("id,cat,dog,age", "x,0.25,1.75,-17.5"), List.of("x")))
                .containsExactly("line 2: dog is '1.75', not a number from 0 to 1");
        assertThat(format.problems(List.of("id,cat,dog,age", "x,0.25,0.75,NaN"), List.of("x")))
                .containsExactly("line 2: age is 'NaN', not a finite number");
        assertThat(format.problems(List.of("id,cat,dog,age", "x,0.25,0x1p-1,-17.5"), List.of("x")))
                .containsExactly("line 2: dog is '0x1p-1', not a number from 0 to 1");
    }

    @Test
    void refusesColumnsOfOneName() {
        Task twins = Task.of(new Classes(List.of("cat", "dog")), new Quantities(List.of("cat")));
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new NumericTableSubmission(new NumericTableSubmission.Params(), twins))
                .withMessageContaining("[id, cat, dog, cat]");
    }

    @Test
    void saysWhatIsWrongWhere() {
        List<String> lines = List.of("id,label-0", "x,0.25,1.0", "z,0.0,0.5", "y,0.5", "w,0.5,high", "v,0.5,NaN");
        assertThat(format(TinyData.schema(2)).problems(lines, List.of("x", "q", "y", "w", "v", "u")))
                .containsExactly(
                        "line 1: expected the header id,label-0,label-1",
                        "line 3: expected id 'q', found 'z'",
                        "line 4: expected 2 numbers, found 1",
                        "line 5: label-1 is 'high', not a number from 0 to 1",
                        "line 6: label-1 is 'NaN', not a number from 0 to 1",
                        "line 6: the file ends here; expected a header and 6 samples");
    }
}
