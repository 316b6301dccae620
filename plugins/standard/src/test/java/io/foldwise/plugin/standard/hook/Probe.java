package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Parameter;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import java.util.ArrayList;
import java.util.List;

/** Notes what it sees, where it stands among the hooks. */
final class Probe implements Hook {

    /** The weights before the first step, and after each. */
    final List<float[]> weights = new ArrayList<>();

    /** The gradient of each step. */
    final List<float[]> gradients = new ArrayList<>();

    /** The gradient of each step before anything scales it. */
    final List<float[]> unscaled = new ArrayList<>();

    /** The weights after each step, before anything moves them elsewhere. */
    final List<float[]> unmoved = new ArrayList<>();

    private Training training;

    @Override
    public void begin(Training begun) {
        training = begun;
        weights.add(begun.weights().toFloatVector());
    }

    @Override
    public void gradient(Step step) {
        unscaled.add(training.gradients().toFloatVector());
    }

    @Override
    public void step(Step step) {
        unmoved.add(training.weights().toFloatVector());
    }

    @Override
    public void scale(Step step) {
        gradients.add(training.gradients().toFloatVector());
    }

    @Override
    public void observe(Step step) {
        weights.add(training.weights().toFloatVector());
    }

    /** Where an array begins among all weights, and where it ends. */
    int[] range(String path) {
        int start = 0;
        for (Parameter parameter : training.parameters()) {
            int end = start + Math.toIntExact(parameter.values().length());
            if (parameter.path().equals(path)) {
                return new int[] {start, end};
            }
            start = end;
        }
        throw new IllegalArgumentException(path + " is none of " + training.parameters());
    }

    /** One array of all weights or gradients. */
    float[] part(float[] all, String path) {
        int[] range = range(path);
        return java.util.Arrays.copyOfRange(all, range[0], range[1]);
    }
}
