package io.foldwise.layers.recurrent;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.MemoryScratch;

/**
 * Memory for matrix products that make or take the gates of a block of steps: a row for every running sequence of every step, gate
 * after gate. On the heap every gate has an array of its own.
 */
final class GateMemory {

    private final int gates;
    private final int hidden;
    private final MemoryScratch scratch = new MemoryScratch();

    /** @param hidden units of every gate */
    GateMemory(int gates, int hidden) {
        this.gates = gates;
        this.hidden = hidden;
    }

    /** Room for a block, with undefined values. */
    Matrix of(StepRows.Block block) {
        int width = gates * hidden;
        return Matrix.of(scratch.atLeast(block.rows() * width), block.rows(), width);
    }

    /** Copies so many rows, the first one of which is that one of the block, to an array for every gate. */
    void read(int first, int rows, float[][] values) {
        FloatMemory memory = scratch.memory();
        for (int row = 0; row < rows; row++) {
            for (int gate = 0; gate < gates; gate++) {
                memory.read(((first + row) * gates + gate) * hidden, values[gate], row * hidden, hidden);
            }
        }
    }

    /** The way back. */
    void write(int first, int rows, float[][] values) {
        FloatMemory memory = scratch.memory();
        for (int row = 0; row < rows; row++) {
            for (int gate = 0; gate < gates; gate++) {
                memory.write(((first + row) * gates + gate) * hidden, values[gate], row * hidden, hidden);
            }
        }
    }
}
