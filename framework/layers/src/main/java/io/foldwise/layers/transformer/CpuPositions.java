package io.foldwise.layers.transformer;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adds the same rows to every sequence. */
final class CpuPositions implements Kernel {

    private final Positions positions;
    private final int width;
    private final HeapScratch table = new HeapScratch();
    private final HeapScratch values = new HeapScratch();
    private int waves;

    CpuPositions(Positions positions) {
        this.positions = positions;
        this.width = (int) positions.getNIn();
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        int longest = positions.longest(context.lengths());
        float[] rows = rows(context, longest);
        float[] sequence = values.atLeast(longest * width);
        FloatMemory from = FloatMemory.of(context.input());
        FloatMemory to = FloatMemory.of(output);
        for (int sample = 0; sample < context.batch(); sample++) {
            int start = sample * context.time() * width;
            int size = context.lengths().of(sample) * width;
            from.read(start, sequence, 0, size);
            AlignedLoops.add(rows, sequence, size);
            to.write(start, sequence, 0, size);
        }
        new PackedRows(context.lengths()).zeroPadding(width, to);
    }

    private float[] rows(LayerContext context, int longest) {
        float[] rows = table.atLeast(longest * width);
        if (positions.learned()) {
            FloatMemory.of(context.parameter(Positions.TABLE)).read(0, rows, 0, longest * width);
        } else if (longest > waves) {
            double[] exact = Positions.waves(longest, width);
            for (int i = 0; i < exact.length; i++) {
                rows[i] = (float) exact[i];
            }
            waves = longest;
        }
        return rows;
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        float[] sequence = values.array();
        float[] sum = positions.learned() ? table.array() : new float[0];
        Arrays.fill(sum, 0);
        FloatMemory from = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        for (int sample = 0; sample < context.batch(); sample++) {
            int start = sample * context.time() * width;
            int size = context.lengths().of(sample) * width;
            from.read(start, sequence, 0, size);
            if (positions.learned()) {
                AlignedLoops.add(sequence, sum, size);
            }
            to.write(start, sequence, 0, size);
        }
        new PackedRows(context.lengths()).zeroPadding(width, to);
        if (positions.learned()) {
            FloatMemory tableGradient = FloatMemory.of(gradients.parameter(Positions.TABLE));
            int used = positions.longest(context.lengths()) * width;
            tableGradient.write(0, sum, 0, used);
            tableGradient.zero(used, (int) tableGradient.size() - used);
        }
    }
}
