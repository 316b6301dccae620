package io.foldwise.plugin.signal.data;

import io.foldwise.plugin.signal.data.Scale.Sums;
import java.util.List;
import java.util.stream.IntStream;

/** What is made of a signal before a network reads it. */
interface Scaling {

    /** Nothing. */
    Scaling NONE = (signal, recorded, channels, to, from) -> System.arraycopy(signal, 0, to, from, signal.length);

    /** Mean 0 and deviation 1 in every channel, of what was recorded. */
    Scaling RECORD = (signal, recorded, channels, to, from) -> {
        List<Sums> sums = IntStream.range(0, channels)
                .mapToObj(channel -> Sums.of(signal, recorded, channel, channels))
                .toList();
        by(Scale.of(sums)).write(signal, recorded, channels, to, from);
    };

    /** By a scale for each channel; zeros behind what was recorded stay zeros. */
    static Scaling by(List<Scale> scales) {
        return (signal, recorded, channels, to, from) -> {
            for (int channel = 0; channel < channels; channel++) {
                scales.get(channel).write(signal, recorded, channel, channels, to, from);
            }
        };
    }

    /**
     * Writes a signal as the network reads it.
     *
     * @param signal {@code [time, channels]}
     * @param recorded how many of its steps were recorded
     * @param to zeros where it is written
     * @param from where it begins in what is written
     */
    void write(float[] signal, int recorded, int channels, float[] to, int from);
}
