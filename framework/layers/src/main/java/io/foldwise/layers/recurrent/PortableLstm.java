package io.foldwise.layers.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.portable.TimeAxis;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Step by step over the whole batch, by ND4J; the backward pass runs forward again first. Since padding comes after a
 * sequence, it cannot reach a real step: it is enough to hide it in the output and in what comes back. For the backward
 * direction the real part of every sequence is turned round, so that padding stays behind.
 */
final class PortableLstm implements Kernel {

    private final int hidden;
    private final List<Lstm.Names> directions;

    PortableLstm(int hidden, List<Lstm.Names> directions) {
        this.hidden = hidden;
        this.directions = directions;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray real = context.lengths().mask(output.dataType());
        for (int i = 0; i < directions.size(); i++) {
            Trace trace = trace(context, directions.get(i), real);
            own(output, i).assign(turned(trace.states().mul(real), context, directions.get(i)));
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray real = context.lengths().mask(context.input().dataType());
        gradients.input().assign(0);
        for (int i = 0; i < directions.size(); i++) {
            Lstm.Names names = directions.get(i);
            Trace trace = trace(context, names, real);
            INDArray incoming = turned(own(gradients.output(), i).mul(real), context, names);
            INDArray byGate = backward(context, names, trace, incoming);
            INDArray byInput = TimeAxis.rows(byGate)
                    .mmul(context.parameter(names.inputWeights()).transpose())
                    .reshape(context.input().shape());
            gradients.input().addi(turned(byInput, context, names));
            gradients.parameter(names.inputWeights()).assign(product(trace.inputs(), byGate));
            gradients.parameter(names.bias()).assign(TimeAxis.rows(byGate).sum(0));
            gradients.parameter(names.recurrentWeights()).assign(product(trace.statesBefore(), byGate));
        }
    }

    /**
     * Everything that a run leaves, {@code [batch, time, ...]}
     *
     * @param inputs the sequences as read
     * @param gates after their activations, in the order a, f, o, i
     * @param cells {@code c_t}
     * @param states {@code h_t}
     */
    private record Trace(INDArray inputs, INDArray gates, INDArray cells, INDArray states) {

        INDArray statesBefore() {
            INDArray before = states.ulike().assign(0);
            long time = states.size(1);
            if (time > 1) {
                before.get(all(), interval(1, time), all()).assign(states.get(all(), interval(0, time - 1), all()));
            }
            return before;
        }
    }

    private Trace trace(LayerContext context, Lstm.Names names, INDArray real) {
        INDArray inputs = turned(context.input().mul(real), context, names);
        INDArray gates = TimeAxis.rows(inputs)
                .mmul(context.parameter(names.inputWeights()))
                .addiRowVector(context.parameter(names.bias()))
                .reshape('c', context.batch(), context.time(), 4L * hidden);
        INDArray cells = Nd4j.create(inputs.dataType(), context.batch(), context.time(), hidden);
        INDArray states = Nd4j.create(inputs.dataType(), context.batch(), context.time(), hidden);
        for (int step = 0; step < context.time(); step++) {
            INDArray now = at(gates, step);
            if (step > 0) {
                now.addi(at(states, step - 1).mmul(context.parameter(names.recurrentWeights())));
            }
            gate(now, 0).assign(Transforms.tanh(gate(now, 0)));
            INDArray sigmoids = now.get(all(), interval(hidden, 4L * hidden));
            sigmoids.assign(Transforms.sigmoid(sigmoids));
            INDArray cell = gate(now, 3).mul(gate(now, 0));
            if (step > 0) {
                cell.addi(gate(now, 1).mul(at(cells, step - 1)));
            }
            at(cells, step).assign(cell);
            at(states, step).assign(Transforms.tanh(cell).muli(gate(now, 2)));
        }
        return new Trace(inputs, gates, cells, states);
    }

    /** Derivatives by the gates before their activations, {@code [batch, time, 4 hidden]} */
    private INDArray backward(LayerContext context, Lstm.Names names, Trace trace, INDArray incoming) {
        INDArray recurrent = context.parameter(names.recurrentWeights()).transpose();
        INDArray byGates = trace.gates().ulike();
        INDArray byCell = Nd4j.create(incoming.dataType(), context.batch(), hidden);
        INDArray byState = byCell.ulike().assign(0);
        for (int step = context.time() - 1; step >= 0; step--) {
            INDArray now = at(trace.gates(), step);
            INDArray a = gate(now, 0);
            INDArray f = gate(now, 1);
            INDArray o = gate(now, 2);
            INDArray i = gate(now, 3);
            INDArray squashed = Transforms.tanh(at(trace.cells(), step));
            byState.addi(at(incoming, step));
            byCell.addi(byState.mul(o).muli(squashed.mul(squashed).rsubi(1)));
            INDArray out = at(byGates, step);
            gate(out, 0).assign(byCell.mul(i).muli(a.mul(a).rsubi(1)));
            gate(out, 1)
                    .assign(
                            step == 0
                                    ? f.mul(0)
                                    : byCell.mul(at(trace.cells(), step - 1)).muli(slope(f)));
            gate(out, 2).assign(byState.mul(squashed).muli(slope(o)));
            gate(out, 3).assign(byCell.mul(a).muli(slope(i)));
            byCell.muli(f);
            byState = out.mmul(recurrent);
        }
        return byGates;
    }

    private static INDArray slope(INDArray sigmoid) {
        return sigmoid.rsub(1).muli(sigmoid);
    }

    private INDArray gate(INDArray gates, int gate) {
        return gates.get(all(), interval((long) gate * hidden, (gate + 1L) * hidden));
    }

    private static INDArray at(INDArray sequences, int step) {
        return sequences.get(all(), point(step), all());
    }

    private INDArray own(INDArray outputs, int direction) {
        return outputs.get(all(), all(), interval((long) direction * hidden, (direction + 1L) * hidden));
    }

    private static INDArray product(INDArray left, INDArray right) {
        return TimeAxis.rows(left).transpose().mmul(TimeAxis.rows(right));
    }

    private static INDArray turned(INDArray sequences, LayerContext context, Lstm.Names names) {
        return TurnedSequences.of(sequences, context.lengths(), names.backward());
    }
}
