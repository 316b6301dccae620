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

/** Scores, softmax and average over packed rows; keeps the rows and their weights for the way back. */
final class CpuAttentionPooling implements Kernel {

    private final int channels;
    private final HeapScratch steps = new HeapScratch();
    private final HeapScratch weights = new HeapScratch();
    private final HeapScratch pooled = new HeapScratch();
    private final HeapScratch stepGradients = new HeapScratch();
    private final HeapScratch scoreGradients = new HeapScratch();
    private final float[] query;

    CpuAttentionPooling(int channels) {
        this.channels = channels;
        this.query = new float[channels];
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        PackedRows rows = new PackedRows(context.lengths());
        float[] input = steps.atLeast(rows.rows() * channels);
        rows.read(FloatMemory.of(context.input()), channels, input);
        FloatMemory.of(context.parameter(AttentionPooling.QUERY)).read(0, query, 0, channels);
        float[] weight = weights.atLeast(rows.rows());
        float[] result = pooled.atLeast(context.batch() * channels);
        Arrays.fill(result, 0, context.batch() * channels, 0);
        for (int sample = 0; sample < context.batch(); sample++) {
            int start = rows.start(sample);
            int length = rows.length(sample);
            for (int row = start; row < start + length; row++) {
                weight[row] = Loops.dot(input, row * channels, query, 0, channels);
            }
            Softmax.forward(weight, start, length);
            for (int row = start; row < start + length; row++) {
                Loops.addScaled(weight[row], input, row * channels, result, sample * channels, channels);
            }
        }
        FloatMemory.of(output).write(0, result, 0, context.batch() * channels);
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
        float[] byQuery = new float[channels];
        for (int sample = 0; sample < context.batch(); sample++) {
            int start = rows.start(sample);
            int length = rows.length(sample);
            for (int row = start; row < start + length; row++) {
                score[row] = Loops.dot(input, row * channels, incoming, sample * channels, channels);
            }
            Softmax.backward(weight, start, score, start, length);
            for (int row = start; row < start + length; row++) {
                Loops.addScaled(score[row], input, row * channels, byQuery, 0, channels);
                Loops.addScaled(score[row], query, 0, outgoing, row * channels, channels);
                Loops.addScaled(weight[row], incoming, sample * channels, outgoing, row * channels, channels);
            }
        }
        FloatMemory.of(gradients.parameter(AttentionPooling.QUERY)).write(0, byQuery, 0, channels);
        rows.write(outgoing, channels, FloatMemory.of(gradients.input()));
    }
}
