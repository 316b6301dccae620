package io.foldwise.layers.recurrent;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.MemoryScratch;

/** What one direction reads from the packed rows that it shares with the layer, and writes to them. */
final class LayerRows {

    private final int channels;
    private final int hidden;
    private final int outputs;
    private final int firstOutput;
    private final MemoryScratch inputMemory = new MemoryScratch();
    private final HeapScratch inputGradients = new HeapScratch();

    /**
     * @param outputs number of output channels of all directions together
     * @param firstOutput the first one of this direction
     */
    LayerRows(int channels, int hidden, int outputs, int firstOutput) {
        this.channels = channels;
        this.hidden = hidden;
        this.outputs = outputs;
        this.firstOutput = firstOutput;
    }

    /**
     * Writes the states of a step to the layer's outputs.
     *
     * @param places where rows of steps lie among the packed rows
     * @param start the step's first row
     */
    void writeStates(float[] state, int[] places, int start, int running, float[] output) {
        for (int row = 0; row < running; row++) {
            System.arraycopy(state, row * hidden, output, output(places[start + row]), hidden);
        }
    }

    /** Reads the derivatives by the outputs of a step. */
    void readGradients(float[] incoming, int[] places, int start, int running, float[] byOutput) {
        for (int row = 0; row < running; row++) {
            System.arraycopy(incoming, output(places[start + row]), byOutput, row * hidden, hidden);
        }
    }

    private int output(int place) {
        return place * outputs + firstOutput;
    }

    /** Adds what the derivatives by the gates of a block are to the layer's inputs, by their weights {@code [channels, gates]}. */
    void addInputGradients(StepRows.Block block, Matrix gateGradient, Matrix weights, int[] places, float[] outgoing) {
        int size = block.rows() * channels;
        FloatMemory memory = inputMemory.atLeast(size);
        Gemm.multiply(gateGradient, weights.transpose(), Matrix.of(memory, block.rows(), channels));
        float[] gradients = inputGradients.atLeast(size);
        memory.read(0, gradients, 0, size);
        for (int row = 0; row < block.rows(); row++) {
            Loops.add(gradients, row * channels, outgoing, places[block.start() + row] * channels, channels);
        }
    }
}
