package io.foldwise.layers.recurrent;

import io.foldwise.layers.cpu.PackedRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The real steps of a batch ordered by step: first the first steps of all sequences, then the second steps, and so on, the
 * longest sequences first. The sequences that still run at a step are the first ones at every earlier step, so one matrix
 * product a step advances exactly them.
 */
final class StepRows {

    /** Enough for fast matrix products; the gates of 128 units take a megabyte, which a processor's second cache holds. */
    private static final int ROWS_OF_A_BLOCK = 512;

    private final PackedRows packed;
    private final int[] samples;
    private final int[] starts;
    private final int[] running;

    StepRows(PackedRows packed) {
        this.packed = packed;
        this.samples = IntStream.range(0, packed.batch())
                .boxed()
                .sorted(Comparator.comparingInt(sample -> -packed.length(sample)))
                .mapToInt(Integer::intValue)
                .toArray();
        int steps = samples.length == 0 ? 0 : packed.length(samples[0]);
        this.starts = new int[steps + 1];
        this.running = new int[steps];
        int alive = samples.length;
        for (int step = 0; step < steps; step++) {
            while (packed.length(samples[alive - 1]) <= step) {
                alive--;
            }
            running[step] = alive;
            starts[step + 1] = starts[step] + alive;
        }
    }

    /** Length of the longest sequence. */
    int steps() {
        return running.length;
    }

    int rows() {
        return starts[running.length];
    }

    /** The first row of a step. */
    int start(int step) {
        return starts[step];
    }

    /** How many sequences have that many steps. */
    int running(int step) {
        return step < running.length ? running[step] : 0;
    }

    /** All steps in their order, block by block. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int first = 0;
                first < steps();
                first = blocks.get(blocks.size() - 1).end()) {
            int end = first + 1;
            while (end < steps() && start(end + 1) - start(first) <= ROWS_OF_A_BLOCK) {
                end++;
            }
            blocks.add(new Block(first, end, start(first), start(end) - start(first)));
        }
        return blocks;
    }

    /**
     * Steps whose values are worked on together, while they are in the processor's cache.
     *
     * @param first step of the block
     * @param end the step after the block
     * @param start its first row
     * @param rows how many rows it has
     */
    record Block(int first, int end, int start, int rows) {}

    /**
     * Where every row lies among the packed rows.
     *
     * @param backward whether every sequence is read from its own end
     */
    int[] places(boolean backward) {
        int[] places = new int[rows()];
        for (int step = 0; step < running.length; step++) {
            for (int i = 0; i < running[step]; i++) {
                int sample = samples[i];
                int own = backward ? packed.length(sample) - 1 - step : step;
                places[starts[step] + i] = packed.start(sample) + own;
            }
        }
        return places;
    }
}
