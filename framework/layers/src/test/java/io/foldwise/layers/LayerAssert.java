package io.foldwise.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.Networks.Blocks;
import io.foldwise.layers.kernel.KernelLayerRuntime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** What must hold for every layer of ours, whatever it computes. */
public final class LayerAssert {

    private LayerAssert() {}

    /** Compares backpropagation in double precision, by the portable kernels, with finite differences. */
    public static void assertGradientsAreExact(Blocks blocks, Batch batch) {
        DataType before = Nd4j.dataType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try {
            ComputationGraph network = Networks.onTokens(DataType.DOUBLE, blocks);
            for (Layer layer : network.getLayers()) {
                ((BaseLayer) layer.conf().getLayer()).setIUpdater(new NoOp());
            }
            boolean exact = GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                    .net(network)
                    .inputs(new INDArray[] {batch.tokens()})
                    .labels(new INDArray[] {batch.labels()})
                    .inputMask(batch.masks())
                    .callEachIter(LayerAssert::repeatRandomness)
                    .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                    .subset(true)
                    .maxPerParam(8)
                    .epsilon(1e-6)
                    .maxRelError(1e-5)
                    .minAbsoluteError(1e-9));
            assertThat(exact).as("gradients agree with finite differences").isTrue();
        } finally {
            Nd4j.setDefaultDataTypes(before, before);
        }
        assertDefaultTypeDoesNotMatter(blocks, batch);
    }

    /** A network's type is its own: where arrays are single by default, one in double must compute the same. */
    private static void assertDefaultTypeDoesNotMatter(Blocks blocks, Batch batch) {
        DataType before = Nd4j.dataType();
        INDArray expected;
        INDArray start;
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        try {
            ComputationGraph network = Networks.onTokens(DataType.DOUBLE, blocks);
            start = network.params().dup();
            expected = batch.gradient(network);
        } finally {
            Nd4j.setDefaultDataTypes(before, before);
        }
        ComputationGraph network = Networks.onTokens(DataType.DOUBLE, blocks);
        network.setParams(start);
        INDArray actual = batch.gradient(network);
        assertThat(actual.dataType()).isEqualTo(DataType.DOUBLE);
        assertClose(actual, expected, 1e-12);
    }

    /** Both kernels must give the same predictions and the same gradients in single precision. */
    public static void assertKernelsAgree(Blocks blocks, Batch batch) {
        assertKernelsAgree(blocks, batch, 2e-6);
    }

    /** The same with another tolerance, for layers that scale small numbers up. */
    public static void assertKernelsAgree(Blocks blocks, Batch batch, double tolerance) {
        ComputationGraph fast = Networks.onTokens(DataType.FLOAT, blocks);
        ComputationGraph portable = Networks.onTokens(DataType.FLOAT, blocks);
        assertClose(batch.predict(fast), Networks.portably(() -> batch.predict(portable)), tolerance);
        assertClose(batch.gradient(fast), Networks.portably(() -> batch.gradient(portable)), tolerance);
    }

    /**
     * Both kernels must pass the same gradients through a layer that is frozen. Deeplearning4j lets such a layer compute as
     * for a prediction, and then asks it for gradients all the same.
     */
    public static void assertGradientsPassFrozen(Blocks blocks, Batch batch) {
        assertGradientsPassFrozen(blocks, batch, 2e-6);
    }

    /** The same with another tolerance, for layers that scale small numbers up. */
    public static void assertGradientsPassFrozen(Blocks blocks, Batch batch, double tolerance) {
        INDArray expected = Networks.portably(() -> gradientBehindFrozen(blocks, batch));
        assertThat(expected.amaxNumber().doubleValue()).isPositive();
        assertClose(gradientBehindFrozen(blocks, batch), expected, tolerance);
    }

    private static INDArray gradientBehindFrozen(Blocks blocks, Batch batch) {
        ComputationGraph network = Networks.frozenBehindTheEmbedding(DataType.FLOAT, blocks);
        batch.gradient(network);
        return network.gradient().getGradientFor("embedding-1_table").dup();
    }

    /**
     * Gives the weights of one network to another one, which must then make the same predictions and get the same gradients.
     *
     * @param parameters names in the one and in the other, without those of the output layer
     */
    public static void assertNetworksAgree(
            ComputationGraph one,
            ComputationGraph other,
            Map<String, String> parameters,
            Batch batch,
            double tolerance) {
        parameters.forEach((from, to) -> {
            INDArray target = other.getParam(to);
            target.assign(one.getParam(from).reshape(target.shape()));
        });
        other.getParam("output_W").assign(one.getParam("output_W"));
        assertClose(batch.predict(one), batch.predict(other), tolerance);
        batch.gradient(one);
        batch.gradient(other);
        parameters.forEach((from, to) -> {
            INDArray expected = other.gradient().getGradientFor(to);
            INDArray actual = one.gradient().getGradientFor(from).reshape(expected.shape());
            assertClose(actual, expected, tolerance);
        });
    }

    /** A sequence alone must give what it gives inside a padded batch. */
    public static void assertPaddingDoesNotMatter(Blocks blocks, Batch batch) {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, blocks);
        INDArray together = batch.predict(network);
        for (int sample = 0; sample < batch.lengths().length; sample++) {
            assertClose(batch.alone(sample).predict(network), together.getRow(sample, true), 1e-5);
        }
    }

    /** A saved network must predict the same after loading, and have an equal configuration. */
    public static void assertSurvivesSaving(Blocks blocks, Batch batch) {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, blocks);
        ComputationGraph loaded = savedAndLoaded(network);
        assertThat(loaded.getConfiguration()).isEqualTo(network.getConfiguration());
        assertSameBits(batch.predict(loaded), batch.predict(network));
    }

    /** Two trainings from the same seed must agree bit by bit, also when one is saved and loaded midway. */
    public static void assertTrainingRepeats(Blocks blocks, Batch batch) {
        ComputationGraph first = Networks.onTokens(DataType.FLOAT, blocks);
        ComputationGraph second = Networks.onTokens(DataType.FLOAT, blocks);
        INDArray start = first.params().dup();
        fit(first, batch, 4);
        fit(second, batch, 2);
        second = savedAndLoaded(second);
        fit(second, batch, 2);
        assertSameBits(first.params(), second.params());
        assertThat(first.params()).isNotEqualTo(start);
    }

    /** Equal to the last bit, for single precision: {@code INDArray.equals} forgives differences of up to 1e-5. */
    public static void assertSameBits(INDArray actual, INDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(elements(actual)).isEqualTo(elements(expected));
    }

    private static float[] elements(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    public static void assertClose(INDArray actual, INDArray expected, double tolerance) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.sub(expected).amaxNumber().doubleValue())
                .as("largest difference")
                .isLessThanOrEqualTo(tolerance);
    }

    private static void fit(ComputationGraph network, Batch batch, int iterations) {
        for (int i = 0; i < iterations; i++) {
            network.fit(batch.dataSet());
        }
    }

    private static ComputationGraph savedAndLoaded(ComputationGraph network) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ModelSerializer.writeModel(network, bytes, true);
            return ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(bytes.toByteArray()), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void repeatRandomness(ComputationGraph network) {
        for (Layer layer : network.getLayers()) {
            if (layer instanceof KernelLayerRuntime runtime) {
                runtime.repeatRandomness();
            }
        }
    }
}
