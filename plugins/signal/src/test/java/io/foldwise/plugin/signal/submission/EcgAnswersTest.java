package io.foldwise.plugin.signal.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.SubmissionContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.ensemble.SubmissionFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class EcgAnswersTest {

    private static final LabelSchema ONE = TinyData.schema(1);
    private static final LabelSchema THREE = TinyData.schema(3);
    private static final Classes CLASSES = new Classes(List.of("normal", "abnormal"));

    @Nested
    final class OfSeveralLabels extends SubmissionContract {
        @Override
        protected SubmissionFormat format(LabelSchema labels) {
            return answers(labels);
        }
    }

    @Nested
    final class OfOneLabel extends SubmissionContract {
        @Override
        protected LabelSchema labels() {
            return ONE;
        }

        @Override
        protected SubmissionFormat format(LabelSchema labels) {
            return answers(labels);
        }
    }

    @Test
    void tellsALabelAsATag() {
        assertThat(answers(ONE).lines(predictions(new float[][] {{.5f}, {.49f}})))
                .containsExactly("name,tag", "one,1", "two,0");
    }

    @Test
    void tellsAClassByItsNumber() {
        assertThat(answers(CLASSES).lines(predictions(new float[][] {{.4f, .6f}, {.6f, .4f}})))
                .containsExactly("name,tag", "one,1", "two,0");
    }

    @Test
    void listsLabelsFromOneAndNeverNone() {
        assertThat(answers(THREE).lines(predictions(new float[][] {{.7f, .1f, .6f}, {.1f, .4f, .3f}})))
                .containsExactly("one,1,3", "two,2");
    }

    @Test
    void leavesOutTheExtensionOnly() {
        SubmissionFormat format = answers(ONE);
        List<String> ids = List.of("A.1.mat", "B.2", "C.MAT");
        List<String> lines = format.lines(new Predictions(ids, new float[][] {{1}, {0}, {1}}));
        assertThat(lines).containsExactly("name,tag", "A.1,1", "B.2,0", "C,1");
        assertThat(format.problems(lines, ids)).isEmpty();
    }

    @Test
    void findsWhatAGraderWouldRefuse() {
        assertFound(THREE, "'4' is no whole number from 1 to 3", "one,4", "two,1");
        assertFound(THREE, "'0' is no whole number", "one,0", "two,1");
        assertFound(THREE, "'01' is no whole number", "one,01", "two,1");
        assertFound(THREE, "1 stands behind 3", "one,3,1", "two,1");
        assertFound(THREE, "2 stands behind 2", "one,2,2", "two,1");
        assertFound(THREE, "expected a number at least", "one", "two,1");
        assertFound(THREE, "expected the record 'one'", "name,tag", "one,1", "two,1");
        assertFound(ONE, "expected the header", "one,1", "two,0");
        assertFound(ONE, "'2' is no whole number from 0 to 1", "name,tag", "one,2", "two,0");
        assertFound(ONE, "expected one number, found 2", "name,tag", "one,1,1", "two,0");
        assertFound(ONE, "'' is no whole number", "name,tag", "one,", "two,0");
    }

    @Test
    void refusesQuantities() {
        Head age = new Quantities(List.of("age"));
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> answers(age))
                .withMessageContaining("holds labels or one of several classes");
    }

    private static void assertFound(Head head, String problem, String... lines) {
        assertThat(answers(head).problems(List.of(lines), List.of("one.mat", "two.mat")))
                .anyMatch(found -> found.contains(problem));
    }

    private static SubmissionFormat answers(Head head) {
        return new EcgAnswers(new EcgAnswers.Params(.5, ".mat"), Task.of(head));
    }

    private static Predictions predictions(float[][] rows) {
        return new Predictions(List.of("one.mat", "two.mat"), rows);
    }
}
