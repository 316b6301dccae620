package io.foldwise.layers.image;

import static io.foldwise.layers.LayerAssert.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.layers.Batch;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Each layer against its formula, element by element. */
final class ImageFormulasTest {

    private static final int BATCH = 2;
    private static final int HEIGHT = 5;
    private static final int WIDTH = 4;
    private static final int CHANNELS = 3;
    private static final int SQUEEZED = 2;

    @Test
    void convolutionSumsUpAFrameAroundEveryElement() {
        for (int[] kernel : new int[][] {{1, 1}, {3, 3}, {1, 3}, {5, 1}, {1, 9}}) {
            Tested network = network(new Convolution(Convolution.Options.of(2, kernel[0], kernel[1])));
            double[][][][] x = network.input();
            INDArray weights = network.graph().getParam("tested-1_weights");
            INDArray y = network.output();
            for (int b = 0; b < BATCH; b++) {
                for (int h = 0; h < HEIGHT; h++) {
                    for (int w = 0; w < WIDTH; w++) {
                        double sum = 0;
                        for (int i = 0; i < kernel[0]; i++) {
                            for (int j = 0; j < kernel[1]; j++) {
                                int row = h + i - kernel[0] / 2;
                                int column = w + j - kernel[1] / 2;
                                if (row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH) {
                                    for (int c = 0; c < CHANNELS; c++) {
                                        sum += x[b][row][column][c] * weights.getDouble(i, j, c, 1);
                                    }
                                }
                            }
                        }
                        assertThat(y.getDouble(b, h, w, 1)).isCloseTo(sum, within(1e-6));
                    }
                }
            }
        }
    }

