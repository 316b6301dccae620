package io.foldwise.contracts;

import io.foldwise.spi.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Compares a network's gradients with central differences of its score, both in training mode.
 *
 * <p>Deeplearning4j's {@code GradientCheckUtil} tries every single parameter of a graph and logs what it finds; this one
 * tries a sample of every parameter array and returns it. Before every evaluation the generator that Deeplearning4j's
 * dropout draws from starts afresh, and so do layers that count the passes of an iteration: dropout stays on and falls on the
 * same elements.
 */
final class GradientCheck {

    private static final double STEP = 1e-6;
    private static final double SMALLER_STEP = 1e-7; // where a kink, as of ReLU, lies within the first
    private static final double RELATIVE = 1e-3;
    private static final double ABSOLUTE = 1e-8;
    private static final int TRIED = 200; // in all arrays together, and of each:
    private static final int MOST_PER_ARRAY = 8;
    private static final int LEAST_PER_ARRAY = 3;
    private static final Seed SEED = new Seed(12_345);

    private final ComputationGraph graph;
    private final MultiDataSet batch;
    private final MultiDataSet interlude;
    private final Map<String, INDArray> gradients;

    GradientCheck(TinyNetwork network, int[] rows) {
        this.graph = network.graph();
        this.batch = network.batch(rows);
        this.interlude = network.batch(new int[] {network.shortest(rows)});
        this.gradients = gradients();
    }

    private Map<String, INDArray> gradients() {
        restartDropout();
        graph.setInputs(batch.getFeatures());
        graph.setLabels(batch.getLabels());
        graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), null);
        graph.computeGradientAndScore();
        Map<String, INDArray> trained = new LinkedHashMap<>();
        for (Layer layer : graph.getLayers()) {
            String name = layer.conf().getLayer().getLayerName();
            for (String parameter : layer.paramTable().keySet()) {
                if (trained(layer, parameter)) {
                    String variable = name + "_" + parameter;
                    trained.put(
                            variable, graph.gradient().getGradientFor(variable).dup());
                }
            }
        }
        graph.clearLayerMaskArrays();
        return trained;
    }

    /** Running means of batch normalisation and frozen layers are parameters that no gradient moves. */
    private static boolean trained(Layer layer, String parameter) {
        IUpdater updater = layer.conf().getLayer().getUpdaterByParam(parameter);
        return updater != null && !(updater instanceof NoOp);
    }

    /** Whether a layer has parameters that are trained. */
    static boolean learns(Layer layer) {
        return layer.paramTable().keySet().stream().anyMatch(parameter -> trained(layer, parameter));
    }

    List<String> parametersWithoutGradient() {
        return gradients.entrySet().stream()
                .filter(gradient -> !(gradient.getValue().norm1Number().doubleValue() > 0))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Every tried parameter whose gradient is wrong, with both values. */
    List<String> mismatches() {
        List<String> wrong = new ArrayList<>();
        gradients.forEach((variable, gradient) -> {
            INDArray weights = graph.getParam(variable);
            tried(gradient).forEach(index -> {
                long[] place = Shape.ind2subC(weights.shape(), index);
                double expected = centralDifference(weights, place, STEP);
                double actual = gradient.getDouble(place);
                if (!close(expected, actual) && !close(centralDifference(weights, place, SMALLER_STEP), actual)) {
                    wrong.add("%s%s: gradient %.9g, difference %.9g"
                            .formatted(variable, Arrays.toString(place), actual, expected));
                }
            });
        });
        return wrong;
    }

    private static boolean close(double expected, double actual) {
        double tolerance = Math.max(ABSOLUTE, RELATIVE * (Math.abs(expected) + Math.abs(actual)));
        return Math.abs(expected - actual) <= tolerance;
    }

    /** The element with the largest gradient and some others; gradients of embeddings are zero nearly everywhere. */
    private Stream<Long> tried(INDArray gradient) {
        int count = Math.max(LEAST_PER_ARRAY, Math.min(MOST_PER_ARRAY, TRIED / gradients.size()));
        if (gradient.length() <= count) {
            return Stream.iterate(0L, index -> index < gradient.length(), index -> index + 1);
        }
        long largest = 0;
        for (long index = 1; index < gradient.length(); index++) {
            if (Math.abs(gradient.getDouble(index)) > Math.abs(gradient.getDouble(largest))) {
                largest = index;
            }
        }
        SplittableRandom random = SEED.random();
        Stream<Long> others = IntStream.range(1, count).mapToObj(i -> random.nextLong(gradient.length()));
        return Stream.concat(Stream.of(largest), others).distinct();
    }

    private double centralDifference(INDArray weights, long[] place, double step) {
        double weight = weights.getDouble(place);
        weights.putScalar(place, weight + step);
        double above = score();
        weights.putScalar(place, weight - step);
        double below = score();
        weights.putScalar(place, weight);
        return (above - below) / (2 * step);
    }

    private double score() {
        restartDropout();
        return graph.score(batch, true);
    }

    /** A layer that counts passes begins anew when the network comes to an iteration from another one. */
    private void restartDropout() {
        int iteration = graph.getIterationCount();
        setIteration(iteration + 1);
        graph.score(interlude, true);
        setIteration(iteration);
        Nd4j.getRandom().setSeed(SEED.value());
    }

    private void setIteration(int iteration) {
        graph.getConfiguration().setIterationCount(iteration);
        for (Layer layer : graph.getLayers()) {
            layer.setIterationCount(iteration);
        }
    }
}
