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
 * One direction of an LSTM on the CPU. Every row of {@code memory} holds a step's input, a one for the bias, and the state
 * before the step; so the input's part of all gates is one matrix product, the state's part one product a step, and the
 * gradient of all weights again a single product.
 *
 * <p>On the heap, a step's gates lie gate by gate ({@code [4, running, hidden]} instead of {@code [running, 4, hidden]}),
 * which makes the loops over them long.
 */
final class LstmDirection implements DirectionKernel {

    private final int channels;
    private final int hidden;
    private final int gates;
    private final int width;
    private final Lstm.Names names;
    private final int outputs;
    private final int firstOutput;

    private final HeapScratch rowScratch = new HeapScratch();
    private final MemoryScratch memory = new MemoryScratch();
    private final MemoryScratch gateMemory = new MemoryScratch();
    private final HeapScratch gateValues = new HeapScratch();
    private final HeapScratch cells = new HeapScratch();
    private final HeapScratch squashed = new HeapScratch();
    private final HeapScratch states = new HeapScratch();
    private final HeapScratch stateGradients = new HeapScratch();
    private final HeapScratch cellGradients = new HeapScratch();
    private final HeapScratch gateGradients = new HeapScratch();
    private final MemoryScratch stateMemory = new MemoryScratch();
    private final MemoryScratch inputMemory = new MemoryScratch();

    /**
     * @param outputs number of output channels of all directions together
     * @param firstOutput the first one of this direction
     */
    LstmDirection(int channels, int hidden, Lstm.Names names, int outputs, int firstOutput) {
        this.channels = channels;
        this.hidden = hidden;
        this.gates = 4 * hidden;
        this.width = channels + 1 + hidden;
        this.names = names;
        this.outputs = outputs;
        this.firstOutput = firstOutput;
    }

    @Override
    public List<String> parameters() {
        return List.of(names.inputWeights(), names.bias(), names.recurrentWeights());
    }

    /** The parameters are one matrix {@code [channels + 1 + hidden, gates]}. */
    @Override
    public void forward(StepRows rows, FloatMemory weights, float[] input, float[] output) {
        int[] places = rows.places(names.backward());
        Matrix joint = gather(rows, places, input);
        Matrix all = Matrix.of(weights, width, gates);
        Matrix preActivations = Matrix.of(gateMemory.atLeast(rows.rows() * gates), rows.rows(), gates);
        Gemm.multiply(joint.columns(0, channels + 1), all.rows(0, channels + 1), preActivations);

        float[] values = gateValues.atLeast(rows.rows() * gates);
        int cellRows = rows.running(0) + rows.rows();
        float[] cell = cells.atLeast(cellRows * hidden);
        float[] squash = squashed.atLeast(cellRows * hidden);
        Arrays.fill(cell, 0, rows.running(0) * hidden, 0);
        float[] state = states.atLeast(rows.running(0) * hidden);
        Matrix recurrent = all.rows(channels + 1, hidden);
        for (int step = 0; step < rows.steps(); step++) {
            int start = rows.start(step);
            int running = rows.running(step);
            Place place = place(rows, step);
            if (step > 0) {
                Matrix before = joint.rows(start, running).columns(channels + 1, hidden);
                Gemm.add(before, recurrent, preActivations.rows(start, running));
            }
            readGates(start, running, values);
            FloatMath.tanh(values, place.gates(), place.size());
            FloatMath.sigmoid(values, place.gates() + place.size(), 3 * place.size());
            advance(place, values, cell, squash, state);
            scatter(state, places, start, running, output);
            remember(state, rows, step + 1);
        }
    }

    /** Fills {@code memory} with inputs and ones; the states follow step by step, those before the first step are zero. */
    private Matrix gather(StepRows rows, int[] places, float[] input) {
        float[] joint = rowScratch.atLeast(places.length * width);
        for (int row = 0; row < places.length; row++) {
            System.arraycopy(input, places[row] * channels, joint, row * width, channels);
            joint[row * width + channels] = 1;
        }
        for (int row = 0; row < rows.running(0); row++) {
            Arrays.fill(joint, row * width + channels + 1, (row + 1) * width, 0);
        }
        FloatMemory target = memory.atLeast(places.length * width);
        target.write(0, joint, 0, places.length * width);
        return Matrix.of(target, places.length, width);
    }

    private void readGates(int start, int running, float[] values) {
        FloatMemory from = gateMemory.memory();
        for (int row = 0; row < running; row++) {
            for (int gate = 0; gate < 4; gate++) {
                int at = start * gates + (gate * running + row) * hidden;
                from.read((start + row) * gates + gate * hidden, values, at, hidden);
            }
        }
    }

    private void writeGates(int start, int running, float[] values) {
        FloatMemory to = gateMemory.memory();
        for (int row = 0; row < running; row++) {
            for (int gate = 0; gate < 4; gate++) {
                to.write((start + row) * gates + gate * hidden, values, (gate * running + row) * hidden, hidden);
            }
        }
    }

    /**
     * Where a step's values lie on the heap. The cells of all steps follow a block of zeros, the cells before the first
     * step.
     *
     * @param gates start of the gates
     * @param size number of states of all running sequences
     * @param cellsBefore start of the cells before the step
     * @param cells start of the cells after it
     */
    private record Place(int gates, int size, int cellsBefore, int cells) {}

