package io.foldwise.contracts;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Vector;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.DirectModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A correct direct model: one linear function per label, fitted by gradient descent. */
final class TinyDirectModel implements DirectModel {

    private static final int STEPS = 200;

    private final int size;
    private final int labels;

    TinyDirectModel(InputShape input, Task task) {
        if (!(input instanceof Vector vector)) {
            throw new IncompatibleException("reads vectors, not " + input);
        }
        this.size = vector.size();
        this.labels = task.width();
    }

    @Override
    public Fitted fit(Dataset data, int[] rows) {
        Linear linear = new Linear(new double[labels][size]);
        double[] targets = new double[rows.length * labels];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = data.targets(rows[i / labels])[i % labels];
        }
        double[][] features = data.features(rows).values().toDoubleMatrix();
        double[] gradient = new double[targets.length];
        for (int step = 0; step < STEPS; step++) {
            double[] logits = new double[targets.length];
            Arrays.setAll(logits, i -> linear.logit(i % labels, features[i / labels]));
            new CrossEntropy().evaluate(logits, targets, rows.length, labels, gradient);
            for (int i = 0; i < targets.length; i++) {
                for (int column = 0; column < size; column++) {
                    linear.weights[i % labels][column] -= 3 * gradient[i] * features[i / labels][column];
                }
            }
        }
        return linear;
    }

    @Override
    public Fitted restore(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return new Linear(lines.stream()
                .map(line -> Arrays.stream(line.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new));
    }

    private record Linear(double[][] weights) implements Fitted {

        double logit(int label, double[] features) {
            double sum = 0;
            for (int column = 0; column < features.length; column++) {
                sum += weights[label][column] * features[column];
            }
            return sum;
        }

        @Override
        public float[][] logits(Dataset data, int[] rows) {
            double[][] features = data.features(rows).values().toDoubleMatrix();
            float[][] logits = new float[rows.length][weights.length];
            for (int row = 0; row < rows.length; row++) {
                for (int label = 0; label < weights.length; label++) {
                    logits[row][label] = (float) logit(label, features[row]);
                }
            }
            return logits;
        }

        @Override
        public void save(Path file) throws IOException {
            List<String> lines = Arrays.stream(weights)
                    .map(row -> String.join(
                            " ", Arrays.stream(row).mapToObj(Double::toString).toList()))
                    .toList();
            Files.write(file, lines);
        }
    }
}
