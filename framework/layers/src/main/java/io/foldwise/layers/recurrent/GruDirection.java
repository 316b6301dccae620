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
 * One direction of a GRU on the CPU. Every row of {@code memory} holds a step's input, a one for the bias, the state before the
 * step, and a one for the recurrent bias. The steps of a block go through their matrix products together: the input's part of all
 * gates is one product, the state's part one product a step, and the gradients by weights and inputs again one product each.
 *
 * <p>On the heap every gate of a step has an array of its own, which lets the compiler vectorize the loops over them.
 */
final class GruDirection implements DirectionKernel {

    private static final int GATES = 3; // reset, update, candidate

    private final int channels;
    private final int hidden;
    private final int gates;
    private final int width;
    private final Gru.Names names;
    private final LayerRows layer;
    private final GateMemory inputGates;
    private final GateMemory stateGates;

    private final HeapScratch rowScratch = new HeapScratch();
    private final MemoryScratch memory = new MemoryScratch();
    private final List<StepArrays> gateValues =
            Stream.generate(StepArrays::new).limit(GATES).toList();
    private final List<HeapScratch> recurrentGates =
            Stream.generate(HeapScratch::new).limit(GATES - 1).toList();
    private final StepArrays recurrentCandidates = new StepArrays();
    private final StepArrays states = new StepArrays();
    private final HeapScratch noStates = new HeapScratch();
    private final HeapScratch outputGradients = new HeapScratch();
    private final HeapScratch stateGradients = new HeapScratch();
    private final HeapScratch carried = new HeapScratch();
    private final List<HeapScratch> gateGradients =
            Stream.generate(HeapScratch::new).limit(GATES).toList();
    private final MemoryScratch stateMemory = new MemoryScratch();

