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
import java.util.stream.Stream;

/**
 * One direction of an LSTM on the CPU. Every row of {@code memory} holds a step's input, a one for the bias, and the state
 * before the step. The steps of a block go through their matrix products together: the input's part of all gates is one
 * product, the state's part one product a step, and the gradients by weights and inputs again one product each.
 *
 * <p>On the heap every gate of a step has an array of its own, which lets the compiler vectorize the loops over them.
 */
final class LstmDirection implements DirectionKernel {

    private static final int GATES = 4;

    private final int channels;
    private final int hidden;
    private final int gates;
    private final int width;
    private final Lstm.Names names;
    private final LayerRows layer;
    private final GateMemory gateMemory;

    private final HeapScratch rowScratch = new HeapScratch();
    private final MemoryScratch memory = new MemoryScratch();
    private final List<StepArrays> gateValues =
            Stream.generate(StepArrays::new).limit(GATES).toList();
    private final StepArrays cells = new StepArrays();
    private final StepArrays squashed = new StepArrays();
    private final HeapScratch noCells = new HeapScratch();
    private final HeapScratch states = new HeapScratch();
    private final HeapScratch stateGradients = new HeapScratch();
    private final HeapScratch cellGradients = new HeapScratch();
    private final List<HeapScratch> gateGradients =
            Stream.generate(HeapScratch::new).limit(GATES).toList();
    private final MemoryScratch stateMemory = new MemoryScratch();

