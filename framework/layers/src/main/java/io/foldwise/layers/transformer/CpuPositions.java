package io.foldwise.layers.transformer;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
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
    public void forward(Pass pass, INDArray output) {
        int longest = positions.longest(pass.lengths());
        float[] rows = rows(pass, longest);
        float[] sequence = values.atLeast(longest * width);
        FloatMemory from = FloatMemory.of(pass.input());
        FloatMemory to = FloatMemory.of(output);
        for (int sample = 0; sample < pass.batch(); sample++) {
            int start = sample * pass.time() * width;
            int size = pass.lengths().of(sample) * width;
            from.read(start, sequence, 0, size);
            AlignedLoops.add(rows, sequence, size);
            to.write(start, sequence, 0, size);
        }
        new PackedRows(pass.lengths()).zeroPadding(width, to);
    }

    private float[] rows(Pass pass, int longest) {
        float[] rows = table.atLeast(longest * width);
        if (positions.learned()) {
            FloatMemory.of(pass.parameter(Positions.TABLE)).read(0, rows, 0, longest * width);
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
    public void backward(Pass pass, Gradients gradients) {
        float[] sequence = values.array();
        float[] sum = positions.learned() ? table.array() : new float[0];
        Arrays.fill(sum, 0);
        FloatMemory from = FloatMemory.of(gradients.output());
        FloatMemory to = FloatMemory.of(gradients.input());
        for (int sample = 0; sample < pass.batch(); sample++) {
            int start = sample * pass.time() * width;
            int size = pass.lengths().of(sample) * width;
            from.read(start, sequence, 0, size);
            if (positions.learned()) {
                AlignedLoops.add(sequence, sum, size);
            }
            to.write(start, sequence, 0, size);
        }
        new PackedRows(pass.lengths()).zeroPadding(width, to);
        if (positions.learned()) {
            FloatMemory tableGradient = FloatMemory.of(gradients.parameter(Positions.TABLE));
            int used = positions.longest(pass.lengths()) * width;
            tableGradient.write(0, sum, 0, used);
            tableGradient.zero(used, (int) tableGradient.size() - used);
        }
    }
}
