package io.foldwise.layers.pooling;

import io.foldwise.layers.cpu.FloatMath;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.MemoryScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.cpu.Softmax;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Keys by one matrix product over packed rows, scores, softmax and average; keeps the rows and their weights for the way back. */
final class CpuHiddenAttention implements Kernel {

    private final int channels;
    private final int hidden;
    private final int segment;
    private final float[] query;
    private final HeapScratch steps = new HeapScratch();
    private final MemoryScratch stepMemory = new MemoryScratch();
    private final HeapScratch keys = new HeapScratch();
    private final MemoryScratch keyMemory = new MemoryScratch();
    private final HeapScratch weights = new HeapScratch();
    private final HeapScratch scoreGradients = new HeapScratch();
    private final HeapScratch stepGradients = new HeapScratch();
    private final HeapScratch averages = new HeapScratch();

    /** @param segment steps that become one; {@link HiddenAttention#WHOLE} for vectors, one of each sequence */
    CpuHiddenAttention(int channels, int hidden, int segment) {
        this.channels = channels;
        this.hidden = hidden;
        this.segment = segment;
        this.query = new float[hidden];
    }

    private boolean whole() {
        return segment == HiddenAttention.WHOLE;
    }

    /** Runs of rows of which each becomes one, in order. */
    private interface Segments {
        void each(int index, int start, int length);
    }

    private void segments(PackedRows rows, Segments segments) {
        int index = 0;
        for (int sample = 0; sample < rows.batch(); sample++) {
            if (whole()) {
                segments.each(index++, rows.start(sample), rows.length(sample));
            } else {
                for (int from = 0; from < rows.length(sample); from += segment) {
                    int length = Math.min(segment, rows.length(sample) - from);
                    segments.each(index++, rows.start(sample) + from, length);
                }
            }
        }
    }

    private PackedRows thinned(LayerContext context) {
        return new PackedRows(context.lengths().thinned(segment));
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        PackedRows rows = new PackedRows(context.lengths());
        int width = channels + 1;
        float[] input = steps.atLeast(rows.rows() * width);
        rows.readWithOnes(FloatMemory.of(context.input()), channels, input);
        stepMemory.atLeast(rows.rows() * width).write(0, input, 0, rows.rows() * width);
        Matrix keyMatrix = Matrix.of(keyMemory.atLeast(rows.rows() * hidden), rows.rows(), hidden);
        Gemm.multiply(Matrix.of(stepMemory.memory(), rows.rows(), width), joined(context.parameters()), keyMatrix);
        float[] key = keys.atLeast(rows.rows() * hidden);
        keyMemory.memory().read(0, key, 0, rows.rows() * hidden);
        FloatMath.tanh(key, 0, rows.rows() * hidden);

        FloatMemory.of(context.parameter(HiddenAttention.QUERY)).read(0, query, 0, hidden);
        float[] weight = weights.atLeast(rows.rows());
        int results = whole() ? context.batch() : thinned(context).rows();
        float[] result = averages.atLeast(results * channels);
        Arrays.fill(result, 0, results * channels, 0);
        segments(rows, (index, start, length) -> {
            for (int row = start; row < start + length; row++) {
                weight[row] = Loops.dot(key, row * hidden, query, 0, hidden);
            }
            Softmax.forward(weight, start, length);
            for (int row = start; row < start + length; row++) {
                Loops.addScaled(weight[row], input, row * width, result, index * channels, channels);
            }
        });
        if (whole()) {
            FloatMemory.of(output).write(0, result, 0, results * channels);
        } else {
            thinned(context).write(result, channels, FloatMemory.of(output));
        }
    }

    private Matrix joined(Map<String, INDArray> parameters) {
        FloatMemory joined =
                FloatMemory.spanning(parameters.get(HiddenAttention.WEIGHTS), parameters.get(HiddenAttention.BIAS));
        return Matrix.of(joined, channels + 1, hidden);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        PackedRows rows = new PackedRows(context.lengths());
        int width = channels + 1;
        float[] incoming = incoming(context, gradients);
        float[] input = steps.array();
        float[] key = keys.array();
        float[] weight = weights.array();
        float[] score = scoreGradients.atLeast(rows.rows());
        float[] outgoing = stepGradients.atLeast(rows.rows() * channels);
        float[] byQuery = new float[hidden];
        segments(rows, (index, start, length) -> {
            for (int row = start; row < start + length; row++) {
                score[row] = Loops.dot(input, row * width, incoming, index * channels, channels);
            }
            Softmax.backward(weight, start, score, start, length);
            for (int row = start; row < start + length; row++) {
                Loops.addScaled(score[row], key, row * hidden, byQuery, 0, hidden);
                keyGradient(score[row], key, row * hidden);
            }
        });
        FloatMemory.of(gradients.parameter(HiddenAttention.QUERY)).write(0, byQuery, 0, hidden);

        keyMemory.memory().write(0, key, 0, rows.rows() * hidden);
        Matrix byKeys = Matrix.of(keyMemory.memory(), rows.rows(), hidden);
        Matrix joint = Matrix.of(stepMemory.memory(), rows.rows(), width);
        Gemm.multiply(joint.transpose(), byKeys, joined(gradients.parameters()));
        Matrix bySteps = Matrix.of(stepMemory.memory(), rows.rows(), channels);
        Gemm.multiply(byKeys, joined(context.parameters()).rows(0, channels).transpose(), bySteps);
        stepMemory.memory().read(0, outgoing, 0, rows.rows() * channels);
        segments(rows, (index, start, length) -> {
            for (int row = start; row < start + length; row++) {
                Loops.addScaled(weight[row], incoming, index * channels, outgoing, row * channels, channels);
            }
        });
        rows.write(outgoing, channels, FloatMemory.of(gradients.input()));
    }

    private float[] incoming(LayerContext context, Gradients gradients) {
        FloatMemory from = FloatMemory.of(gradients.output());
        if (whole()) {
            float[] incoming = averages.atLeast(context.batch() * channels);
            from.read(0, incoming, 0, context.batch() * channels);
            return incoming;
        }
        PackedRows results = thinned(context);
        float[] incoming = averages.atLeast(results.rows() * channels);
        results.read(from, channels, incoming);
        return incoming;
    }

    /** {@code key = score query (1 - key^2)} */
    private void keyGradient(float score, float[] key, int start) {
        for (int unit = 0; unit < hidden; unit++) {
            float value = key[start + unit];
            key[start + unit] = score * query[unit] * (1 - value * value);
        }
    }
}
