package io.foldwise.layers.transformer;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.MemoryScratch;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.kernel.SequenceLengths;
import io.foldwise.layers.transformer.CpuHeads.Sequence;

/** Self-attention of every sequence: projection to queries, keys and values, heads, projection of their results. */
final class CpuAttention implements CpuPart {

    private final int width;
    private final int heads;
    private final CpuHeads attention;
    private final MemoryScratch inputs = new MemoryScratch();
    private final MemoryScratch projected = new MemoryScratch();
    private final MemoryScratch weights = new MemoryScratch();
    private final MemoryScratch mixed = new MemoryScratch();
    private final MemoryScratch results = new MemoryScratch();
    private final MemoryScratch mixedGradients = new MemoryScratch();
    private final MemoryScratch projectedGradients = new MemoryScratch();
    private Slabs batch;
    private int[] rowStarts;
    private int[] weightStarts;
    private Matrix projection;
    private Matrix mixing;
    private Matrix projectionGradient;
    private Matrix mixingGradient;

    CpuAttention(int width, TransformerSettings settings) {
        this.width = width;
        heads = settings.heads();
        attention = new CpuHeads(width, settings);
    }

    @Override
    public void begin(Slabs batch) {
        this.batch = batch;
        LayerContext context = batch.context();
        attention.begin(batch);
        batch.reserve(inputs, width + 1);
        batch.reserve(projected, 3 * width);
        batch.reserve(mixed, width + 1);
        results.atLeast(batch.largest() * width);
        locate(context.lengths());
        weights.atLeast(batch.keeping() ? weightStarts[context.batch()] : 0);
        projection = weight(
                FloatMemory.spanning(
                        context.parameter(TransformerBlock.PROJECTION),
                        context.parameter(TransformerBlock.PROJECTION_BIAS)),
                3 * width);
        mixing = weight(
                FloatMemory.spanning(
                        context.parameter(TransformerBlock.MIXING), context.parameter(TransformerBlock.MIXING_BIAS)),
                width);
    }

    private void locate(SequenceLengths lengths) {
        rowStarts = new int[lengths.batch() + 1];
        weightStarts = new int[lengths.batch() + 1];
        long weight = 0;
        for (int sample = 0; sample < lengths.batch(); sample++) {
            int length = lengths.of(sample);
            rowStarts[sample + 1] = rowStarts[sample] + length;
            weight += (long) heads * length * length;
            weightStarts[sample + 1] = (int) weight;
        }
        if (batch.keeping() && weight != weightStarts[lengths.batch()]) {
            throw new IllegalArgumentException("a batch of " + lengths.batch() + " sequences with " + lengths.total()
                    + " steps in all has " + weight + " attention weights, more than fit into one array;"
                    + " choose smaller batches or shorter sequences");
        }
    }

    @Override
    public void forward(Slab slab, float[] from, float[] to) {
        Matrix input = batch.rows(inputs, slab, width + 1);
        Rows.writeWithOnes(from, width, input);
        Gemm.multiply(input, projection, batch.rows(projected, slab, 3 * width));
        Matrix headResults = batch.rows(mixed, slab, width + 1);
        for (int sample = slab.firstSample(); sample < slab.endSample(); sample++) {
            attention.forward(sequence(sample, slab), projected.memory(), weights.memory(), mixed.memory());
        }
        for (int row = 0; row < slab.rows(); row++) {
            mixed.memory().set((int) headResults.start() + row * (width + 1) + width, 1);
        }
        Gemm.multiply(headResults, mixing, Matrix.of(results.memory(), slab.rows(), width));
        results.memory().read(0, to, 0, slab.rows() * width);
    }

    @Override
    public void beginBackward(Gradients gradients) {
        mixedGradients.atLeast(batch.largest() * (width + 1));
        projectedGradients.atLeast(batch.largest() * 3 * width);
        projectionGradient = weight(
                FloatMemory.spanning(
                        gradients.parameter(TransformerBlock.PROJECTION),
                        gradients.parameter(TransformerBlock.PROJECTION_BIAS)),
                3 * width);
        mixingGradient = weight(
                FloatMemory.spanning(
                        gradients.parameter(TransformerBlock.MIXING),
                        gradients.parameter(TransformerBlock.MIXING_BIAS)),
                width);
    }

    @Override
    public void backward(Slab slab, float[] gradient, float[] to) {
        Matrix result = Matrix.of(results.memory(), slab.rows(), width);
        results.memory().write(0, gradient, 0, slab.rows() * width);
        Gemm.add(batch.rows(mixed, slab, width + 1).transpose(), result, mixingGradient);
        Matrix mixedGradient =
                Matrix.of(mixedGradients.memory(), slab.rows(), width + 1).columns(0, width);
        Gemm.multiply(result, mixing.rows(0, width).transpose(), mixedGradient);
        for (int sample = slab.firstSample(); sample < slab.endSample(); sample++) {
            attention.backward(
                    sequence(sample, slab),
                    projected.memory(),
                    weights.memory(),
                    mixed.memory(),
                    mixedGradients.memory(),
                    projectedGradients.memory(),
                    rowStarts[sample] - slab.firstRow());
        }
        Matrix projectedGradient = Matrix.of(projectedGradients.memory(), slab.rows(), 3 * width);
        Gemm.add(batch.rows(inputs, slab, width + 1).transpose(), projectedGradient, projectionGradient);
        Gemm.multiply(projectedGradient, projection.rows(0, width).transpose(), result);
        results.memory().read(0, to, 0, slab.rows() * width);
    }

    private Sequence sequence(int sample, Slab slab) {
        int row = rowStarts[sample] - slab.firstRow() + batch.place(slab);
        int length = rowStarts[sample + 1] - rowStarts[sample];
        return new Sequence(row, length, weightStarts[sample]);
    }

    private Matrix weight(FloatMemory memory, int outputs) {
        return Matrix.of(memory, width + 1, outputs);
    }
}