    /**
     * @param outputs number of output channels of all directions together
     * @param firstOutput the first one of this direction
     */
    LstmDirection(int channels, int hidden, Lstm.Names names, int outputs, int firstOutput) {
        this.channels = channels;
        this.hidden = hidden;
        this.gates = GATES * hidden;
        this.width = channels + 1 + hidden;
        this.names = names;
        this.layer = new LayerRows(channels, hidden, outputs, firstOutput);
        this.gateMemory = new GateMemory(GATES, hidden);
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
        float[] none = noCells.atLeast(rows.running(0) * hidden);
        Arrays.fill(none, 0, rows.running(0) * hidden, 0);
        float[] state = states.atLeast(rows.running(0) * hidden);
        Matrix recurrent = all.rows(channels + 1, hidden);
        for (StepRows.Block block : rows.blocks()) {
            Matrix preActivations = gateMemory.of(block);
            Matrix inputs = joint.rows(block.start(), block.rows()).columns(0, channels + 1);
            Gemm.multiply(inputs, all.rows(0, channels + 1), preActivations);
            for (int step = block.first(); step < block.end(); step++) {
                int start = rows.start(step);
                int running = rows.running(step);
                int size = running * hidden;
                if (step > 0) {
                    Matrix before = joint.rows(start, running).columns(channels + 1, hidden);
                    Gemm.add(before, recurrent, preActivations.rows(start - block.start(), running));
                }
                float[][] gate = gateValues(step, size);
                gateMemory.read(start - block.start(), running, gate);
                float[] cell = cells.atLeast(step, size);
                advance(size, gate, cellsBefore(step), cell, squashed.atLeast(step, size), state);
                layer.writeStates(state, places, start, running, output);
                remember(state, rows, step + 1);
            }
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

    private float[][] gateValues(int step, int size) {
        return gateValues.stream().map(gate -> gate.atLeast(step, size)).toArray(float[][]::new);
    }

    private float[] cellsBefore(int step) {
        return step == 0 ? noCells.array() : cells.of(step - 1);
    }

    /** Gates, cells and states of one step. */
    private static void advance(int size, float[][] gate, float[] before, float[] cell, float[] squash, float[] state) {
        float[] a = gate[0];
        float[] f = gate[1];
        float[] o = gate[2];
        float[] i = gate[3];
        FloatMath.tanh(a, 0, size);
        FloatMath.sigmoid(f, 0, size);
        FloatMath.sigmoid(o, 0, size);
        FloatMath.sigmoid(i, 0, size);
        for (int j = 0; j < size; j++) {
            cell[j] = f[j] * before[j] + i[j] * a[j];
        }
        System.arraycopy(cell, 0, squash, 0, size);
        FloatMath.tanh(squash, 0, size);
        for (int j = 0; j < size; j++) {
            state[j] = o[j] * squash[j];
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
        Matrix gradient = Matrix.of(weightGradient, width, gates);
        weightGradient.zero(0, width * gates);
        Arrays.fill(stateGradients.atLeast(rows.running(0) * hidden), 0);
        Arrays.fill(cellGradients.atLeast(rows.running(0) * hidden), 0);
        List<StepRows.Block> blocks = rows.blocks();
        for (int last = blocks.size() - 1; last >= 0; last--) {
            StepRows.Block block = blocks.get(last);
            Matrix gateGradient = gateMemory.of(block);
            backwardThroughTime(rows, block, places, incoming, all.rows(channels + 1, hidden), gateGradient);
            Gemm.add(joint.rows(block.start(), block.rows()).transpose(), gateGradient, gradient);
            layer.addInputGradients(block, gateGradient, all.rows(0, channels), places, outgoing);
        }
    }

    /** Fills the derivatives by the gates of a block, from its last step to its first. */
    private void backwardThroughTime(
            StepRows rows,
            StepRows.Block block,
            int[] places,
            float[] incoming,
            Matrix recurrent,
            Matrix gateGradient) {
        int most = rows.running(0) * hidden;
        float[] byState = stateGradients.array();
        float[] byOutput = states.atLeast(most);
        float[][] byGate =
                gateGradients.stream().map(gate -> gate.atLeast(most)).toArray(float[][]::new);
        FloatMemory byStateMemory = stateMemory.atLeast(most);
        for (int step = block.end() - 1; step >= block.first(); step--) {
            int start = rows.start(step);
            int running = rows.running(step);
            int size = running * hidden;
            // Sequences that end here have no later step: their part of byState and of cellGradients is still zero.
            byStateMemory.read(0, byState, 0, rows.running(step + 1) * hidden);
            layer.readGradients(incoming, places, start, running, byOutput);
            Loops.add(byOutput, 0, byState, 0, size);
            float[][] gate = gateValues(step, size);
            retreat(size, gate, squashed.of(step), cellsBefore(step), byState, cellGradients.array(), byGate);
            gateMemory.write(start - block.start(), running, byGate);
            if (step > 0) {
                Gemm.multiply(
                        gateGradient.rows(start - block.start(), running),
                        recurrent.transpose(),
                        Matrix.of(byStateMemory, running, hidden));
            }
        }
    }

    /**
     * Derivatives by the gates of one step, and by the cells before it. Loops of one result each, which the compiler vectorizes.
     *
     * @param h derivatives by the states
     * @param c derivatives by the cells: of those after the step, then of those before it
     */
    private static void retreat(
            int size, float[][] gate, float[] squash, float[] before, float[] h, float[] c, float[][] byGate) {
        float[] a = gate[0];
        float[] f = gate[1];
        float[] o = gate[2];
        float[] i = gate[3];
        float[] byA = byGate[0];
        float[] byF = byGate[1];
        float[] byO = byGate[2];
        float[] byI = byGate[3];
        for (int j = 0; j < size; j++) {
            c[j] += h[j] * o[j] * (1 - squash[j] * squash[j]);
        }
        for (int j = 0; j < size; j++) {
            byA[j] = c[j] * i[j] * (1 - a[j] * a[j]);
        }
        for (int j = 0; j < size; j++) {
            byF[j] = c[j] * before[j] * f[j] * (1 - f[j]);
        }
        for (int j = 0; j < size; j++) {
            byO[j] = h[j] * squash[j] * o[j] * (1 - o[j]);
        }
        for (int j = 0; j < size; j++) {
            byI[j] = c[j] * a[j] * i[j] * (1 - i[j]);
        }
        for (int j = 0; j < size; j++) {
            c[j] *= f[j];
        }
    }
}
