package io.foldwise.plugin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.foldwise.plugin.text.group.Groups;
import io.foldwise.plugin.text.linear.BagOfNgrams;
import io.foldwise.plugin.text.metric.Round1Score;
import io.foldwise.plugin.text.metric.Round2Score;
import io.foldwise.plugin.text.report.CtReportReader;
import io.foldwise.plugin.text.report.CtReportReader.Format;
import io.foldwise.plugin.text.report.CtReportReader.TestFormat;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is known about the contest's own files; skipped where they are not at hand. */
final class ContestDataTest {

    private static final String ROUND1 = "track1_round1_train_20210222.csv";
    private static final String ROUND1_TEST = "track1_round1_testA_20210222.csv";
    private static final String ROUND2 = "round2_train.csv";

    @Test
    void round1BaseRatesScoreAsPublished() {
        Dataset data = round1(TestFormat.UNLABELLED, ROUND1_TEST).train();
        float[][] targets = Reports.targets(data, Reports.rows(data));

        assertThat(data.size()).isEqualTo(10000);
        assertThat(IntStream.range(0, data.size()).map(data::length)).allMatch(length -> length >= 4 && length <= 104);
        assertThat(new Round1Score(new Round1Score.Params(), Reports.labels(data))
                        .value(Reports.labels(data), targets, Reports.baseRates(targets)))
                .isCloseTo(0.7316, within(5e-5));
    }

    /** The expected values were computed with numpy on the same 16000 reports. */
    @Test
    void round2BaseRatesScoreAsComputedIndependently() {
        Dataset data = Reports.files(Reports.contest(ROUND2), Format.ROUND2, Optional.empty(), TestFormat.UNLABELLED)
                .train();
        float[][] targets = Reports.targets(data, Reports.rows(data));
        Round2Score metric = new Round2Score(new Round2Score.Params(), Reports.labels(data));

        float[][] baseRates = Reports.baseRates(targets);
        assertThat(data.size()).isEqualTo(16000);
        assertThat(metric.value(Reports.labels(data), targets, baseRates)).isCloseTo(0.50286, within(1e-5));

        // S2 looks at reports with a region only, so the rates of types among those are the better constant.
        float[][] ill = Arrays.stream(targets)
                .filter(row -> IntStream.range(0, 17).anyMatch(region -> row[region] == 1))
                .toArray(float[][]::new);
        System.arraycopy(Reports.baseRates(ill)[0], 17, baseRates[0], 17, 12);
        Map<String, Double> details = metric.details(Reports.labels(data), targets, baseRates);
        assertThat(details.get("S1")).isCloseTo(0.50748, within(1e-5));
        assertThat(details.get("S2")).isCloseTo(0.53218, within(1e-5));
        assertThat(metric.value(Reports.labels(data), targets, baseRates)).isCloseTo(0.51736, within(1e-5));
    }

    @Test
    void tenThousandReportsAreReadInNoTime() {
        CtReportReader reader = round1(TestFormat.UNLABELLED, ROUND1_TEST);

        assertTimeout(Duration.ofSeconds(5), reader::train);
    }

    @Test
    void clustersAreManyAndNoneIsGiant() {
        Map<Integer, Integer> sizes = groupSizes(Groups.By.CLUSTERS);

        assertThat(sizes).hasSize(50);
        assertThat(Collections.max(sizes.values())).isLessThan(1000);
    }

    @Test
    void rarePhrasesDoNotChainIntoAGiantGroup() {
        Map<Integer, Integer> sizes = groupSizes(Groups.By.SHARED_PHRASES);

        assertThat(sizes.size()).isBetween(7000, 8500);
        assertThat(Collections.max(sizes.values())).isLessThan(500);
    }

    @Test
    void testReportsAreTellablyDifferent() {
        CtReportReader reader = round1(TestFormat.UNLABELLED, ROUND1_TEST);

        assertThat(reader.shift(reader.train(), reader.test().orElseThrow(), new Seed(1))
                        .orElseThrow()
                        .auc())
                .isCloseTo(0.90, within(0.01));
    }

    @Test
    @Tag("slow")
    void linearModelScoresAsPublishedOnRandomFolds() {
        Dataset data = round1(TestFormat.UNLABELLED, ROUND1_TEST).train();
        List<Integer> order =
                new ArrayList<>(Arrays.stream(Reports.rows(data)).boxed().toList());
        Collections.shuffle(order, new Random(1));
        float[][] outOfFold = new float[data.size()][];
        for (int fold = 0; fold < 5; fold++) {
            int[] held = order.subList(fold * 2000, fold * 2000 + 2000).stream()
                    .mapToInt(row -> row)
                    .toArray();
            int[] fitted = Arrays.stream(Reports.rows(data))
                    .filter(row -> Arrays.stream(held).noneMatch(other -> other == row))
                    .toArray();
            float[][] logits = model(data).fit(data, fitted).logits(data, held);
            for (int i = 0; i < held.length; i++) {
                outOfFold[held[i]] = Reports.probabilities(logits)[i];
            }
        }

        assertThat(score(data, outOfFold)).isCloseTo(0.918, within(0.005));
    }

    @Test
    @Tag("slow")
    void linearModelScoresAsPublishedOnTheOtherRound() {
        CtReportReader reader = round1(TestFormat.ROUND2, ROUND2);
        Dataset train = reader.train();
        Dataset test = reader.test().orElseThrow();

        float[][] logits = model(train).fit(train, Reports.rows(train)).logits(test, Reports.rows(test));

        assertThat(score(test, Reports.probabilities(logits))).isCloseTo(0.872, within(0.005));
    }

    private static double score(Dataset data, float[][] probabilities) {
        return new Round1Score(new Round1Score.Params(), Reports.labels(data))
                .value(Reports.labels(data), Reports.targets(data, Reports.rows(data)), probabilities);
    }

    private static BagOfNgrams model(Dataset data) {
        return new BagOfNgrams(new BagOfNgrams.Params(2, 1, 4), data.input(), data.task());
    }

    private static CtReportReader round1(TestFormat testFormat, String test) {
        return Reports.files(Reports.contest(ROUND1), Format.ROUND1, Optional.of(Reports.contest(test)), testFormat);
    }

    private static Map<Integer, Integer> groupSizes(Groups.By by) {
        Dataset data =
                Reports.files(Reports.contest(ROUND1), Reports.groups(by)).train();
        Map<Integer, Integer> sizes = new HashMap<>();
        IntStream.range(0, data.size()).forEach(row -> sizes.merge(data.group(row), 1, Integer::sum));
        return sizes;
    }
}
