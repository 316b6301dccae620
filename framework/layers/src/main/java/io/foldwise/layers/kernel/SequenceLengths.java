package io.foldwise.layers.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How many steps of every sequence in a batch are real; the rest, at the right end, is padding. */
public final class SequenceLengths {

    private final int[] lengths;
    private final int time;
    private final int total;

    private SequenceLengths(int[] lengths, int time) {
        this.lengths = lengths;
        this.time = time;
        this.total = Math.toIntExact(IntStream.of(lengths).asLongStream().sum());
    }

    /** Sequences without padding. */
    public static SequenceLengths full(int batch, int time) {
        int[] lengths = new int[batch];
        Arrays.fill(lengths, time);
        return new SequenceLengths(lengths, time);
    }

    /** Sequences of known lengths, none longer than {@code time}. */
    public static SequenceLengths of(int[] lengths, int time) {
        return new SequenceLengths(lengths.clone(), time);
    }

    /**
     * Reads the lengths off a mask.
     *
     * @param mask {@code [batch, time]}, 1 for a real step and 0 for padding, which must lie at the right end
     */
    public static SequenceLengths of(INDArray mask) {
        if (mask.rank() != 2) {
            throw new IllegalArgumentException(
                    "a mask must have the shape [batch, time], not " + Arrays.toString(mask.shape()));
        }
        int batch = (int) mask.size(0);
        int time = (int) mask.size(1);
        INDArray typed = mask.castTo(DataType.FLOAT);
        float[] flags = (RowMajor.holds(typed) && !typed.isView() ? typed : typed.dup('c'))
                .data()
                .asFloat();
        int[] lengths = new int[batch];
        for (int sample = 0; sample < batch; sample++) {
            lengths[sample] = length(flags, sample * time, time, sample);
        }
        return new SequenceLengths(lengths, time);
    }

    private static int length(float[] flags, int from, int time, int sample) {
        int length = 0;
        while (length < time && flags[from + length] != 0) {
            length++;
        }
        for (int step = length; step < time; step++) {
            if (flags[from + step] != 0) {
                throw new IllegalArgumentException("the mask of sample " + sample + " has a gap before step " + step
                        + ": padding must lie at the right end of a sequence");
            }
        }
        return length;
    }

    /** The lengths where so many steps become one, the last one of a sequence perhaps of fewer. */
    public SequenceLengths thinned(int steps) {
        int[] fewer = IntStream.of(lengths)
                .map(length -> (length + steps - 1) / steps)
                .toArray();
        return new SequenceLengths(fewer, (time + steps - 1) / steps);
    }

    public int batch() {
        return lengths.length;
    }

    /** Length of the time axis, padding included. */
    public int time() {
        return time;
    }

    public int of(int sample) {
        return lengths[sample];
    }

    /** Number of real steps in the whole batch. */
    public int total() {
        return total;
    }

    /** Whether there is no padding at all. */
    public boolean full() {
        return total == lengths.length * time;
    }

    /** The mask again, {@code [batch, time, 1]}, in a data type that it can be multiplied with. */
    public INDArray mask(DataType type) {
        double[] flags = new double[lengths.length * time];
        for (int sample = 0; sample < lengths.length; sample++) {
            Arrays.fill(flags, sample * time, sample * time + lengths[sample], 1);
        }
        return Nd4j.createFromArray(flags).castTo(type).reshape(lengths.length, time, 1);
    }

    /** The lengths as a column {@code [batch, 1]}. */
    public INDArray column(DataType type) {
        return Nd4j.createFromArray(lengths).castTo(type).reshape(lengths.length, 1);
    }
}
