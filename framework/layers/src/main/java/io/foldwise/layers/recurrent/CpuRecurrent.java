package io.foldwise.layers.recurrent;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Packs the batch and lets every {@link DirectionKernel} read it. */
final class CpuRecurrent implements Kernel {

    private final int channels;
    private final int outputs;
    private final List<DirectionKernel> directions;
    private final HeapScratch inputs = new HeapScratch();
    private final HeapScratch results = new HeapScratch();

    /** @param outputs number of output channels of all directions together */
    CpuRecurrent(int channels, int outputs, List<? extends DirectionKernel> directions) {
        this.channels = channels;
        this.outputs = outputs;
        this.directions = List.copyOf(directions);
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        PackedRows packed = new PackedRows(context.lengths());
        StepRows rows = new StepRows(packed);
        float[] input = inputs.atLeast(packed.rows() * channels);
        packed.read(FloatMemory.of(context.input()), channels, input);
        float[] result = results.atLeast(packed.rows() * outputs);
        for (DirectionKernel direction : directions) {
            direction.forward(rows, joined(context.parameters(), direction), input, result);
        }
        packed.write(result, outputs, FloatMemory.of(output));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        PackedRows packed = new PackedRows(context.lengths());
        StepRows rows = new StepRows(packed);
        float[] incoming = results.atLeast(packed.rows() * outputs);
        packed.read(FloatMemory.of(gradients.output()), outputs, incoming);
        float[] outgoing = inputs.atLeast(packed.rows() * channels);
        Arrays.fill(outgoing, 0, packed.rows() * channels, 0);
        for (DirectionKernel direction : directions) {
            direction.backward(
                    rows,
                    joined(context.parameters(), direction),
                    incoming,
                    joined(gradients.parameters(), direction),
                    outgoing);
        }
        packed.write(outgoing, channels, FloatMemory.of(gradients.input()));
    }

    private static FloatMemory joined(Map<String, INDArray> parameters, DirectionKernel direction) {
        return FloatMemory.spanning(
                direction.parameters().stream().map(parameters::get).toArray(INDArray[]::new));
    }
}
