package io.foldwise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.training.Loss;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

/** Logits of two shapes, {@code [batch, 3]} and {@code [batch, 4, 3, 1]}, in double precision. */
final class HeadOutputTest {

    private static final Loss LOSS = new CrossEntropy();
    private static final INDArray NONE = null; // Deeplearning4j's word for no mask

    @Test
    void trainsRowsAsDeeplearning4jsOwnLayerDoes() {
        ComputationGraph ours = rows(HeadOutput.of(LOSS));
        LossLayer.Builder original = new LossLayer.Builder().lossFunction(new LogitLoss(LOSS));
        ComputationGraph theirs = rows(original.activation(Activation.IDENTITY).build());
        MultiDataSet batch = batch(rowInputs(5), targets(5, 3), NONE);

        assertThat(theirs.params()).isEqualTo(ours.params());
        assertThat(gradient(ours, batch)).isEqualTo(gradient(theirs, batch));
        assertThat(ours.score()).isEqualTo(theirs.score());
        assertThat(ours.score(batch, false)).isEqualTo(theirs.score(batch, false));
        assertThat(ours.scoreExamples(batch, false)).isEqualTo(theirs.scoreExamples(batch, false));
    }

    @Test
    void trainsImagesAsTheSlopeOfTheirLossSays() {
        ComputationGraph network = images();
        MultiDataSet batch = batch(imageInputs(3), targets(3, 4, 3, 1), NONE);

        assertSlopes(network, batch);
        assertThat(network.output(imageInputs(3))[0].shape()).containsExactly(3, 4, 3, 1);
    }

    @Test
    void theLossOfImagesIsTheMeanOverAllPixels() {
        ComputationGraph network = images();
        INDArray logits = network.output(imageInputs(3))[0];
        INDArray targets = targets(3, 4, 3, 1);

        assertThat(network.score(batch(imageInputs(3), targets, NONE), true))
                .isCloseTo(value(logits, targets), within(1e-12));
    }

    @Test
    void logitsOfAnotherShapeThanTargetsAreRefused() {
        MultiDataSet transposed = batch(imageInputs(3), targets(3, 3, 4, 1), NONE);

        assertThatThrownBy(() -> gradient(images(), transposed))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("[3, 4, 3, 1]")
                .hasMessageContaining("[3, 3, 4, 1]");
    }

    @Test
    void samplesThatAreMaskedHaveNoPart() {
        INDArray mask = Nd4j.createFromArray(1.0, 0, 1, 1, 0).reshape(5, 1);
        int[] kept = {0, 2, 3};
        INDArray targets = targets(5, 3);
        MultiDataSet masked = batch(rowInputs(5), targets.dup(), mask);
        MultiDataSet alone = batch(rowInputs(5).getRows(kept), targets.getRows(kept), NONE);
        ComputationGraph network = rows(HeadOutput.of(LOSS));

        INDArray gradient = gradient(network, masked);

        double score = network.score();
        assertThat(gradient.distance2(gradient(network, alone))).isLessThan(1e-12);
        assertThat(score).isCloseTo(network.score(), within(1e-12));
    }

    @Test
    void imagesThatAreMaskedHaveNoPart() {
        INDArray mask = Nd4j.createFromArray(0.0, 1, 0).reshape(3, 1);
        MultiDataSet masked = batch(imageInputs(3), targets(3, 4, 3, 1), mask);
        ComputationGraph network = images();

        assertSlopes(network, masked);
        INDArray scores = network.scoreExamples(masked, false);
        assertThat(scores.toDoubleVector()[0]).isZero();
        assertThat(scores.toDoubleVector()[1]).isPositive();
    }

    @Test
    void aBatchThatIsAllMaskedTeachesNothing() {
        ComputationGraph network = rows(HeadOutput.of(LOSS));

        INDArray gradient = gradient(network, batch(rowInputs(5), targets(5, 3), Nd4j.zeros(DataType.DOUBLE, 5, 1)));

        assertThat(gradient.amaxNumber().doubleValue()).isZero();
        assertThat(network.score()).isZero();
    }

    @Test
    void theLossOfEverySampleIsItsOwn() {
        ComputationGraph network = images();
        INDArray targets = targets(3, 4, 3, 1);

        double[] scores = network.scoreExamples(batch(imageInputs(3), targets, NONE), false)
                .toDoubleVector();

        INDArray logits = network.output(imageInputs(3))[0];
        assertThat(scores).hasSize(3);
        for (int i = 0; i < scores.length; i++) {
            assertThat(scores[i]).isCloseTo(value(sample(logits, i), sample(targets, i)), within(1e-12));
        }
    }