    @Test
    void strideTakesEverySecondElement() {
        Tested network = network(new Convolution(Convolution.Options.of(1, 1).stride(2)));
        INDArray weights = network.graph().getParam("tested-1_weights");
        INDArray y = network.output();
        assertThat(y.shape()).containsExactly(BATCH, 3, 2, 1);
        double expected = IntStream.range(0, CHANNELS)
                .mapToDouble(c -> network.input()[1][4][2][c] * weights.getDouble(0, 0, c, 0))
                .sum();
        assertThat(y.getDouble(1, 2, 1, 0)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void batchNormUsesTheBatchInTrainingAndRunningAveragesInPredictions() {
        Tested network = network(new BatchNorm(BatchNorm.Options.of(0.3).unbiased(false)));
        network.graph().getParam("tested-1_gain").assign(2);
        network.graph().getParam("tested-1_shift").assign(-0.5);
        INDArray trained = network.graph()
                .feedForward(network.batch().tokens(), true)
                .get("tested-1")
                .dup();
        double mean = 0;
        double squares = 0;
        double count = BATCH * HEIGHT * WIDTH;
        for (double[][][] image : network.input()) {
            for (double[][] row : image) {
                for (double[] element : row) {
                    mean += element[1] / count;
                    squares += element[1] * element[1] / count;
                }
            }
        }
        double variance = squares - mean * mean;
        double x = network.input()[1][2][3][1];
        double z = (x - mean) / Math.sqrt(variance + 1e-5) * 2 - 0.5;
        assertThat(trained.getDouble(1, 2, 3, 1)).isCloseTo(Math.max(z, 0.3 * z), within(1e-5));
        double untrained = x / Math.sqrt(1 + 1e-5) * 2 - 0.5;
        assertThat(network.output().getDouble(1, 2, 3, 1))
                .isCloseTo(Math.max(untrained, 0.3 * untrained), within(1e-5));

        network.graph().fit(network.batch().dataSet());
        assertThat(network.graph().getParam("tested-1_mean").getDouble(1)).isCloseTo(0.1 * mean, within(1e-6));
        assertThat(network.graph().getParam("tested-1_variance").getDouble(1))
                .isCloseTo(0.9 + 0.1 * variance, within(1e-6));
    }

    @Test
    void batchNormMeasuresExactlyWhereTheFirstImageIsFarFromTheOthers() {
        int batch = 40;
        Random random = new Random(4);
        double[] values =
                random.doubles((long) batch * HEIGHT * WIDTH * CHANNELS).toArray();
        Arrays.setAll(values, i -> (float) (i < HEIGHT * WIDTH * CHANNELS ? values[i] + 30 : values[i]));
        INDArray images = Nd4j.createFromArray(values).castTo(DataType.FLOAT).reshape(batch, HEIGHT, WIDTH, CHANNELS);
        double[] ofChannel = IntStream.range(0, values.length)
                .filter(i -> i % CHANNELS == 2)
                .mapToDouble(i -> values[i])
                .toArray();
        double mean = Arrays.stream(ofChannel).average().orElseThrow();
        double variance = Arrays.stream(ofChannel)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        ComputationGraph network = network(
                        new BatchNorm(BatchNorm.Options.of(0.3).unbiased(false)))
                .graph();
        network.fit(new DataSet(images, Nd4j.zeros(DataType.FLOAT, batch, Networks.LABELS)));
        assertThat(network.getParam("tested-1_mean").getDouble(2)).isCloseTo(0.1 * mean, within(1e-5));
        assertThat(network.getParam("tested-1_variance").getDouble(2))
                .isCloseTo(0.9 + 0.1 * variance, within(1e-5 * variance));
    }

    @Test
    void runningAveragesGoPastOptimizerPenaltyAndClipping() {
        ComputationGraph plain = network(new BatchNorm(BatchNorm.Options.of(0.3).unbiased(false)))
                .graph();
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .updater(new Sgd(7))
                .l2(0.5)
                .biasUpdater(new Sgd(7))
                .l2Bias(0.5)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(1e-3)
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(InputType.convolutional(HEIGHT, WIDTH, CHANNELS, CNN2DFormat.NHWC));
        OutputLayer output = new OutputLayer.Builder(LossFunction.XENT)
                .nOut(Networks.LABELS)
                .activation(Activation.SIGMOID)
                .build();
        graph.addLayer("tested-1", new BatchNorm(BatchNorm.Options.of(0.3).unbiased(false)), "input")
                .addLayer("output", output, "tested-1")
                .setOutputs("output");
        ComputationGraph other = new ComputationGraph(graph.build());
        other.init();
        DataSet batch = network(new Mish()).batch().dataSet();
        for (int i = 0; i < 3; i++) {
            plain.fit(batch);
            other.fit(batch);
        }
        for (String name : new String[] {"tested-1_mean", "tested-1_variance"}) {
            assertSameBits(other.getParam(name), plain.getParam(name));
        }
        assertThat(other.getParam("tested-1_gain")).isNotEqualTo(plain.getParam("tested-1_gain"));
    }

    @Test
    void mishFollowsItsFormulaFarOutToo() {
        INDArray x = Nd4j.linspace(DataType.FLOAT, -60, 2.03, HEIGHT * WIDTH * CHANNELS)
                .reshape(1, HEIGHT, WIDTH, CHANNELS);
        Tested network = network(new Mish());
        INDArray y = network.graph().feedForward(x, false).get("tested-1");
        for (int i = 0; i < x.length(); i++) {
            double value = x.getDouble(i);
            double expected = value * Math.tanh(Math.log1p(Math.exp(value)));
            assertThat(y.getDouble(i)).isCloseTo(expected, within(2e-6));
        }
    }

    @Test
    void coordinateAttentionMultipliesRowsAndColumns() {
        Tested network = network(new CoordinateAttention(2));
        double[][][][] x = network.input();
        INDArray y = network.output();
        for (int h = 0; h < HEIGHT; h++) {
            for (int w = 0; w < WIDTH; w++) {
                double[] rowMean = new double[CHANNELS];
                double[] columnMean = new double[CHANNELS];
                for (int c = 0; c < CHANNELS; c++) {
                    for (int j = 0; j < WIDTH; j++) {
                        rowMean[c] += x[1][h][j][c] / WIDTH;
                    }
                    for (int i = 0; i < HEIGHT; i++) {
                        columnMean[c] += x[1][i][w][c] / HEIGHT;
                    }
                }
                double expected =
                        x[1][h][w][2] * network.factor(rowMean, "row", 2) * network.factor(columnMean, "column", 2);
                assertThat(y.getDouble(1, h, w, 2)).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void layersRefuseChannelsFirst() {
        assertThatThrownBy(() -> Networks.build(
                        DataType.FLOAT,
                        InputType.convolutional(HEIGHT, WIDTH, CHANNELS, CNN2DFormat.NCHW),
                        (net, x) -> net.add("tested", new Mish(), x)))
                .hasMessageContaining("tested-1: needs images [batch, height, width, channels] (CNN2DFormat.NHWC)");
    }

    private static Tested network(Layer layer) {
        Blocks blocks = (net, x) -> net.add("tested", layer, x);
        ComputationGraph graph = Networks.build(
                DataType.FLOAT, InputType.convolutional(HEIGHT, WIDTH, CHANNELS, CNN2DFormat.NHWC), blocks);
        double[][][][] input = new double[BATCH][HEIGHT][WIDTH][CHANNELS];
        Random random = new Random(3);
        for (double[][][] image : input) {
            for (double[][] row : image) {
                for (double[] element : row) {
                    for (int c = 0; c < CHANNELS; c++) {
                        element[c] = random.nextGaussian() + c;
                    }
                }
            }
        }
        INDArray labels = Nd4j.eye(Networks.LABELS).castTo(DataType.FLOAT).getRows(0, 1);
        INDArray images = Nd4j.createFromArray(input).castTo(DataType.FLOAT);
        return new Tested(graph, input, new Batch(images, Optional.empty(), labels, 1, 1));
    }

    /** A network of one layer with its input. */
    private record Tested(ComputationGraph graph, double[][][][] input, Batch batch) {

        INDArray output() {
            return graph.feedForward(batch.tokens(), false).get("tested-1").dup();
        }

        double factor(double[] mean, String side, int channel) {
            double logit = 0;
            for (int i = 0; i < SQUEEZED; i++) {
                double squeezed = 0;
                for (int c = 0; c < CHANNELS; c++) {
                    squeezed +=
                            mean[c] * graph.getParam("tested-1_squeeze-weights").getDouble(c, i);
                }
                logit += Math.max(0, squeezed)
                        * graph.getParam("tested-1_" + side + "-weights").getDouble(i, channel);
            }
            return 1 / (1 + Math.exp(-logit));
        }
    }
}
