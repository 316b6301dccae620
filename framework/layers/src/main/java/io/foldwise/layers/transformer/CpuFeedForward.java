package io.foldwise.layers.transformer;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.MemoryScratch;
import io.foldwise.layers.kernel.DropoutFactors;
import io.foldwise.layers.kernel.DropoutRate;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.LayerContext;

/**
 * {@code relu(x W + b) W + b} for every row. Rows end in a constant one, so that a bias is the last row of its matrix and
 * its gradient comes with the matrix's.
 */
final class CpuFeedForward implements CpuPart {

    /** Hidden rows are handled by tiles of about so many elements on the heap. */
    private static final int TILE = 8192;

    private final int width;
    private final int hidden;
    private final DropoutRate dropout;
    private final DropoutFactors factors;
    private final MemoryScratch inputs = new MemoryScratch();
    private final MemoryScratch units = new MemoryScratch();
    private final MemoryScratch unitGradients = new MemoryScratch();
    private final MemoryScratch results = new MemoryScratch();
    private final HeapScratch tile = new HeapScratch();
    private final HeapScratch otherTile = new HeapScratch();
    private Slabs batch;
    private boolean dropping;
    private Matrix hiddenWeights;
    private Matrix outputWeights;
    private Matrix hiddenGradient;
    private Matrix outputGradient;

    CpuFeedForward(int width, TransformerSettings settings) {
        this.width = width;
        this.hidden = settings.feedForward();
        this.dropout = new DropoutRate(settings.dropout());
        this.factors = new DropoutFactors(dropout);
    }

    @Override
    public void begin(Slabs batch) {
        this.batch = batch;
        LayerContext context = batch.context();
        dropping = context.training() && dropout.active();
        batch.reserve(inputs, width + 1);
        batch.reserve(units, hidden + 1);
        results.atLeast(batch.largest() * width);
        tile.atLeast(tileRows() * (hidden + 1));
        otherTile.atLeast(tileRows() * (hidden + 1));
        hiddenWeights = Matrix.of(
                FloatMemory.spanning(
                        context.parameter(TransformerBlock.HIDDEN), context.parameter(TransformerBlock.HIDDEN_BIAS)),
                width + 1,
                hidden);
        outputWeights = Matrix.of(
                FloatMemory.spanning(
                        context.parameter(TransformerBlock.OUTPUT), context.parameter(TransformerBlock.OUTPUT_BIAS)),
                hidden + 1,
                width);
    }

    @Override
    public void forward(Slab slab, float[] from, float[] to) {
        Matrix input = batch.rows(inputs, slab, width + 1);
        Rows.writeWithOnes(from, width, input);
        Matrix unit = batch.rows(units, slab, hidden + 1);
        Gemm.multiply(input, hiddenWeights, unit.columns(0, hidden));
        for (int row = 0; row < slab.rows(); row += tileRows()) {
            activate(slab, unit, row, Math.min(tileRows(), slab.rows() - row));
        }
        Matrix result = Matrix.of(results.memory(), slab.rows(), width);
        Gemm.multiply(unit, outputWeights, result);
        results.memory().read(0, to, 0, slab.rows() * width);
    }

    private void activate(Slab slab, Matrix unit, int row, int count) {
        int stride = hidden + 1;
        float[] values = tile.array();
        int start = (int) unit.start() + row * stride;
        units.memory().read(start, values, 0, count * stride);
        AlignedLoops.positive(values, values, count * stride);
        if (dropping) {
            float[] mask = otherTile.array();
            factors.fill(
                    DropoutSite.HIDDEN.key(batch.context()), (slab.firstRow() + row) * stride, mask, count * stride);
            AlignedLoops.multiply(mask, values, count * stride);
        }
        for (int i = 0; i < count; i++) {
            values[i * stride + hidden] = 1;
        }
        units.memory().write(start, values, 0, count * stride);
    }

    @Override
    public void beginBackward(Gradients gradients) {
        unitGradients.atLeast(batch.largest() * (hidden + 1));
        hiddenGradient = Matrix.of(
                FloatMemory.spanning(
                        gradients.parameter(TransformerBlock.HIDDEN),
                        gradients.parameter(TransformerBlock.HIDDEN_BIAS)),
                width + 1,
                hidden);
        outputGradient = Matrix.of(
                FloatMemory.spanning(
                        gradients.parameter(TransformerBlock.OUTPUT),
                        gradients.parameter(TransformerBlock.OUTPUT_BIAS)),
                hidden + 1,
                width);
    }

    @Override
    public void backward(Slab slab, float[] gradient, float[] to) {
        results.memory().write(0, gradient, 0, slab.rows() * width);
        Matrix result = Matrix.of(results.memory(), slab.rows(), width);
        Matrix unit = batch.rows(units, slab, hidden + 1);
        Matrix unitGradient = Matrix.of(unitGradients.memory(), slab.rows(), hidden + 1);
        Matrix active = unitGradient.columns(0, hidden);
        float scale = dropping ? dropout.scale() : 1;
        Gemm.multiply(scale, result, outputWeights.rows(0, hidden).transpose(), 0, active);
        for (int row = 0; row < slab.rows(); row += tileRows()) {
            gate(unit, row, Math.min(tileRows(), slab.rows() - row));
        }
        Gemm.add(unit.transpose(), result, outputGradient);
        Gemm.add(batch.rows(inputs, slab, width + 1).transpose(), active, hiddenGradient);
        Gemm.multiply(active, hiddenWeights.rows(0, width).transpose(), result);
        results.memory().read(0, to, 0, slab.rows() * width);
    }

    /** Lets gradients through where a unit was positive and not dropped. */
    private void gate(Matrix unit, int row, int count) {
        int stride = hidden + 1;
        float[] values = tile.array();
        float[] slopes = otherTile.array();
        units.memory().read((int) unit.start() + row * stride, values, 0, count * stride);
        unitGradients.memory().read(row * stride, slopes, 0, count * stride);
        AlignedLoops.gate(values, slopes, count * stride);
        unitGradients.memory().write(row * stride, slopes, 0, count * stride);
    }

    private int tileRows() {
        return Math.max(1, TILE / (hidden + 1));
    }
}