    @Test
    void theScoreIsOfTheBatchThatWasAskedFor() {
        ComputationGraph network = rows(HeadOutput.of(LOSS));
        MultiDataSet other = batch(rowInputs(2), targets(2, 3).rsub(1), NONE);
        double expected = network.score(other, true);

        gradient(network, batch(rowInputs(5), targets(5, 3), NONE));

        assertThat(network.score(other, true)).isEqualTo(expected);
    }

    @Test
    void imagesReadFromTheirFilePredictTheSame() throws IOException {
        ComputationGraph network = images();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, file, false);

        ComputationGraph restored =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()), false);

        assertThat(restored.output(imageInputs(3))[0]).isEqualTo(network.output(imageInputs(3))[0]);
    }

    private static ComputationGraph rows(Layer output) {
        return network(
                InputType.feedForward(4),
                new DenseLayer.Builder().nOut(3).activation(Activation.IDENTITY).build(),
                output);
    }

    private static ComputationGraph images() {
        ConvolutionLayer logits = new ConvolutionLayer.Builder(3, 3)
                .nOut(1)
                .convolutionMode(ConvolutionMode.Same)
                .dataFormat(CNN2DFormat.NHWC)
                .activation(Activation.IDENTITY)
                .build();
        return network(InputType.convolutional(4, 3, 2, CNN2DFormat.NHWC), logits, HeadOutput.of(LOSS));
    }

    private static ComputationGraph network(InputType input, Layer logits, Layer output) {
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(1))
                .miniBatch(false)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(input)
                .addLayer("logits", logits, "input")
                .addLayer("output", output, "logits")
                .setOutputs("output")
                .build());
        network.init();
        return network;
    }

    private static INDArray rowInputs(int samples) {
        return numbers(samples, 4);
    }

    private static INDArray imageInputs(int samples) {
        return numbers(samples, 4, 3, 2);
    }

    /** Different everywhere, and the same for the first samples however many there are. */
    private static INDArray numbers(long... shape) {
        INDArray numbers = Nd4j.create(DataType.DOUBLE, shape);
        for (long i = 0; i < numbers.length(); i++) {
            numbers.putScalar(i, Math.sin(1 + 2.3 * i));
        }
        return numbers;
    }

    private static INDArray targets(long... shape) {
        INDArray numbers = numbers(shape);
        return numbers.gt(0.2).castTo(DataType.DOUBLE);
    }

    private static MultiDataSet batch(INDArray input, INDArray targets, INDArray mask) {
        return new org.nd4j.linalg.dataset.MultiDataSet(
                new INDArray[] {input}, new INDArray[] {targets}, null, mask == null ? null : new INDArray[] {mask});
    }

    /** The loss of logits of any shape. */
    private static double value(INDArray logits, INDArray targets) {
        double[] values = logits.dup('c').data().asDouble();
        int cells = values.length;
        return LOSS.evaluate(values, targets.dup('c').data().asDouble(), 1, cells, new double[cells]);
    }

    private static INDArray sample(INDArray batch, int number) {
        return batch.get(NDArrayIndex.point(number), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all());
    }

    private static INDArray gradient(ComputationGraph network, MultiDataSet batch) {
        network.setInputs(batch.getFeatures());
        network.setLabels(batch.getLabels());
        network.setLayerMaskArrays(null, batch.getLabelsMaskArrays());
        network.computeGradientAndScore();
        network.clearLayerMaskArrays();
        return network.gradient().gradient().dup();
    }

    /** The gradient is what the score's differences say. */
    private static void assertSlopes(ComputationGraph network, MultiDataSet batch) {
        double step = 1e-5;
        INDArray gradient = gradient(network, batch);
        assertThat(network.score()).isCloseTo(network.score(batch, true), within(1e-12));
        INDArray weights = network.params();
        assertThat(gradient.amaxNumber().doubleValue()).isPositive();
        for (long i = 0; i < weights.length(); i++) {
            double weight = weights.getDouble(i);
            weights.putScalar(i, weight + step);
            double above = network.score(batch, true);
            weights.putScalar(i, weight - step);
            double below = network.score(batch, true);
            weights.putScalar(i, weight);
            assertThat(gradient.getDouble(i)).as("weight %d", i).isCloseTo((above - below) / 2 / step, within(1e-8));
        }
    }
}
