package io.foldwise.layers.volume;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.image.Window;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums up cubes on the heap, one row of cubes after another. */
final class CpuVolumeMean implements Kernel {

    private final Window window;
    private final float share;

    CpuVolumeMean(Window window) {
        this.window = window;
        share = 1f / (window.size() * window.size() * window.size());
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        CubeRows rows = new CubeRows(window, context.input(), 0);
        FloatMemory to = FloatMemory.of(output);
        int planes = (int) output.size(1);
        int height = (int) output.size(2);
        float[] means = new float[(int) (output.size(3) * output.size(4))];
        float[] voxel = new float[means.length];
        for (int row = 0; row < output.size(0) * planes * height; row++) {
            rows.read(row / height / planes, row / height % planes, row % height);
            Arrays.fill(means, 0);
            for (int offset : rows.offsets()) {
                rows.gather(offset, voxel);
                AlignedLoops.addScaled(share, voxel, means, means.length);
            }
            to.write(row * means.length, means, 0, means.length);
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        if (!gradients.inputWanted()) {
            return;
        }
        INDArray incoming = gradients.output();
        FloatMemory from = FloatMemory.of(incoming);
        CubeRows rows = new CubeRows(window, gradients.input(), 0);
        rows.zero();
        int[] offsets = rows.offsets();
        int planes = (int) incoming.size(1);
        int height = (int) incoming.size(2);
        int channels = (int) incoming.size(4);
        float[] delta = new float[(int) incoming.size(3) * channels];
        for (int row = 0; row < incoming.size(0) * planes * height; row++) {
            from.read(row * delta.length, delta, 0, delta.length);
            rows.read(row / height / planes, row / height % planes, row % height);
            for (int place = 0; place < delta.length; place += channels) {
                int start = rows.start(place / channels);
                for (int offset : offsets) {
                    Loops.addScaled(share, delta, place, rows.array(), start + offset, channels);
                }
            }
            rows.write(row / height / planes, row / height % planes, row % height);
        }
    }
}
