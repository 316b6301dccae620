package io.foldwise.layers.transformer;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Both parts on packed rows, slab by slab. */
final class CpuTransformerBlock implements Kernel {

    private final int width;
    private final CpuSublayer attention;
    private final CpuSublayer feedForward;
    private final HeapScratch values = new HeapScratch();
    private Slabs batch;

    CpuTransformerBlock(int width, TransformerSettings settings) {
        this.width = width;
        attention = new CpuSublayer(new CpuAttention(width, settings), width, settings, DropoutSite.ATTENTION_OUTPUT);
        feedForward =
                new CpuSublayer(new CpuFeedForward(width, settings), width, settings, DropoutSite.FEED_FORWARD_OUTPUT);
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        begin(context, context.training());
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory to = FloatMemory.of(output);
        for (Slab slab : batch.all()) {
            write(slab, forward(slab, from), to);
        }
        batch.packed().zeroPadding(width, to);
    }

    private void begin(LayerContext context, boolean keeping) {
        batch = Slabs.of(context, keeping);
        attention.begin(
                batch,
                memory(context.parameters(), TransformerBlock.ATTENTION_GAIN),
                memory(context.parameters(), TransformerBlock.ATTENTION_SHIFT));
        feedForward.begin(
                batch,
                memory(context.parameters(), TransformerBlock.FEED_FORWARD_GAIN),
                memory(context.parameters(), TransformerBlock.FEED_FORWARD_SHIFT));
        values.atLeast(batch.largest() * width);
    }

    private float[] forward(Slab slab, FloatMemory from) {
        float[] rows = read(slab, from);
        attention.forward(slab, rows);
        feedForward.forward(slab, rows);
        return rows;
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        if (!batch.keeping()) {
            computeAgain(context);
        }
        gradients.parameters().values().forEach(gradient -> gradient.assign(0));
        attention.beginBackward(gradients);
        feedForward.beginBackward(gradients);
        FloatMemory from = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        for (Slab slab : batch.all()) {
            float[] rows = read(slab, from);
            feedForward.backward(slab, rows);
            attention.backward(slab, rows);
            write(slab, rows, to);
        }
        batch.packed().zeroPadding(width, to);
        attention.writeGradients(
                memory(gradients.parameters(), TransformerBlock.ATTENTION_GAIN),
                memory(gradients.parameters(), TransformerBlock.ATTENTION_SHIFT));
        feedForward.writeGradients(
                memory(gradients.parameters(), TransformerBlock.FEED_FORWARD_GAIN),
                memory(gradients.parameters(), TransformerBlock.FEED_FORWARD_SHIFT));
    }

    /** Predictions keep nothing for a backward pass, which a frozen layer may see all the same. */
    private void computeAgain(LayerContext context) {
        begin(context, true);
        FloatMemory from = FloatMemory.of(context.input());
        batch.all().forEach(slab -> forward(slab, from));
    }

    private float[] read(Slab slab, FloatMemory from) {
        float[] to = values.array();
        for (int sample = slab.firstSample(); sample < slab.endSample(); sample++) {
            int row = batch.packed().start(sample) - slab.firstRow();
            from.read(place(sample), to, row * width, batch.packed().length(sample) * width);
        }
        return to;
    }

    private void write(Slab slab, float[] from, FloatMemory to) {
        for (int sample = slab.firstSample(); sample < slab.endSample(); sample++) {
            int row = batch.packed().start(sample) - slab.firstRow();
            to.write(place(sample), from, row * width, batch.packed().length(sample) * width);
        }
    }

    private int place(int sample) {
        return sample * batch.context().time() * width;
    }

    private static FloatMemory memory(Map<String, INDArray> parameters, String name) {
        return FloatMemory.of(parameters.get(name));
    }
}
