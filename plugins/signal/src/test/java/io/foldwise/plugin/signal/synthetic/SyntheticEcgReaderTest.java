package io.foldwise.plugin.signal.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.signal.data.Diagnosis;
import io.foldwise.plugin.signal.data.EcgTask;
import io.foldwise.plugin.signal.data.Leads;
import io.foldwise.plugin.signal.data.Normalise;
import io.foldwise.plugin.signal.synthetic.Beat.Origin;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation.Fitted;
import io.foldwise.spi.data.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

final class SyntheticEcgReaderTest extends ReaderContract {

    private static final Disturbances NONE = new Disturbances(0, 0, 0);

    @TempDir
    private Path folder;

    static SyntheticEcgReader reader(EcgTask task, int train, List<String> leads, Normalise normalise, long seed) {
        return new SyntheticEcgReader(new SyntheticEcgReader.Params(
                train, 4, task, 50, 4, leads, 0.5, new Disturbances(0.03, 0.1, 0.02), normalise, seed));
    }

    @Override
    protected Reader reader() {
        return reader(EcgTask.DIAGNOSES, 24, Leads.STANDARD, Normalise.NONE, 1);
    }

    @Nested
    class Normalised extends ReaderContract {
        @Override
        protected Reader reader() {
            return SyntheticEcgReaderTest.reader(EcgTask.NORMAL_OR_NOT, 24, List.of("V2", "I"), Normalise.LEADS, 1);
        }
    }

    @Test
    void givesALabelToEveryRecordAndNoOtherBesidesNormal() {
        Dataset data = reader(EcgTask.DIAGNOSES, 600, Leads.STANDARD, Normalise.NONE, 3)
                .train();
        int normal = 0;
        int[] each = new int[12];
        for (int row = 0; row < data.size(); row++) {
            float[] targets = data.targets(row);
            int labels = 0;
            for (int label = 0; label < targets.length; label++) {
                labels += (int) targets[label];
                each[label] += (int) targets[label];
            }
            assertThat(labels).as("labels of record %d", row).isBetween(1, targets[0] == 1 ? 1 : 3);
            normal += (int) targets[0];
        }
        assertThat(normal).isBetween(240, 360);
        assertThat(Arrays.stream(each).min().orElseThrow())
                .as("the rarest label")
                .isGreaterThan(10);
    }

    @Test
    void asksTheSameOfTheSameRecordInBothTasks() {
        Dataset twelve =
                reader(EcgTask.DIAGNOSES, 50, Leads.STANDARD, Normalise.NONE, 3).train();
        Dataset one = reader(EcgTask.NORMAL_OR_NOT, 50, Leads.STANDARD, Normalise.NONE, 3)
                .train();
        assertThat(one.task().first().columns()).containsExactly("abnormal");
        for (int row = 0; row < one.size(); row++) {
            assertThat(one.targets(row)[0]).isEqualTo(1 - twelve.targets(row)[0]);
        }
        assertThat(one.features(new int[] {7}).values())
                .isEqualTo(twelve.features(new int[] {7}).values());
    }

    @Test
    void keepsTheEquationsOfTheLimbLeads() {
        float[] leads = new Ecg(new Seed(5), EnumSet.of(Diagnosis.ATRIAL_FIBRILLATION))
                .draw(500, 100, new Disturbances(0.1, 0.1, 0.1));
        for (int at = 0; at < leads.length; at += 12) {
            double one = leads[at];
            double two = leads[at + 1];
            assertThat((double) leads[at + 2]).as("III").isCloseTo(two - one, within(1e-6));
            assertThat((double) leads[at + 3]).as("aVR").isCloseTo(-(one + two) / 2, within(1e-6));
            assertThat((double) leads[at + 4]).as("aVL").isCloseTo(one - two / 2, within(1e-6));
            assertThat((double) leads[at + 5]).as("aVF").isCloseTo(two - one / 2, within(1e-6));
        }
    }

    @Test
    void hasAnUprightComplexInLeadTwoAndADownwardOneInTheFirstOfTheChest() {
        Ecg normal = new Ecg(new Seed(9), EnumSet.of(Diagnosis.NORMAL));
        float[] leads = normal.draw(1000, 100, NONE);
        int beat = (int) Math.rint(beatWithin(normal).time() * 100);
        assertThat(leads[beat * 12 + 1]).as("II at the R peak").isBetween(0.4f, 2.5f);
        assertThat(leads[beat * 12 + 3]).as("aVR at the R peak").isNegative();
        assertThat(leads[beat * 12 + 6]).as("V1 at the R peak").isNegative();
        assertThat(leads[beat * 12 + 10]).as("V5 at the R peak").isPositive();
    }

    private static Beat beatWithin(Ecg ecg) {
        return ecg.beats(10).stream()
                .filter(beat -> beat.time() > 3)
                .findFirst()
                .orElseThrow();
    }

