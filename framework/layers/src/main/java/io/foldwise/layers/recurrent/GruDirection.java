package io.foldwise.layers.recurrent;

import io.foldwise.layers.cpu.FloatMath;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.MemoryScratch;
import java.util.Arrays;
import java.util.List;

/**
 * One direction of a GRU on the CPU. Every row of {@code memory} holds a step's input, a one for the bias, the state before the
 * step, and a one for the recurrent bias; so the input's part of all gates is one matrix product, the state's part one product a
 * step, and the gradient of the weights two products.
 *
 * <p>On the heap, a step's gates lie gate by gate ({@code [3, running, hidden]} instead of {@code [running, 3, hidden]}),
 * which makes the loops over them long.
 */
final class GruDirection implements DirectionKernel {

    private final int channels;
    private final int hidden;
    private final int gates;
    private final int width;
    private final Gru.Names names;
    private final int outputs;
    private final int firstOutput;

    private final HeapScratch rowScratch = new HeapScratch();
    private final MemoryScratch memory = new MemoryScratch();
    private final MemoryScratch inputGates = new MemoryScratch();
    private final MemoryScratch stateGates = new MemoryScratch();
    private final HeapScratch gateValues = new HeapScratch();
    private final HeapScratch recurrentValues = new HeapScratch();
    private final HeapScratch states = new HeapScratch();
    private final HeapScratch stateGradients = new HeapScratch();
    private final HeapScratch carried = new HeapScratch();
    private final HeapScratch gateGradients = new HeapScratch();
    private final MemoryScratch stateMemory = new MemoryScratch();
    private final MemoryScratch inputMemory = new MemoryScratch();

    /**
     * @param outputs number of output channels of all directions together
     * @param firstOutput the first one of this direction
     */
    GruDirection(int channels, int hidden, Gru.Names names, int outputs, int firstOutput) {
        this.channels = channels;
        this.hidden = hidden;
        this.gates = 3 * hidden;
        this.width = channels + 1 + hidden + 1;
        this.names = names;
        this.outputs = outputs;
        this.firstOutput = firstOutput;
    }

    @Override
    public List<String> parameters() {
        return List.of(names.inputWeights(), names.bias(), names.recurrentWeights(), names.recurrentBias());
    }

    /** The parameters are one matrix {@code [channels + 1 + hidden + 1, gates]}. */
    @Override
    public void forward(StepRows rows, FloatMemory weights, float[] input, float[] output) {
        int[] places = rows.places(names.backward());
        Matrix joint = gather(rows, places, input);
        Matrix all = Matrix.of(weights, width, gates);
        int most = rows.rows() * gates;
        Matrix ofInput = Matrix.of(inputGates.atLeast(most), rows.rows(), gates);
        Matrix ofState = Matrix.of(stateGates.atLeast(most), rows.rows(), gates);
        Gemm.multiply(inputPart(joint), all.rows(0, channels + 1), ofInput);
        Matrix recurrent = all.rows(channels + 1, hidden + 1);

        float[] gate = gateValues.atLeast(most);
        float[] byState = recurrentValues.atLeast(most);
        // the states of all steps follow a block of zeros, the states before the first step
        float[] state = states.atLeast((rows.running(0) + rows.rows()) * hidden);
        Arrays.fill(state, 0, rows.running(0) * hidden, 0);
        for (int step = 0; step < rows.steps(); step++) {
            int start = rows.start(step);
            int running = rows.running(step);
            Place place = place(rows, step);
            Gemm.multiply(statePart(joint).rows(start, running), recurrent, ofState.rows(start, running));
            read(inputGates.memory(), start, running, gate);
            read(stateGates.memory(), start, running, byState);
            advance(place, gate, byState, state);
            scatter(state, place, places, start, running, output);
            remember(state, place, rows, step + 1);
        }
    }

    private Matrix inputPart(Matrix joint) {
        return joint.columns(0, channels + 1);
    }

    private Matrix statePart(Matrix joint) {
        return joint.columns(channels + 1, hidden + 1);
    }

    /** Fills {@code memory} with inputs and ones; the states follow step by step, those before the first step are zero. */
    private Matrix gather(StepRows rows, int[] places, float[] input) {
        float[] joint = rowScratch.atLeast(places.length * width);
        for (int row = 0; row < places.length; row++) {
            System.arraycopy(input, places[row] * channels, joint, row * width, channels);
            joint[row * width + channels] = 1;
            joint[row * width + width - 1] = 1;
        }
        for (int row = 0; row < rows.running(0); row++) {
            Arrays.fill(joint, row * width + channels + 1, (row + 1) * width - 1, 0);
        }
        FloatMemory target = memory.atLeast(places.length * width);
        target.write(0, joint, 0, places.length * width);
        return Matrix.of(target, places.length, width);
    }

    private void read(FloatMemory from, int start, int running, float[] values) {
        for (int row = 0; row < running; row++) {
            for (int gate = 0; gate < 3; gate++) {
                int at = start * gates + (gate * running + row) * hidden;
                from.read((start + row) * gates + gate * hidden, values, at, hidden);
            }
        }
    }

    private void write(FloatMemory to, int start, int running, float[] values) {
        for (int row = 0; row < running; row++) {
            for (int gate = 0; gate < 3; gate++) {
                to.write((start + row) * gates + gate * hidden, values, (gate * running + row) * hidden, hidden);
            }
        }
    }

    /**
     * Where a step's values lie on the heap.
     *
     * @param gates start of the gates
     * @param size number of states of all running sequences
     * @param before start of the states before the step
     * @param after start of the states after it
     */
    private record Place(int gates, int size, int before, int after) {}

