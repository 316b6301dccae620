package io.foldwise.layers.transformer;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Attention slab by slab on all rows, then the feed-forward part slab by slab on those that are asked for. */
final class CpuMarkedTransformerBlock implements Kernel {

    private final int width;
    private final CpuSublayer attention;
    private final CpuSublayer feedForward;
    private final HeapScratch values = new HeapScratch();
    private final HeapScratch askedValues = new HeapScratch();
    private final HeapScratch slabValues = new HeapScratch();
    private AskedSteps asked;
    private Slabs batch;
    private Slabs askedBatch;

    CpuMarkedTransformerBlock(int width, TransformerSettings settings) {
        this.width = width;
        attention = new CpuSublayer(new CpuAttention(width, settings), width, settings, DropoutSite.ATTENTION_OUTPUT);
        feedForward =
                new CpuSublayer(new CpuFeedForward(width, settings), width, settings, DropoutSite.FEED_FORWARD_OUTPUT);
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        run(context, context.training());
        FloatMemory to = FloatMemory.of(output);
        PackedRows rows = askedBatch.packed();
        for (int sample = 0; sample < rows.batch(); sample++) {
            to.write(place(sample), askedValues.array(), rows.start(sample) * width, rows.length(sample) * width);
        }
        rows.zeroPadding(width, to);
    }

    /** Leaves what is asked for in {@link #askedValues}. */
    private void run(LayerContext context, boolean keeping) {
        begin(context, keeping);
        FloatMemory from = FloatMemory.of(context.input());
        for (Slab slab : batch.all()) {
            float[] rows = read(slab, from);
            attention.forward(slab, rows);
            exchange(slab, rows, true);
        }
        for (Slab slab : askedBatch.all()) {
            feedForward.forward(slab, copied(slab));
            putBack(slab);
        }
    }

    private void begin(LayerContext context, boolean keeping) {
        asked = AskedSteps.of(context.input());
        batch = Slabs.of(context, keeping);
        askedBatch = Slabs.of(context.with(asked.lengths()), keeping);
        attention.begin(
                batch,
                memory(context.parameters(), TransformerBlock.ATTENTION_GAIN),
                memory(context.parameters(), TransformerBlock.ATTENTION_SHIFT));
        feedForward.begin(
                askedBatch,
                memory(context.parameters(), TransformerBlock.FEED_FORWARD_GAIN),
                memory(context.parameters(), TransformerBlock.FEED_FORWARD_SHIFT));
        values.atLeast(batch.largest() * (width + 1));
        askedValues.atLeast(askedBatch.packed().rows() * width);
        slabValues.atLeast(askedBatch.largest() * width);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        if (!batch.keeping()) {
            run(
                    context,
                    true); // predictions keep nothing for a backward pass, which a frozen layer may see all the same
        }
        gradients.parameters().values().forEach(gradient -> gradient.assign(0));
        attention.beginBackward(gradients);
        feedForward.beginBackward(gradients);
        askedBatch.packed().read(FloatMemory.of(gradients.output()), width, askedValues.array());
        for (Slab slab : askedBatch.all()) {
            feedForward.backward(slab, copied(slab));
            putBack(slab);
        }
        FloatMemory to = FloatMemory.of(gradients.input());
        for (Slab slab : batch.all()) {
            float[] rows = values.array();
            Arrays.fill(rows, 0, slab.rows() * width, 0);
            exchange(slab, rows, false);
            attention.backward(slab, rows);
            write(slab, rows, to);
        }
        batch.packed().zeroPadding(width + 1, to);
        attention.writeGradients(
                memory(gradients.parameters(), TransformerBlock.ATTENTION_GAIN),
                memory(gradients.parameters(), TransformerBlock.ATTENTION_SHIFT));
        feedForward.writeGradients(
                memory(gradients.parameters(), TransformerBlock.FEED_FORWARD_GAIN),
                memory(gradients.parameters(), TransformerBlock.FEED_FORWARD_SHIFT));
    }

    /** Copies the rows of a slab that are asked for to where they lie one after another, or back. */
    private void exchange(Slab slab, float[] rows, boolean out) {
        float[] own = askedValues.array();
        for (int sample = slab.firstSample(); sample < slab.endSample(); sample++) {
            int[] steps = asked.steps()[sample];
            int first = batch.packed().start(sample) - slab.firstRow();
            int at = askedBatch.packed().start(sample);
            for (int i = 0; i < steps.length; i++) {
                int row = (first + steps[i]) * width;
                int place = (at + i) * width;
                System.arraycopy(out ? rows : own, out ? row : place, out ? own : rows, out ? place : row, width);
            }
        }
    }

    private float[] copied(Slab slab) {
        System.arraycopy(askedValues.array(), slab.firstRow() * width, slabValues.array(), 0, slab.rows() * width);
        return slabValues.array();
    }

    private void putBack(Slab slab) {
        System.arraycopy(slabValues.array(), 0, askedValues.array(), slab.firstRow() * width, slab.rows() * width);
    }

    /** A slab's rows without the channel that says what is asked for. */
    private float[] read(Slab slab, FloatMemory from) {
        float[] to = values.array();
        for (int sample = slab.firstSample(); sample < slab.endSample(); sample++) {
            int row = batch.packed().start(sample) - slab.firstRow();
            for (int step = 0; step < batch.packed().length(sample); step++) {
                from.read(place(sample, step), to, (row + step) * width, width);
            }
        }
        return to;
    }

    private void write(Slab slab, float[] from, FloatMemory to) {
        for (int sample = slab.firstSample(); sample < slab.endSample(); sample++) {
            int row = batch.packed().start(sample) - slab.firstRow();
            for (int step = 0; step < batch.packed().length(sample); step++) {
                to.write(place(sample, step), from, (row + step) * width, width);
                to.set(place(sample, step) + width, 0);
            }
        }
    }

    private int place(int sample, int step) {
        return (sample * batch.context().time() + step) * (width + 1);
    }

    /** Where a sequence's steps begin in the output. */
    private int place(int sample) {
        return sample * askedBatch.context().time() * width;
    }

    private static FloatMemory memory(Map<String, INDArray> parameters, String name) {
        return FloatMemory.of(parameters.get(name));
    }
}