    /** The same heart with and without the finding. */
    @ParameterizedTest
    @EnumSource(names = "NORMAL", mode = EnumSource.Mode.EXCLUDE)
    void seesEveryDiagnosisInTheRecord(Diagnosis diagnosis) {
        for (int seed = 1; seed <= 10; seed++) {
            float[] with = new Ecg(new Seed(seed), EnumSet.of(diagnosis)).draw(1000, 100, NONE);
            float[] without = new Ecg(new Seed(seed), EnumSet.of(Diagnosis.NORMAL)).draw(1000, 100, NONE);
            double most = IntStream.range(0, with.length)
                    .mapToDouble(i -> Math.abs(with[i] - without[i]))
                    .max()
                    .orElseThrow();
            assertThat(most).as("seed %d", seed).isGreaterThan(0.04);
        }
    }

    @Test
    void beatsAsFastAsTheRhythmSays() {
        for (int seed = 1; seed <= 50; seed++) {
            assertThat(rate(seed, Diagnosis.NORMAL)).isBetween(60.0, 100.0);
            assertThat(rate(seed, Diagnosis.SINUS_BRADYCARDIA)).isLessThan(60);
            assertThat(rate(seed, Diagnosis.SINUS_TACHYCARDIA)).isGreaterThan(100);
        }
    }

    private static double rate(int seed, Diagnosis diagnosis) {
        List<Beat> beats = new Ecg(new Seed(seed), EnumSet.of(diagnosis)).beats(30);
        return 60
                * (beats.size() - 1)
                / (beats.get(beats.size() - 1).time() - beats.get(0).time());
    }

    @Test
    void letsBeatsComeEarlyAndPausesAfterThoseOfAVentricle() {
        for (int seed = 1; seed <= 50; seed++) {
            Set<Diagnosis> finding = EnumSet.of(Diagnosis.VENTRICULAR_PREMATURE_BEAT);
            List<Beat> beats = new Ecg(new Seed(seed), finding).beats(10);
            List<Integer> early = IntStream.range(0, beats.size())
                    .filter(beat -> beats.get(beat).origin() == Origin.VENTRICLE)
                    .boxed()
                    .toList();
            assertThat(early).as("seed %d", seed).isNotEmpty().allSatisfy(beat -> {
                double before = beats.get(beat).time() - beats.get(beat - 1).time();
                double after = beats.get(beat + 1).time() - beats.get(beat).time();
                assertThat(after).isGreaterThan(1.4 * before);
            });
        }
    }

    @Test
    void givesEveryLeadMeanZeroAndDeviationOneInTheTrainingPart() {
        Reader reader = reader(EcgTask.NORMAL_OR_NOT, 20, List.of("V2", "I"), Normalise.LEADS, 1);
        assertMoments(reader, true);
    }

    @Test
    void givesAllValuesMeanZeroAndDeviationOneInTheTrainingPart() {
        Reader reader = reader(EcgTask.NORMAL_OR_NOT, 20, List.of("V2", "I"), Normalise.GLOBAL, 1);
        assertMoments(reader, false);
    }

    private static void assertMoments(Reader reader, boolean leads) {
        Dataset raw = reader.train();
        int[] part = IntStream.range(0, 10).toArray();
        Fitted fitted = reader.preparation().orElseThrow().fit(raw, part);
        INDArray values = fitted.apply(raw).features(part).values();
        for (int channel = 0; channel < 2; channel++) {
            INDArray lead = values.tensorAlongDimension(channel, 0, 1);
            assertThat(Math.abs(lead.meanNumber().doubleValue()) < 1e-4)
                    .as("mean of lead %d is 0", channel)
                    .isEqualTo(leads);
        }
        assertThat(values.meanNumber().doubleValue()).isCloseTo(0, within(1e-4));
        assertThat(values.stdNumber(false).doubleValue()).isCloseTo(1, within(1e-3));
    }

    @Test
    void learnsNothingWhereEveryRecordIsNormalisedByItself() {
        Reader reader = reader(EcgTask.NORMAL_OR_NOT, 3, List.of("II"), Normalise.RECORD, 1);
        assertThat(reader.preparation()).isEmpty();
        INDArray record = reader.train().features(new int[] {2}).values();
        assertThat(record.meanNumber().doubleValue()).isCloseTo(0, within(1e-4));
        assertThat(record.stdNumber(false).doubleValue()).isCloseTo(1, within(1e-3));
    }

    @Test
    void tellsItsShape() {
        assertThat(reader(EcgTask.DIAGNOSES, 3, List.of("II"), Normalise.NONE, 1)
                        .input())
                .isEqualTo(Optional.of(new InputShape.Signal(1, 200, 50)));
    }

    @Test
    void drawsTheRecordsThatAFileNames() throws IOException {
        Dataset named = reader().read(file("new\ntrain-3\n"));
        assertThat(named.size()).isEqualTo(2);
        assertThat(named.labelled()).isFalse();
        assertThat(named.features(new int[] {1}).values())
                .isEqualTo(reader().train().features(new int[] {3}).values());
    }

    @Test
    void refusesAFileThatNamesARecordTwice() throws IOException {
        Path file = file("a\nb\na\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader().read(file))
                .withMessage(file + ":3: names 'a' a second time");
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(folder.resolve("names.txt"), lines);
    }
}
