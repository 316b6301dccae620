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

/** Packs the batch and lets every {@link LstmDirection} read it. */
final class CpuLstm implements Kernel {

    private final int channels;
    private final int outputs;
    private final List<LstmDirection> directions;
    private final HeapScratch inputs = new HeapScratch();
    private final HeapScratch results = new HeapScratch();

    CpuLstm(int channels, int hidden, List<Lstm.Names> names) {
        this.channels = channels;
        this.outputs = hidden * names.size();
        this.directions = names.stream()
                .map(own -> new LstmDirection(channels, hidden, own, outputs, hidden * names.indexOf(own)))
                .toList();
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        PackedRows packed = new PackedRows(context.lengths());
        StepRows rows = new StepRows(packed);
        float[] input = inputs.atLeast(packed.rows() * channels);
        packed.read(FloatMemory.of(context.input()), channels, input);
        float[] result = results.atLeast(packed.rows() * outputs);
        for (LstmDirection direction : directions) {
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
        for (LstmDirection direction : directions) {
            direction.backward(
                    rows,
                    joined(context.parameters(), direction),
                    incoming,
                    joined(gradients.parameters(), direction),
                    outgoing);
        }
        packed.write(outgoing, channels, FloatMemory.of(gradients.input()));
    }

    /** Input weights, bias and recurrent weights lie one after another: one matrix {@code [channels + 1 + hidden, gates]}. */
    private static FloatMemory joined(Map<String, INDArray> parameters, LstmDirection direction) {
        Lstm.Names names = direction.names();
        return FloatMemory.spanning(
                parameters.get(names.inputWeights()),
                parameters.get(names.bias()),
                parameters.get(names.recurrentWeights()));
    }
}
