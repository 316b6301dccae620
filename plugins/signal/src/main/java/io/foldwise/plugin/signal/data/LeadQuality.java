package io.foldwise.plugin.signal.data;

/**
 * How many leads of a signal can hardly be trusted.
 *
 * @param flat leads of one value throughout
 * @param clipped leads that stay at their largest or their smallest value, one step after the other, for more than 2 % of the time
 */
public record LeadQuality(int flat, int clipped) {

    private static final double CLIPPED_SHARE = 0.02;

    /** @param signal {@code [time, channels]} */
    static LeadQuality of(float[] signal, int channels) {
        int flat = 0;
        int clipped = 0;
        for (int channel = 0; channel < channels; channel++) {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (int i = channel; i < signal.length; i += channels) {
                least = Math.min(least, signal[i]);
                most = Math.max(most, signal[i]);
            }
            if (least == most) {
                flat++;
            } else if (stays(signal, channel, channels, least) || stays(signal, channel, channels, most)) {
                clipped++;
            }
        }
        return new LeadQuality(flat, clipped);
    }

    private static boolean stays(float[] signal, int channel, int channels, float level) {
        int steps = 0;
        for (int i = channel + channels; i < signal.length; i += channels) {
            steps += signal[i] == level && signal[i - channels] == level ? 1 : 0;
        }
        return steps > CLIPPED_SHARE * signal.length / channels;
    }
}
