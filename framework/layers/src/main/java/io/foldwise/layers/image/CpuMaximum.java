package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tile by tile. */
final class CpuMaximum implements JoinKernel {

    private final ElementTiles tiles = new ElementTiles();

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        tiles.run(
                FloatMemory.of(inputs.get(0)),
                FloatMemory.of(inputs.get(1)),
                FloatMemory.of(output),
                (values, others, count) -> AlignedLoops.raise(others, values, count));
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        for (int i = 0; i < 2; i++) {
            tiles.run(
                    FloatMemory.of(incoming),
                    FloatMemory.of(inputs.get(i)),
                    FloatMemory.of(inputs.get(1 - i)),
                    FloatMemory.of(gradients.get(i)),
                    CpuMaximum::share);
        }
    }

    /** All of it where the own value is larger, half where both are equal. */
    private static void share(float[] gradient, float[] own, float[] other, int count) {
        for (int i = 0; i < count; i++) {
            float larger = AlignedLoops.sharpStep(own[i] - other[i]);
            float smaller = AlignedLoops.sharpStep(other[i] - own[i]);
            gradient[i] *= 0.5f + 0.5f * (larger - smaller);
        }
    }
}
