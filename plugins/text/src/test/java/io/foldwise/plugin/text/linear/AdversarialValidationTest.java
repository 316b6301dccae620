package io.foldwise.plugin.text.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.plugin.text.Reports;
import io.foldwise.plugin.text.report.Report;
import io.foldwise.plugin.text.report.ReportDataset;
import io.foldwise.plugin.text.report.ReportFormat;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Shift;
import io.foldwise.spi.data.Task;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AdversarialValidationTest {

    @Test
    void equallyDistributedDataCannotBeToldApart() {
        Shift shift = AdversarialValidation.between(random(400, 1, 0), random(400, 2, 0), 1, new Seed(1));

        assertThat(shift.auc()).isBetween(0.4, 0.6);
    }

    @Test
    void tokenThatOnlyTheTestUsesGivesItAway() {
        Shift shift = AdversarialValidation.between(random(400, 1, 0), random(400, 2, 1), 1, new Seed(1));

        assertThat(shift.auc()).isGreaterThan(0.7);
        Shift.Giveaway most = shift.giveaways().get(0);
        assertThat(most.feature()).isEqualTo("99");
        assertThat(most.inTraining()).isZero();
        assertThat(most.inTest()).isBetween(0.4, 0.6);
    }

    @Test
    void orderAloneIsSeenByPairsOnly() {
        Dataset upwards = sorted(3, false);
        Dataset downwards = sorted(4, true);

        assertThat(AdversarialValidation.between(upwards, downwards, 1, new Seed(1))
                        .auc())
                .isBetween(0.3, 0.6);
        assertThat(AdversarialValidation.between(upwards, downwards, 2, new Seed(1))
                        .auc())
                .isGreaterThan(0.95);
    }

    @Test
    void fewTestSamplesAreSharedOutAmongTheFolds() {
        Dataset many = random(400, 1, 0);

        assertThat(AdversarialValidation.between(many, random(5, 2, 0), new Seed(1))
                        .auc())
                .isBetween(0.0, 1.0);
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> AdversarialValidation.between(many, random(4, 2, 0), new Seed(1)))
                .withMessageContaining("400 training samples and 4 test samples are too few");
    }

    /** Reports of random tokens, half of them with a 99 as often as {@code marked} says. */
    private static Dataset random(int size, long seed, double marked) {
        SplittableRandom random = new SplittableRandom(seed);
        return dataset(IntStream.range(0, size)
                .mapToObj(row -> {
                    int[] tokens = random.ints(10, 0, 50).toArray();
                    if (random.nextDouble() < marked / 2) {
                        tokens[3] = 99;
                    }
                    return tokens;
                })
                .toArray(int[][]::new));
    }

    private static Dataset sorted(long seed, boolean downwards) {
        SplittableRandom random = new SplittableRandom(seed);
        return dataset(IntStream.range(0, 200)
                .mapToObj(row -> random.ints(10, 0, 50)
                        .map(token -> downwards ? -token : token)
                        .sorted()
                        .map(Math::abs)
                        .toArray())
                .toArray(int[][]::new));
    }

    private static Dataset dataset(int[][] tokens) {
        return new ReportDataset(
                IntStream.range(0, tokens.length)
                        .mapToObj(row -> new Report(Integer.toString(row), tokens[row], new int[0]))
                        .toList(),
                Task.of(ReportFormat.ROUND1.schema()),
                false,
                new InputShape.Sequence(101, 10),
                Reports.NO_GROUPS);
    }
}
