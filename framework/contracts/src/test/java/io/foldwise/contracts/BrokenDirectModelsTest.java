package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.DirectModel;
import io.foldwise.spi.model.DirectModel.Fitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every check of {@link DirectModelContract} catches a model that breaks it. */
final class BrokenDirectModelsTest {

    @Test
    void aModelThatLearnsNothing() {
        assertCaught(fitted((correct, data, rows) -> new float[rows.length][3])::learnsTinyData, "base rates");
    }

    @Test
    void aLookAtAllRows() {
        DirectModelContract contract = contract((input, task) -> new Wrapped(input, task) {
            @Override
            public Fitted fit(Dataset data, int[] rows) {
                return super.fit(data, IntStream.range(0, data.size()).toArray());
            }
        });
        assertCaught(contract::looksAtItsTrainingRowsOnly, "looks at row 0");
    }

    @Test
    void aLookAtTheTargetsToPredict() {
        DirectModelContract contract = fitted((correct, data, rows) -> {
            float[][] logits = correct.logits(data, rows);
            logits[0][0] += data.targets(rows[0])[0];
            return logits;
        });
        assertCaught(contract::predictsWithoutTargets, "looks at targets");
    }

    @Test
    void logitsThatAreNoNumbers() {
        DirectModelContract contract = fitted((correct, data, rows) -> {
            float[][] logits = correct.logits(data, rows);
            logits[0][0] = Float.NEGATIVE_INFINITY;
            return logits;
        });
        assertCaught(contract::predictsWithoutTargets, "finite");
    }

    @Test
    void logitsThatDependOnTheBatch() {
        DirectModelContract contract = fitted((correct, data, rows) -> {
            float[][] logits = correct.logits(data, rows);
            logits[0][0] += rows.length;
            return logits;
        });
        assertCaught(contract::predictsASampleTheSameAloneAndInAnyBatch, "alone");
    }

    @Test
    void aFileThatHoldsTooLittle(@TempDir Path folder) {
        DirectModelContract contract = contract((input, task) -> new Wrapped(input, task) {
            @Override
            public Fitted restore(Path file) throws IOException {
                String rounded = Files.readString(file).replaceAll("(\\.\\d)\\d*", "$1");
                return super.restore(Files.writeString(file, rounded));
            }
        });
        assertCaught(() -> contract.givesTheSameLogitsAfterSavingAndRestoring(folder), "");
    }

    @Test
    void randomnessOfItsOwn() {
        Random random = new Random();
        DirectModelContract contract = fitted((correct, data, rows) -> {
            float[][] logits = correct.logits(data, rows);
            logits[0][0] += random.nextFloat();
            return logits;
        });
        assertCaught(contract::repeatsBitForBit, "");
    }

    @Test
    void aFixedNumberOfLogits() {
        DirectModelContract contract = fitted((correct, data, rows) -> new float[rows.length][3]);
        assertCaught(contract::givesOneLogitPerLabel, "");
    }

    @Test
    void anInputThatIsNotRefused() {
        DirectModelContract contract = contract((input, task) -> new Wrapped(new InputShape.Vector(6), task));
        assertCaught(contract::refusesInputsThatItCannotRead, "says so in its constructor");
    }

    private interface Logits {
        float[][] of(Fitted correct, Dataset data, int[] rows);
    }

    private static class Wrapped implements DirectModel {
        private final DirectModel correct;

        Wrapped(InputShape input, Task task) {
            this.correct = new TinyDirectModel(input, task);
        }

        @Override
        public Fitted fit(Dataset data, int[] rows) {
            return correct.fit(data, rows);
        }

        @Override
        public Fitted restore(Path file) throws IOException {
            return correct.restore(file);
        }
    }

    private static DirectModelContract fitted(Logits logits) {
        return contract((input, task) -> new Wrapped(input, task) {
            @Override
            public Fitted fit(Dataset data, int[] rows) {
                Fitted correct = super.fit(data, rows);
                return new Fitted() {
                    @Override
                    public float[][] logits(Dataset data, int[] rows) {
                        return logits.of(correct, data, rows);
                    }

                    @Override
                    public void save(Path file) throws IOException {
                        correct.save(file);
                    }
                };
            }
        });
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static DirectModelContract contract(BiFunction<InputShape, Task, DirectModel> factory) {
        return new DirectModelContract() {
            @Override
            protected DirectModel model(InputShape input, Task task) {
                return factory.apply(input, task);
            }

            @Override
            protected Dataset data() {
                return TinyData.vectors();
            }
        };
    }
}
