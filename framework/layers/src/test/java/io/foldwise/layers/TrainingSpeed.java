package io.foldwise.layers;

import io.foldwise.layers.Networks.Blocks;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Training samples per second of processor time on made-up reports: batches of 128, padded to 104 tokens, with lengths as in real ones
 * (mean about 41) or without a mask. Run with {@code OMP_NUM_THREADS=1}; arguments: model, {@code full} or {@code mask},
 * rounds.
 */
public final class TrainingSpeed {

    private static final int VOCABULARY = 859;
    private static final int LABELS = 17;
    private static final int BATCH = 128;
    private static final int TIME = 104;
    private static final int BATCHES = 20;

    private static final Map<String, Blocks> MODELS = new TreeMap<>(Map.of(
            "bigru", (net, tokens) -> net.maxOverTime(net.biGru(net.embedding(tokens, VOCABULARY, 128), 128)),
            "bilstm", (net, tokens) -> net.maxOverTime(net.biLstm(net.embedding(tokens, VOCABULARY, 128), 128)),
            "text-cnn", (net, tokens) -> net.textConvolution(net.embedding(tokens, VOCABULARY, 128), 128, 2, 3, 4, 5)));

    private TrainingSpeed() {}

    public static void main(String[] arguments) {
        Blocks model = MODELS.get(arguments[0]);
        boolean masked = arguments[1].equals("mask");
        int rounds = Integer.parseInt(arguments[2]);
        Nd4j.getMemoryManager().togglePeriodicGc(false);
        ComputationGraph network = network(model);
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        Random random = new Random(1);
        DataSet[] batches = new DataSet[BATCHES];
        Arrays.setAll(batches, i -> batch(random, masked));
        for (int round = 0; round < rounds; round++) {
            long start = clock.getCurrentThreadCpuTime();
            for (DataSet batch : batches) {
                network.fit(batch);
            }
            double seconds = (clock.getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf(
                    "%s %s round %d: %.0f samples per processor second, loss %.4f%n",
                    arguments[0], arguments[1], round, BATCHES * BATCH / seconds, network.score());
        }
    }

    private static ComputationGraph network(Blocks model) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(1e-3))
                .weightInit(WeightInit.XAVIER)
                .graphBuilder()
                .addInputs("tokens")
                .setInputTypes(Network.tokens());
        OutputLayer output = new OutputLayer.Builder(LossFunction.XENT)
                .nOut(LABELS)
                .activation(Activation.SIGMOID)
                .dropOut(0.5)
                .build();
        graph.addLayer("output", output, model.apply(new Network(graph), "tokens"))
                .setOutputs("output");
        ComputationGraph network = new ComputationGraph(graph.build());
        network.init();
        return network;
    }

    private static DataSet batch(Random random, boolean masked) {
        float[][] tokens = new float[BATCH][TIME];
        float[][] mask = new float[BATCH][TIME];
        float[][] labels = new float[BATCH][LABELS];
        for (int sample = 0; sample < BATCH; sample++) {
            int length = (int) Math.max(2, Math.min(TIME, 41 + 19 * random.nextGaussian()));
            for (int step = 0; step < length; step++) {
                tokens[sample][step] = random.nextInt(VOCABULARY);
                mask[sample][step] = 1;
            }
            labels[sample][random.nextInt(LABELS)] = 1;
        }
        return new DataSet(
                Nd4j.createFromArray(tokens),
                Nd4j.createFromArray(labels),
                masked ? Nd4j.createFromArray(mask) : null,
                null);
    }
}
