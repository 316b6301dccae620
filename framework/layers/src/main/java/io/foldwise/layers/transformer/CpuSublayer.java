package io.foldwise.layers.transformer;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.LayerNormRows;
import io.foldwise.layers.cpu.MemoryScratch;
import io.foldwise.layers.kernel.DropoutFactors;
import io.foldwise.layers.kernel.DropoutRate;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.transformer.TransformerSettings.Norm;

/** A part with what goes around it: dropout on its output, residual connection, layer normalization. */
final class CpuSublayer {

    private final CpuPart part;
    private final int width;
    private final Norm norm;
    private final DropoutRate dropout;
    private final DropoutSite site;
    private final LayerNormRows normalization;
    private final DropoutFactors factors;
    private final MemoryScratch normalized = new MemoryScratch();
    private final HeapScratch scales = new HeapScratch();
    private final HeapScratch first = new HeapScratch();
    private final HeapScratch second = new HeapScratch();
    private Slabs batch;
    private boolean dropping;

    CpuSublayer(CpuPart part, int width, TransformerSettings settings, DropoutSite site) {
        this.part = part;
        this.width = width;
        this.norm = settings.norm();
        this.dropout = new DropoutRate(settings.dropout());
        this.site = site;
        this.normalization = new LayerNormRows(width);
        this.factors = new DropoutFactors(dropout);
    }

    void begin(Slabs batch, FloatMemory gain, FloatMemory shift) {
        this.batch = batch;
        dropping = batch.context().training() && dropout.active();
        int largest = batch.largest();
        part.begin(batch);
        normalization.begin(gain, shift, largest);
        batch.reserve(normalized, width);
        scales.atLeast(batch.rows());
        first.atLeast(largest * width);
        second.atLeast(largest * width);
    }

    /** Replaces a slab's rows. */
    void forward(Slab slab, float[] rows) {
        if (norm == Norm.POST) {
            float[] sum = first.array();
            part.forward(slab, rows, sum);
            drop(slab, sum, second.array());
            AlignedLoops.add(rows, sum, slab.rows() * width);
            normalize(slab, sum, rows);
        } else {
            float[] copy = first.array();
            float[] result = second.array();
            System.arraycopy(rows, 0, copy, 0, slab.rows() * width);
            normalize(slab, copy, result);
            part.forward(slab, result, copy);
            drop(slab, copy, result);
            AlignedLoops.add(copy, rows, slab.rows() * width);
        }
    }

    void beginBackward(Gradients gradients) {
        part.beginBackward(gradients);
    }

    /** Replaces the gradient of what {@link #forward} left by the gradient of what it got. */
    void backward(Slab slab, float[] gradient) {
        int size = slab.rows() * width;
        float[] inner = first.array();
        float[] scratch = second.array();
        if (norm == Norm.POST) {
            normalizeBackward(slab, gradient, scratch);
        }
        System.arraycopy(gradient, 0, inner, 0, size);
        drop(slab, inner, scratch);
        part.backward(slab, inner, scratch);
        if (norm == Norm.PRE) {
            normalizeBackward(slab, scratch, inner);
        }
        AlignedLoops.add(scratch, gradient, size);
    }

    void writeGradients(FloatMemory gain, FloatMemory shift) {
        normalization.writeGradients(gain, shift);
    }

    private void drop(Slab slab, float[] rows, float[] mask) {
        if (dropping) {
            int size = slab.rows() * width;
            factors.fill(site.key(batch.context()), slab.firstRow() * width, mask, size);
            AlignedLoops.multiply(mask, rows, size);
        }
    }

    private void normalize(Slab slab, float[] values, float[] to) {
        int row = batch.place(slab);
        normalization.forward(values, slab.rows(), scales.array(), row, to);
        if (batch.keeping()) {
            normalized.memory().write(row * width, values, 0, slab.rows() * width);
        }
    }

    private void normalizeBackward(Slab slab, float[] gradient, float[] scratch) {
        normalized.memory().read(slab.firstRow() * width, scratch, 0, slab.rows() * width);
        normalization.backward(gradient, scratch, slab.rows(), scales.array(), slab.firstRow());
    }
}
