package io.foldwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

final class ForwardPassTest {

    private static final int SAMPLES = 1500;

    @Test
    void givesEveryRowItsOwnLogitsWhateverItsBatch() {
        UnevenLengths data = new UnevenLengths();
        int[] rows = IntStream.range(0, SAMPLES).map(i -> (i * 7) % SAMPLES).toArray();

        float[][] logits = new float[rows.length][];
        ForwardPass.logits(
                identity(),
                data,
                rows,
                (place, ofHeads) -> logits[place] = ofHeads.get(0).values());

        for (int i = 0; i < rows.length; i++) {
            float[] own = data.features(new int[] {rows[i]}).values().toFloatVector();
            assertThat(logits[i]).isEqualTo(own);
        }
        assertThat(data.batches).hasSizeGreaterThan(1).allMatch(size -> size <= 256);
    }

    @Test
    void givesNoLogitsForNoRows() {
        ForwardPass.logits(identity(), new UnevenLengths(), new int[0], (place, ofHeads) -> fail("there are no rows"));
    }

    /** A network whose logits are its input. */
    private static ComputationGraph identity() {
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .addLayer(
                        "logits",
                        new LossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "input")
                .setOutputs("logits")
                .setInputTypes(InputType.feedForward(6))
                .build());
        network.init();
        return network;
    }

    /** Lengths from 0 to 12, and notes on the sizes of the batches that were asked for. */
    private static final class UnevenLengths implements Dataset {

        private final List<Integer> batches = new ArrayList<>();
        private final Dataset vectors = TinyVectors.of(6, TinyVectors.schema(3), SAMPLES, new Seed(5));

        @Override
        public int length(int row) {
            return row % 13;
        }

        @Override
        public Features features(int[] rows) {
            batches.add(rows.length);
            return vectors.features(rows);
        }

        @Override
        public int size() {
            return vectors.size();
        }

        @Override
        public String id(int row) {
            return vectors.id(row);
        }

        @Override
        public InputShape input() {
            return vectors.input();
        }

        @Override
        public Task task() {
            return vectors.task();
        }

        @Override
        public boolean labelled() {
            return vectors.labelled();
        }

        @Override
        public float[] targets(int row) {
            return vectors.targets(row);
        }
    }
}