    private Place place(StepRows rows, int step) {
        int zeros = rows.running(0);
        int before = step == 0 ? 0 : zeros + rows.start(step - 1);
        int after = zeros + rows.start(step);
        return new Place(rows.start(step) * gates, rows.running(step) * hidden, before * hidden, after * hidden);
    }

    /** Gates and states of one step. */
    private static void advance(Place place, float[] gate, float[] byState, float[] state) {
        int size = place.size();
        int reset = place.gates();
        int update = reset + size;
        int candidate = update + size;
        Loops.add(byState, reset, gate, reset, 2 * size);
        FloatMath.sigmoid(gate, reset, 2 * size);
        Loops.addProduct(gate, reset, byState, candidate, gate, candidate, size);
        FloatMath.tanh(gate, candidate, size);
        for (int j = 0; j < size; j++) {
            float n = gate[candidate + j];
            state[place.after() + j] = n + gate[update + j] * (state[place.before() + j] - n);
        }
    }

    private void scatter(float[] state, Place place, int[] places, int start, int running, float[] output) {
        for (int row = 0; row < running; row++) {
            int to = places[start + row] * outputs + firstOutput;
            System.arraycopy(state, place.after() + row * hidden, output, to, hidden);
        }
    }

    private void remember(float[] state, Place place, StepRows rows, int nextStep) {
        for (int row = 0; row < rows.running(nextStep); row++) {
            int to = (rows.start(nextStep) + row) * width + channels + 1;
            memory.memory().write(to, state, place.after() + row * hidden, hidden);
        }
    }

    @Override
    public void backward(
            StepRows rows, FloatMemory weights, float[] incoming, FloatMemory weightGradient, float[] outgoing) {
        int[] places = rows.places(names.backward());
        Matrix joint = Matrix.of(memory.memory(), rows.rows(), width);
        Matrix all = Matrix.of(weights, width, gates);
        Matrix byInput = Matrix.of(inputGates.memory(), rows.rows(), gates);
        Matrix byState = Matrix.of(stateGates.memory(), rows.rows(), gates);

        backwardThroughTime(rows, places, incoming, all.rows(channels + 1, hidden), byState);
        Matrix gradient = Matrix.of(weightGradient, width, gates);
        Gemm.multiply(inputPart(joint).transpose(), byInput, gradient.rows(0, channels + 1));
        Gemm.multiply(statePart(joint).transpose(), byState, gradient.rows(channels + 1, hidden + 1));

        int size = rows.rows() * channels;
        FloatMemory inputGradient = inputMemory.atLeast(size);
        Gemm.multiply(byInput, all.rows(0, channels).transpose(), Matrix.of(inputGradient, rows.rows(), channels));
        float[] heap = rowScratch.atLeast(size);
        inputGradient.read(0, heap, 0, size);
        for (int row = 0; row < places.length; row++) {
            Loops.add(heap, row * channels, outgoing, places[row] * channels, channels);
        }
    }

    /** Replaces the gates in both memories by their derivatives, from the last step to the first. */
    private void backwardThroughTime(
            StepRows rows, int[] places, float[] incoming, Matrix recurrent, Matrix gateGradient) {
        int most = rows.running(0) * hidden;
        float[] byState = stateGradients.atLeast(most);
        float[] carry = carried.atLeast(most);
        float[] byGate = gateGradients.atLeast(3 * most);
        FloatMemory byStateMemory = stateMemory.atLeast(most);
        Arrays.fill(carry, 0, most, 0);
        for (int step = rows.steps() - 1; step >= 0; step--) {
            int start = rows.start(step);
            int running = rows.running(step);
            // sequences that end here have no later step: their part of carry is still zero
            int later = rows.running(step + 1) * hidden;
            byStateMemory.read(0, byState, 0, later);
            Arrays.fill(byState, later, running * hidden, 0);
            Loops.add(carry, 0, byState, 0, running * hidden);
            for (int row = 0; row < running; row++) {
                Loops.add(incoming, places[start + row] * outputs + firstOutput, byState, row * hidden, hidden);
            }
            retreat(place(rows, step), byState, carry, byGate);
            write(inputGates.memory(), start, running, byGate);
            Loops.multiply(gateValues.array(), start * gates, byGate, 2 * running * hidden, running * hidden);
            write(stateGates.memory(), start, running, byGate);
            if (step > 0) {
                Gemm.multiply(
                        gateGradient.rows(start, running),
                        recurrent.transpose(),
                        Matrix.of(byStateMemory, running, hidden));
            }
        }
    }

    /** Derivatives by the gates of one step, as the input's part sees them, and what the state before gets past the gates. */
    private void retreat(Place place, float[] byState, float[] carry, float[] byGate) {
        float[] gate = gateValues.array();
        float[] byRecurrent = recurrentValues.array();
        float[] state = states.array();
        int size = place.size();
        int reset = place.gates();
        int update = reset + size;
        int candidate = update + size;
        for (int j = 0; j < size; j++) {
            float r = gate[reset + j];
            float z = gate[update + j];
            float n = gate[candidate + j];
            float h = byState[j];
            float byCandidate = h * (1 - z) * (1 - n * n);
            byGate[j] = byCandidate * byRecurrent[candidate + j] * r * (1 - r);
            byGate[size + j] = h * (state[place.before() + j] - n) * z * (1 - z);
            byGate[2 * size + j] = byCandidate;
            carry[j] = h * z;
        }
    }
}
