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
 * Step by step over the whole batch, by ND4J; the backward pass runs forward again first. Padding is hidden as in {@link
 * PortableLstm}.
 */
final class PortableGru implements Kernel {

    private final int hidden;
    private final List<Gru.Names> directions;

    PortableGru(int hidden, List<Gru.Names> directions) {
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
            Gru.Names names = directions.get(i);
            Trace trace = trace(context, names, real);
            INDArray incoming = turned(own(gradients.output(), i).mul(real), context, names);
            GateGradients by = backward(context, names, trace, incoming);
            INDArray byInput = TimeAxis.rows(by.ofInput())
                    .mmul(context.parameter(names.inputWeights()).transpose())
                    .reshape(context.input().shape());
            gradients.input().addi(turned(byInput, context, names));
            gradients.parameter(names.inputWeights()).assign(product(trace.inputs(), by.ofInput()));
            gradients.parameter(names.bias()).assign(sum(by.ofInput()));
            gradients.parameter(names.recurrentWeights()).assign(product(trace.before(), by.ofState()));
            gradients.parameter(names.recurrentBias()).assign(sum(by.ofState()));
        }
    }

    /**
     * Everything that a run leaves, {@code [batch, time, ...]}
     *
     * @param inputs the sequences as read
     * @param gates after their activations, in the order r, z, n
     * @param recurrent the state's part {@code c} of the candidate
     * @param before {@code h_(t-1)}
     * @param states {@code h_t}
     */
    private record Trace(INDArray inputs, INDArray gates, INDArray recurrent, INDArray before, INDArray states) {}

    /** Derivatives by the input's part of the gates and by the state's part, {@code [batch, time, 3 hidden]} */
    private record GateGradients(INDArray ofInput, INDArray ofState) {}

    private Trace trace(LayerContext context, Gru.Names names, INDArray real) {
        INDArray inputs = turned(context.input().mul(real), context, names);
        INDArray gates = TimeAxis.rows(inputs)
                .mmul(context.parameter(names.inputWeights()))
                .addiRowVector(context.parameter(names.bias()))
                .reshape('c', context.batch(), context.time(), 3L * hidden);
        INDArray recurrent = states(context, inputs);
        INDArray before = states(context, inputs);
        INDArray states = states(context, inputs);
        INDArray state = Nd4j.zeros(inputs.dataType(), context.batch(), hidden);
        for (int step = 0; step < context.time(); step++) {
            at(before, step).assign(state);
            INDArray byState = state.mmul(context.parameter(names.recurrentWeights()))
                    .addiRowVector(context.parameter(names.recurrentBias()));
            at(recurrent, step).assign(gate(byState, 2));
            INDArray now = at(gates, step);
            INDArray sigmoids = now.get(all(), interval(0, 2L * hidden));
            sigmoids.assign(Transforms.sigmoid(sigmoids.add(byState.get(all(), interval(0, 2L * hidden)))));
            INDArray candidate = Transforms.tanh(gate(now, 2).add(gate(now, 0).mul(gate(byState, 2))));
            gate(now, 2).assign(candidate);
            state = candidate.add(gate(now, 1).mul(state.sub(candidate)));
            at(states, step).assign(state);
        }
        return new Trace(inputs, gates, recurrent, before, states);
    }

    private INDArray states(LayerContext context, INDArray like) {
        return Nd4j.create(like.dataType(), context.batch(), context.time(), hidden);
    }

    private GateGradients backward(LayerContext context, Gru.Names names, Trace trace, INDArray incoming) {
        INDArray recurrent = context.parameter(names.recurrentWeights()).transpose();
        INDArray ofInput = trace.gates().ulike();
        INDArray ofState = trace.gates().ulike();
        INDArray byState = Nd4j.zeros(incoming.dataType(), context.batch(), hidden);
        for (int step = context.time() - 1; step >= 0; step--) {
            byState.addi(at(incoming, step));
            INDArray now = at(trace.gates(), step);
            INDArray r = gate(now, 0);
            INDArray z = gate(now, 1);
            INDArray n = gate(now, 2);
            INDArray byCandidate = byState.mul(z.rsub(1)).muli(n.mul(n).rsubi(1));
            INDArray in = at(ofInput, step);
            gate(in, 0).assign(byCandidate.mul(at(trace.recurrent(), step)).muli(slope(r)));
            gate(in, 1).assign(at(trace.before(), step).sub(n).muli(byState).muli(slope(z)));
            gate(in, 2).assign(byCandidate);
            INDArray out = at(ofState, step);
            out.assign(in);
            gate(out, 2).assign(byCandidate.mul(r));
            byState = byState.mul(z).addi(out.mmul(recurrent));
        }
        return new GateGradients(ofInput, ofState);
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

    private static INDArray sum(INDArray sequences) {
        return TimeAxis.rows(sequences).sum(0);
    }

    private static INDArray turned(INDArray sequences, LayerContext context, Gru.Names names) {
        return TurnedSequences.of(sequences, context.lengths(), names.backward());
    }
}