    /**
     * @param outputs number of output channels of all directions together
     * @param firstOutput the first one of this direction
     */
    GruDirection(int channels, int hidden, Gru.Names names, int outputs, int firstOutput) {
        this.channels = channels;
        this.hidden = hidden;
        this.gates = GATES * hidden;
        this.width = channels + 1 + hidden + 1;
        this.names = names;
        this.layer = new LayerRows(channels, hidden, outputs, firstOutput);
        this.inputGates = new GateMemory(GATES, hidden);
        this.stateGates = new GateMemory(GATES, hidden);
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
        Matrix recurrent = all.rows(channels + 1, hidden + 1);
        Arrays.fill(noStates.atLeast(rows.running(0) * hidden), 0);
        for (StepRows.Block block : rows.blocks()) {
            Matrix ofInput = inputGates.of(block);
            Matrix ofState = stateGates.of(block);
            Gemm.multiply(inputPart(joint.rows(block.start(), block.rows())), all.rows(0, channels + 1), ofInput);
            for (int step = block.first(); step < block.end(); step++) {
                int start = rows.start(step);
                int running = rows.running(step);
                int size = running * hidden;
                int row = start - block.start();
                Gemm.multiply(statePart(joint.rows(start, running)), recurrent, ofState.rows(row, running));
                float[][] gate = gateValues(step, size);
                float[][] byState = {
                    recurrentGates.get(0).atLeast(size),
                    recurrentGates.get(1).atLeast(size),
                    recurrentCandidates.atLeast(step, size)
                };
                inputGates.read(row, running, gate);
                stateGates.read(row, running, byState);
                float[] state = states.atLeast(step, size);
                advance(size, gate, byState, stateBefore(step), state);
                layer.writeStates(state, places, start, running, output);
                remember(state, rows, step + 1);
            }
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

    private float[][] gateValues(int step, int size) {
        return gateValues.stream().map(gate -> gate.atLeast(step, size)).toArray(float[][]::new);
    }

    private float[] stateBefore(int step) {
        return step == 0 ? noStates.array() : states.of(step - 1);
    }

    /** Gates and states of one step. */
    private static void advance(int size, float[][] gate, float[][] byState, float[] before, float[] state) {
        float[] reset = gate[0];
        float[] update = gate[1];
        float[] candidate = gate[2];
        Loops.add(byState[0], 0, reset, 0, size);
        Loops.add(byState[1], 0, update, 0, size);
        FloatMath.sigmoid(reset, 0, size);
        FloatMath.sigmoid(update, 0, size);
        Loops.addProduct(reset, 0, byState[2], 0, candidate, 0, size);
        FloatMath.tanh(candidate, 0, size);
        for (int j = 0; j < size; j++) {
            state[j] = candidate[j] + update[j] * (before[j] - candidate[j]);
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
        Arrays.fill(carried.atLeast(rows.running(0) * hidden), 0);
        List<StepRows.Block> blocks = rows.blocks();
        for (int last = blocks.size() - 1; last >= 0; last--) {
            StepRows.Block block = blocks.get(last);
            Matrix byInput = inputGates.of(block);
            Matrix byState = stateGates.of(block);
            backwardThroughTime(rows, block, places, incoming, all.rows(channels + 1, hidden), byState);
            Matrix part = joint.rows(block.start(), block.rows());
            Gemm.add(inputPart(part).transpose(), byInput, gradient.rows(0, channels + 1));
            Gemm.add(statePart(part).transpose(), byState, gradient.rows(channels + 1, hidden + 1));
            layer.addInputGradients(block, byInput, all.rows(0, channels), places, outgoing);
        }
    }

    /** Fills the derivatives by the gates of a block in both memories, from its last step to its first. */
    private void backwardThroughTime(
            StepRows rows,
            StepRows.Block block,
            int[] places,
            float[] incoming,
            Matrix recurrent,
            Matrix gateGradient) {
        int most = rows.running(0) * hidden;
        float[] byState = stateGradients.atLeast(most);
        float[] byOutput = outputGradients.atLeast(most);
        float[] carry = carried.array();
        float[][] byGate =
                gateGradients.stream().map(gate -> gate.atLeast(most)).toArray(float[][]::new);
        FloatMemory byStateMemory = stateMemory.atLeast(most);
        for (int step = block.end() - 1; step >= block.first(); step--) {
            int start = rows.start(step);
            int running = rows.running(step);
            int size = running * hidden;
            int row = start - block.start();
            // sequences that end here have no later step: their part of carry is still zero
            int later = rows.running(step + 1) * hidden;
            byStateMemory.read(0, byState, 0, later);
            Arrays.fill(byState, later, size, 0);
            layer.readGradients(incoming, places, start, running, byOutput);
            Loops.add(carry, 0, byState, 0, size);
            Loops.add(byOutput, 0, byState, 0, size);
            float[][] gate = gateValues(step, size);
            retreat(size, gate, recurrentCandidates.of(step), stateBefore(step), byState, carry, byGate);
            inputGates.write(row, running, byGate);
            Loops.multiply(gate[0], 0, byGate[2], 0, size);
            stateGates.write(row, running, byGate);
            if (step > 0) {
                Gemm.multiply(
                        gateGradient.rows(row, running),
                        recurrent.transpose(),
                        Matrix.of(byStateMemory, running, hidden));
            }
        }
    }

    /**
     * Derivatives by the gates of one step, as the input's part sees them, and what the state before gets past the gates. Loops of
     * one result each, which the compiler vectorizes.
     *
     * @param ofState the state's part of the candidate
     * @param h derivatives by the states
     */
    private static void retreat(
            int size, float[][] gate, float[] ofState, float[] before, float[] h, float[] carry, float[][] byGate) {
        float[] r = gate[0];
        float[] z = gate[1];
        float[] n = gate[2];
        float[] byReset = byGate[0];
        float[] byUpdate = byGate[1];
        float[] byCandidate = byGate[2];
        for (int j = 0; j < size; j++) {
            byCandidate[j] = h[j] * (1 - z[j]) * (1 - n[j] * n[j]);
        }
        for (int j = 0; j < size; j++) {
            byReset[j] = byCandidate[j] * ofState[j] * r[j] * (1 - r[j]);
        }
        for (int j = 0; j < size; j++) {
            byUpdate[j] = h[j] * (before[j] - n[j]) * z[j] * (1 - z[j]);
        }
        for (int j = 0; j < size; j++) {
            carry[j] = h[j] * z[j];
        }
    }
}
