package io.foldwise.layers.pooling;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.cpu.Softmax;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scores, softmax and average over packed rows; keeps the rows, their weights and their best labels for the way back. */
final class CpuLabelAttention implements Kernel {

    private final int channels;
    private final int labels;
    private final float[] vectors;
    private final HeapScratch steps = new HeapScratch();
    private final HeapScratch weights = new HeapScratch();
    private final HeapScratch pooled = new HeapScratch();
    private final HeapScratch stepGradients = new HeapScratch();
    private final HeapScratch scoreGradients = new HeapScratch();
    private int[] best = new int[0];

    CpuLabelAttention(int channels, int labels) {
        this.channels = channels;
        this.labels = labels;
        this.vectors = new float[labels * channels];
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        PackedRows rows = new PackedRows(context.lengths());
        float[] input = steps.atLeast(rows.rows() * channels);
        rows.read(FloatMemory.of(context.input()), channels, input);
        FloatMemory.of(context.parameter(LabelAttentionPooling.LABELS)).read(0, vectors, 0, vectors.length);
        float[] weight = weights.atLeast(rows.rows());
        if (best.length < rows.rows()) {
            best = new int[rows.rows()];
        }
        float[] result = pooled.atLeast(context.batch() * channels);
        Arrays.fill(result, 0, context.batch() * channels, 0);
        for (int sample = 0; sample < context.batch(); sample++) {
            int start = rows.start(sample);
            int end = start + rows.length(sample);
            for (int row = start; row < end; row++) {
                weight[row] = score(input, row);
            }
            Softmax.forward(weight, start, end - start);
            for (int row = start; row < end; row++) {
                Loops.addScaled(weight[row], input, row * channels, result, sample * channels, channels);
            }
        }
        FloatMemory.of(output).write(0, result, 0, context.batch() * channels);
    }

    private float score(float[] input, int row) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int label = 0; label < labels; label++) {
            float score = Loops.dot(input, row * channels, vectors, label * channels, channels);
            if (score > largest) {
                largest = score;
                best[row] = label;
            }
        }
        return largest;
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        PackedRows rows = new PackedRows(context.lengths());
        float[] incoming = pooled.atLeast(context.batch() * channels);
        FloatMemory.of(gradients.output()).read(0, incoming, 0, context.batch() * channels);
        float[] input = steps.array();
        float[] weight = weights.array();
        float[] score = scoreGradients.atLeast(rows.rows());
        float[] outgoing = stepGradients.atLeast(rows.rows() * channels);
        Arrays.fill(outgoing, 0, rows.rows() * channels, 0);
        float[] byLabels = new float[vectors.length];
        for (int sample = 0; sample < context.batch(); sample++) {
            int start = rows.start(sample);
            int end = start + rows.length(sample);
            for (int row = start; row < end; row++) {
                score[row] = Loops.dot(input, row * channels, incoming, sample * channels, channels);
            }
            Softmax.backward(weight, start, score, start, end - start);
            for (int row = start; row < end; row++) {
                int label = best[row] * channels;
                Loops.addScaled(score[row], input, row * channels, byLabels, label, channels);
                Loops.addScaled(score[row], vectors, label, outgoing, row * channels, channels);
                Loops.addScaled(weight[row], incoming, sample * channels, outgoing, row * channels, channels);
            }
        }
        FloatMemory.of(gradients.parameter(LabelAttentionPooling.LABELS)).write(0, byLabels, 0, byLabels.length);
        rows.write(outgoing, channels, FloatMemory.of(gradients.input()));
    }
}
