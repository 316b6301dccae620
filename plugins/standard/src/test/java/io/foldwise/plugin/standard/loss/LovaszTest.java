package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Samples;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LovaszTest {

    private static final int ROWS = 3;
    private static final int CELLS = 7;

    @Test
    void isTheLovaszExtensionOfTheJaccardLoss() {
        SplittableRandom random = new SplittableRandom(11);
        for (int trial = 0; trial < 200; trial++) {
            double share = random.nextDouble();
            double[] logits = random.doubles(ROWS * CELLS, -4, 4).toArray();
            double[] targets = random.doubles(ROWS * CELLS)
                    .map(chance -> chance < share ? 1 : 0)
                    .toArray();
            double mean = 0;
            for (int row = 0; row < ROWS; row++) {
                mean += byDefinition(part(logits, row), part(targets, row)) / ROWS;
            }
            assertThat(value(Over.SAMPLE, false, logits, targets)).isCloseTo(mean, within(1e-12));
            assertThat(value(Over.BATCH, false, logits, targets))
                    .isCloseTo(byDefinition(logits, targets), within(1e-12));
            double ofBackground = byDefinition(negated(logits, 0), negated(targets, 1));
            assertThat(value(Over.BATCH, true, logits, targets))
                    .isCloseTo((byDefinition(logits, targets) + ofBackground) / 2, within(1e-12));
        }
    }

    /** The value of the set of wrong cells: the Jaccard loss that the extension goes through. */
    @Test
    void isTheJaccardLossWhereEveryErrorIsNoneOrOne() {
        double[] logits = {0, 0, 1, 1, -1, -1}; // errors 1, 1 and none
        double[] targets = {1, 0, 1, 1, 0, 0};
        assertThat(new Lovasz(new Lovasz.Params(Over.BATCH, false), Samples.schema(4))
                        .evaluate(logits, targets, 2, 3, new double[6]))
                .isCloseTo(1 - 2.0 / 4, within(1e-15));
    }

    @Test
    void showsLogitsThatAreNoNumbers() {
        assertThat(new Lovasz(new Lovasz.Params(Over.BATCH, false), Samples.schema(4))
                        .evaluate(new double[] {Double.NaN, 3}, new double[] {1, 1}, 1, 2, new double[2]))
                .isNaN();
    }

    @Test
    void sortsAsComparingDoes() {
        SplittableRandom random = new SplittableRandom(12);
        float[] numbers = new float[5000];
        DescendingOrder order = new DescendingOrder(numbers.length);
        for (int cell = 0; cell < numbers.length; cell++) {
            numbers[cell] = cell % 3 == 0 ? random.nextInt(1, 5) : (float) Math.exp(random.nextDouble(-80, 80));
            order.add(numbers[cell], cell);
        }
        int[] expected = IntStream.range(0, numbers.length)
                .boxed()
                .sorted(Comparator.comparing(cell -> -numbers[cell]))
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(order.sorted()).containsExactly(expected);
    }

    /** By sets: each cell, from the largest error down, adds as much as the Jaccard loss grows when it is wrong, too. */
    private static double byDefinition(double[] logits, double[] targets) {
        List<Integer> descending = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparing(cell -> -error(logits, targets, cell)))
                .toList();
        double sum = 0;
        Set<Integer> wrong = new HashSet<>();
        for (int cell : descending) {
            double before = loss(wrong, targets);
            wrong.add(cell);
            sum += Math.max(0, error(logits, targets, cell)) * (loss(wrong, targets) - before);
        }
        return sum;
    }

    private static double error(double[] logits, double[] targets, int cell) {
        return 1 - logits[cell] * (targets[cell] == 1 ? 1 : -1);
    }

    /** One minus the Jaccard index of the truth and of what differs from it in the wrong cells. */
    private static double loss(Set<Integer> wrong, double[] targets) {
        Set<Integer> truthOrWrong = IntStream.range(0, targets.length)
                .filter(cell -> targets[cell] == 1)
                .boxed()
                .collect(Collectors.toSet());
        truthOrWrong.addAll(wrong);
        return truthOrWrong.isEmpty() ? 0 : wrong.size() / (double) truthOrWrong.size();
    }

    private static double[] part(double[] all, int row) {
        return Arrays.copyOfRange(all, row * CELLS, (row + 1) * CELLS);
    }

    private static double[] negated(double[] values, double from) {
        return Arrays.stream(values).map(value -> from - value).toArray();
    }

    private static double value(Over over, boolean symmetric, double[] logits, double[] targets) {
        return new Lovasz(new Lovasz.Params(over, symmetric), Samples.schema(4))
                .evaluate(logits, targets, ROWS, CELLS, new double[ROWS * CELLS]);
    }
}
