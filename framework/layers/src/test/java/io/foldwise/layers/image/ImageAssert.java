package io.foldwise.layers.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.layers.Batch;
import io.foldwise.layers.Networks;
import io.foldwise.layers.Networks.Blocks;
import io.foldwise.layers.kernel.KernelLayerRuntime;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What must hold for networks with batch normalization. */
final class ImageAssert {

    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 3e-6;
    private static final int ELEMENTS_PER_PARAMETER = 3;

    private ImageAssert() {}

    /**
     * Compares backpropagation in double precision with finite differences. Deeplearning4j's own check cannot: it takes the
     * steps of running averages for gradients, and mixes parameters up when told which ones they are in a graph that forks.
     */
    static void assertGradientsAreExact(Blocks blocks, Batch batch) {
        DataType before = Nd4j.dataType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try {
            ComputationGraph network = Networks.onTokens(DataType.DOUBLE, blocks);
            repeatRandomness(network);
            batch.gradient(network);
            Map<String, INDArray> gradients = network.gradient().gradientForVariable();
            Random random = new Random(1);
            network.paramTable().forEach((name, values) -> {
                if (!name.endsWith("_mean") && !name.endsWith("_variance")) {
                    INDArray gradient = gradients.get(name);
                    for (int i = 0; i < Math.min(values.length(), ELEMENTS_PER_PARAMETER); i++) {
                        long element = random.nextInt((int) values.length());
                        double expected = difference(network, batch, values, element);
                        assertThat(gradient.getDouble(element) / batch.lengths().length)
                                .as("gradient of %s[%d]", name, element)
                                .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
                    }
                }
            });
        } finally {
            Nd4j.setDefaultDataTypes(before, before);
        }
    }

    private static double difference(ComputationGraph network, Batch batch, INDArray values, long element) {
        double value = values.getDouble(element);
        values.putScalar(element, value + STEP);
        double more = score(network, batch);
        values.putScalar(element, value - STEP);
        double less = score(network, batch);
        values.putScalar(element, value);
        return (more - less) / (2 * STEP);
    }

    private static double score(ComputationGraph network, Batch batch) {
        repeatRandomness(network);
        return network.score(batch.dataSet(), true);
    }

    private static void repeatRandomness(ComputationGraph network) {
        for (Layer layer : network.getLayers()) {
            if (layer instanceof KernelLayerRuntime runtime) {
                runtime.repeatRandomness();
            }
        }
    }
}
