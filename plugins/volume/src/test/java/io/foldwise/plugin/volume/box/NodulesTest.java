package io.foldwise.plugin.volume.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What logits stand for, and what becomes of the boxes of several models. */
final class NodulesTest {

    private static final Nodules HEAD = SomeBoxes.HEAD;

    @Test
    void decodesAsPublished() {
        float[] cells = empty();
        AnchorGrid grid = new AnchorGrid(HEAD.anchors(), 4, 4, 4);
        int place = grid.place(1, 2, 3, 1) * Anchors.NUMBERS;
        cells[place] = 2;
        cells[place + 1] = 0.1f;
        cells[place + 2] = -0.2f;
        cells[place + 3] = 0.3f;
        cells[place + 4] = (float) Math.log(0.5);

        List<Box> boxes = Box.of(HEAD.prediction(new Tensor(cells, 4, 4, 4, 15)));

        assertThat(boxes).hasSize(1);
        Box box = boxes.get(0);
        assertThat(box.probability()).isCloseTo(Logistic.sigmoid(2), within(1e-6));
        assertThat(box.z()).as("1.5 + 4 + 0.1 * 30").isCloseTo(8.5, within(1e-5));
        assertThat(box.y()).as("1.5 + 8 - 0.2 * 30").isCloseTo(3.5, within(1e-5));
        assertThat(box.x()).as("1.5 + 12 + 0.3 * 30").isCloseTo(22.5, within(1e-5));
        assertThat(box.diameter()).isCloseTo(15, within(1e-5));
    }

    @Test
    void findsNothingWhereNoLogitIsAboveTheThreshold() {
        float[] cells = empty();
        cells[0] = -3;

        assertThat(HEAD.prediction(new Tensor(cells, 4, 4, 4, 15))).isEqualTo(new Tensor(new float[0], 0, 5));
    }

    @Test
    void ofBoxesThatOverlapTheBetterOneStays() {
        Box better = new Box(0.9, 10, 10, 10, 8);
        Box worse = new Box(0.8, 12, 10, 10, 8);
        Box elsewhere = new Box(0.1, 30, 10, 10, 8);

        assertThat(Suppression.of(List.of(elsewhere, worse, better), HEAD.anchors()))
                .containsExactly(better, elsewhere);
    }

    @Test
    void keepsTheMostProbableInWhateverOrderTheyCome() {
        Random random = new Random(1);
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boxes.add(new Box((i % 7) / 7.0, random.nextInt(90), random.nextInt(90), random.nextInt(90), 6));
        }
        List<Box> kept = Suppression.of(boxes, HEAD.anchors());
        Collections.shuffle(boxes, random);

        assertThat(kept).hasSize(100).isSortedAccordingTo(Box.BEST_FIRST);
        assertThat(Suppression.of(boxes, HEAD.anchors())).isEqualTo(kept);
    }

    @Test
    void overlapIsIntersectionOverUnion() {
        Box cube = SomeBoxes.nodule(0, 0, 0, 4);

        assertThat(cube.overlap(SomeBoxes.nodule(1, 1, 1, 4))).isCloseTo(27.0 / 101, within(1e-12));
        assertThat(cube.overlap(cube)).isEqualTo(1);
        assertThat(cube.overlap(SomeBoxes.nodule(4, 0, 0, 4))).isZero();
        assertThat(cube.overlap(SomeBoxes.nodule(0, 0, 0, 2))).isEqualTo(8.0 / 64);
    }

    @Test
    void averageWeighsCentresByProbabilityAndModels() {
        Tensor one = Box.tensor(List.of(new Box(0.8, 10, 10, 10, 8)));
        Tensor other = Box.tensor(List.of(new Box(0.4, 12, 10, 10, 10)));

        Box fused = Box.of(HEAD.average(List.of(one, other), new double[] {0.25, 0.75}, Average.PROBABILITIES))
                .get(0);

        assertThat(fused.probability()).isCloseTo(0.25 * 0.8 + 0.75 * 0.4, within(1e-6));
        assertThat(fused.z()).isCloseTo((0.25 * 0.8 * 10 + 0.75 * 0.4 * 12) / (0.25 * 0.8 + 0.75 * 0.4), within(1e-5));
        assertThat(fused.diameter()).isBetween(8.0, 10.0);
    }

    @Test
    void whatOneModelDoesNotFindCountsLess() {
        Tensor found = Box.tensor(List.of(new Box(0.8, 10, 10, 10, 8)));
        Tensor nothing = Box.tensor(List.of());

        double probabilities = Box.of(
                        HEAD.average(List.of(found, nothing), new double[] {0.5, 0.5}, Average.PROBABILITIES))
                .get(0)
                .probability();
        double logits = Box.of(HEAD.average(List.of(found, nothing), new double[] {0.5, 0.5}, Average.LOGITS))
                .get(0)
                .probability();

        assertThat(probabilities).isCloseTo(0.4, within(1e-6));
        assertThat(logits).isCloseTo(Logistic.sigmoid((Math.log(4) - 3) / 2), within(1e-6));
        assertThat(HEAD.average(List.of(nothing, nothing), new double[] {0.5, 0.5}, Average.PROBABILITIES))
                .isEqualTo(nothing);
    }

    @Test
    void averageOfOneModelIsWhatItSays() {
        Tensor boxes = Box.tensor(List.of(new Box(0.9, 10, 10, 10, 8), new Box(0.25, 40, 10, 10, 6)));

        Tensor same = HEAD.average(List.of(boxes, boxes, boxes), new double[] {0.25, 0.5, 0.25}, Average.PROBABILITIES);

        assertThat(same.shape()).containsExactly(boxes.shape());
        for (int i = 0; i < boxes.values().length; i++) {
            assertThat(same.values()[i]).isCloseTo(boxes.values()[i], within(1e-5f));
        }
        assertThat(HEAD.average(List.of(boxes, Box.tensor(List.of())), new double[] {1, 0}, Average.PROBABILITIES)
                        .shape())
                .containsExactly(2, 5);
    }

    @Test
    void baselinesAreOtherPlacesAndTheirMean() {
        Tensor one = Box.tensor(List.of(SomeBoxes.nodule(10, 20, 30, 6), new Box(0, 1, 1, 1, 3)));
        Tensor other = Box.tensor(List.of(SomeBoxes.nodule(30, 40, 50, 10)));

        Map<String, Tensor> baselines = HEAD.baselines(Stream.of(one, other, Box.tensor(List.of())));

        assertThat(baselines).containsOnlyKeys("shuffled centres", "always the centre");
        assertThat(Box.of(baselines.get("always the centre"))).containsExactly(new Box(1, 20, 30, 40, 8));
        assertThat(Box.of(baselines.get("shuffled centres"))).extracting(Box::z).containsExactlyInAnyOrder(10.0, 30.0);
        assertThat(HEAD.baselines(Stream.of(one, other))).isEqualTo(baselines);
        assertThat(HEAD.baselines(Stream.empty()).values())
                .allSatisfy(none -> assertThat(none.shape()).containsExactly(0, 5));
    }

    private static float[] empty() {
        float[] cells = new float[4 * 4 * 4 * 15];
        Arrays.fill(cells, -9);
        return cells;
    }
}
