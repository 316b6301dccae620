package io.foldwise.spi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foldwise.spi.IncompatibleException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TaskTest {

    private static final Head LABELS = LabelSchema.of("findings", List.of("a", "b", "c"));
    private static final Head SIZE = new Quantities("size", List.of("height", "weight"));
    private static final Head ANIMAL = new Classes("animal", List.of("cat", "dog"));
    private static final Head MASK = new Mask();

    private record Mask() implements Head {

        @Override
        public String name() {
            return "mask";
        }

        @Override
        public long[] logits() {
            return new long[] {-1, -1, 1};
        }

        @Override
        public Storage storage() {
            return new Storage.Arrays(Storage.Cell.UBYTE);
        }
    }

    @Test
    void columnsOfHeadsFollowEachOther() {
        Task task = Task.of(LABELS, SIZE, ANIMAL);

        assertThat(task.width()).isEqualTo(7);
        assertThat(task.heads()).extracting(task::offset).containsExactly(0, 3, 5);
    }

    @Test
    void theFirstHeadIsTheOnlyOneOfMost() {
        assertThat(Task.of(SIZE).single()).isTrue();
        assertThat(Task.of(SIZE, LABELS).single()).isFalse();
        assertThat(Task.of(SIZE, LABELS).first()).isEqualTo(SIZE);
    }

    @Test
    void refusesToCountTheColumnsOfWhatIsNoRow() {
        String fault = "answers with a row of numbers, but the data asks for 'mask', which is none";
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> Task.of(LABELS, MASK).width())
                .withMessage(fault);
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> Task.of(LABELS, MASK, SIZE).offset(SIZE))
                .withMessage(fault);
        assertThat(Task.of(LABELS, MASK).offset(MASK)).isEqualTo(3);
    }

    @Test
    void refusesHeadsOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Task.of(SIZE, LABELS, new Classes("size", List.of("small", "large"))))
                .withMessage("two heads have the same name");
    }

    @Test
    void refusesToAskNothing() {
        assertThatIllegalArgumentException().isThrownBy(Task::of).withMessage("a task needs a head at least");
    }

    @Test
    void cellsOfAHeadThatSaysNothingElseAreProbabilitiesOfTheirOwn() {
        Tensor logits = new Tensor(new float[] {0, (float) Math.log(3)}, 1, 2, 1);

        Tensor prediction = MASK.prediction(logits);
        assertThat(prediction).isEqualTo(new Tensor(new float[] {0.5f, 0.75f}, 1, 2, 1));
        List<Tensor> members = List.of(prediction, new Tensor(new float[] {0.5f, 0.25f}, 1, 2, 1));
        for (Average of : Average.values()) {
            assertThat(MASK.average(members, new double[] {0.5, 0.5}, of))
                    .isEqualTo(new Tensor(new float[] {0.5f, 0.5f}, 1, 2, 1));
        }
        assertThat(MASK.baselines(List.of(prediction).stream())).isEmpty();
    }
}
