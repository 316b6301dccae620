package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tile by tile, from left to right. */
final class CpuSum implements JoinKernel {

    private final boolean relu;
    private final ElementTiles tiles = new ElementTiles();

    CpuSum(boolean relu) {
        this.relu = relu;
    }

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        FloatMemory to = FloatMemory.of(output);
        FloatMemory sum = FloatMemory.of(inputs.get(0));
        for (int i = 1; i < inputs.size(); i++) {
            boolean last = i == inputs.size() - 1;
            tiles.run(
                    sum,
                    FloatMemory.of(inputs.get(i)),
                    to,
                    relu && last
                            ? CpuSum::addPositive
                            : (values, others, count) -> AlignedLoops.add(others, values, count));
            sum = to;
        }
    }

    private static void addPositive(float[] values, float[] others, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = Math.max(0, values[i] + others[i]);
        }
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        FloatMemory passed = FloatMemory.of(incoming);
        if (relu) {
            FloatMemory first = FloatMemory.of(gradients.get(0));
            tiles.run(
                    passed,
                    FloatMemory.of(output),
                    first,
                    (gradient, result, count) -> AlignedLoops.gate(result, gradient, count));
            passed = first;
        }
        int size = (int) passed.size();
        for (INDArray gradient : gradients.subList(relu ? 1 : 0, gradients.size())) {
            FloatMemory.of(gradient).copy(0, passed, 0, size);
        }
    }
}