    private Place place(StepRows rows, int step) {
        int zeros = rows.running(0);
        int before = step == 0 ? 0 : zeros + rows.start(step - 1);
        int now = zeros + rows.start(step);
        return new Place(rows.start(step) * gates, rows.running(step) * hidden, before * hidden, now * hidden);
    }

    /** Cells and states of one step. */
    private static void advance(Place place, float[] gate, float[] cell, float[] squash, float[] state) {
        int size = place.size();
        int in = place.gates();
        int before = place.cellsBefore();
        int now = place.cells();
        for (int j = 0; j < size; j++) {
            cell[now + j] = gate[in + size + j] * cell[before + j] + gate[in + 3 * size + j] * gate[in + j];
        }
        System.arraycopy(cell, now, squash, now, size);
        FloatMath.tanh(squash, now, size);
        for (int j = 0; j < size; j++) {
            state[j] = gate[in + 2 * size + j] * squash[now + j];
        }
    }

    private void scatter(float[] state, int[] places, int start, int running, float[] output) {
        for (int row = 0; row < running; row++) {
            System.arraycopy(state, row * hidden, output, places[start + row] * outputs + firstOutput, hidden);
        }
    }

    private void remember(float[] state, StepRows rows, int nextStep) {
        for (int row = 0; row < rows.running(nextStep); row++) {
            memory.memory().write((rows.start(nextStep) + row) * width + channels + 1, state, row * hidden, hidden);
        }
    }

    @Override
    public void backward(
            StepRows rows, FloatMemory weights, float[] incoming, FloatMemory weightGradient, float[] outgoing) {
        int[] places = rows.places(names.backward());
        Matrix joint = Matrix.of(memory.memory(), rows.rows(), width);
        Matrix all = Matrix.of(weights, width, gates);
        Matrix gateGradient = Matrix.of(gateMemory.memory(), rows.rows(), gates);

        backwardThroughTime(rows, places, incoming, all.rows(channels + 1, hidden), gateGradient);
        Gemm.multiply(joint.transpose(), gateGradient, Matrix.of(weightGradient, width, gates));

        int size = rows.rows() * channels;
        FloatMemory inputGradient = inputMemory.atLeast(size);
        Gemm.multiply(gateGradient, all.rows(0, channels).transpose(), Matrix.of(inputGradient, rows.rows(), channels));
        float[] heap = rowScratch.atLeast(size);
        inputGradient.read(0, heap, 0, size);
        for (int row = 0; row < places.length; row++) {
            Loops.add(heap, row * channels, outgoing, places[row] * channels, channels);
        }
    }

    /** Replaces the gates in {@code gateMemory} by their derivatives, from the last step to the first. */
    private void backwardThroughTime(
            StepRows rows, int[] places, float[] incoming, Matrix recurrent, Matrix gateGradient) {
        int most = rows.running(0) * hidden;
        float[] byState = stateGradients.atLeast(most);
        float[] byCell = cellGradients.atLeast(most);
        float[] byGate = gateGradients.atLeast(4 * most);
        float[] byOutput = states.atLeast(most);
        FloatMemory byStateMemory = stateMemory.atLeast(most);
        Arrays.fill(byState, 0, most, 0);
        Arrays.fill(byCell, 0, most, 0);
        for (int step = rows.steps() - 1; step >= 0; step--) {
            int start = rows.start(step);
            int running = rows.running(step);
            // Sequences that end here have no later step: their part of byState and byCell is still zero.
            byStateMemory.read(0, byState, 0, rows.running(step + 1) * hidden);
            for (int row = 0; row < running; row++) {
                int at = places[start + row] * outputs + firstOutput;
                System.arraycopy(incoming, at, byOutput, row * hidden, hidden);
            }
            retreat(place(rows, step), byState, byOutput, byCell, byGate);
            writeGates(start, running, byGate);
            if (step > 0) {
                Gemm.multiply(
                        gateGradient.rows(start, running),
                        recurrent.transpose(),
                        Matrix.of(byStateMemory, running, hidden));
            }
        }
    }

    /** Derivatives by the gates of one step, and by the cells before it. */
    private void retreat(Place place, float[] byState, float[] byOutput, float[] byCell, float[] byGate) {
        float[] gate = gateValues.array();
        float[] cell = cells.array();
        float[] squash = squashed.array();
        int size = place.size();
        int at = place.gates();
        int before = place.cellsBefore();
        int now = place.cells();
        for (int j = 0; j < size; j++) {
            float a = gate[at + j];
            float f = gate[at + size + j];
            float o = gate[at + 2 * size + j];
            float i = gate[at + 3 * size + j];
            float t = squash[now + j];
            float h = byState[j] + byOutput[j];
            float c = byCell[j] + h * o * (1 - t * t);
            byGate[j] = c * i * (1 - a * a);
            byGate[size + j] = c * cell[before + j] * f * (1 - f);
            byGate[2 * size + j] = h * t * o * (1 - o);
            byGate[3 * size + j] = c * a * i * (1 - i);
            byCell[j] = c * f;
        }
    }
}
