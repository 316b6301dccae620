package io.foldwise.plugin.signal.exhibit;

import com.google.inject.Inject;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.prediction.Exhibit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Shows the channels of a signal one below the other, by the same measure, time going to the right. */
@Description("Signals, one channel below the other")
public final class SignalExhibit implements Exhibit {

    private static final int WIDTH = 600;
    private static final int HEIGHT = 36;
    private static final int MOST_CHANNELS = 16;
    private static final int PAPER = 0xFFFFFF;
    private static final int SECOND = 0xF2C9C9;
    private static final int INK = 0x1B1F24;

    /** Nothing to choose. */
    public record Params() {}

    private final InputShape.Signal input;

    /** @param input which makes the data one of signals */
    @Inject
    public SignalExhibit(InputShape.Signal input) {
        this.input = input;
    }

    @Override
    public Shown show(Dataset data, Sample sample) {
        float[] values = sample.example().input().values(); // [time, channels]
        int time = sample.example().input().shape()[0];
        int channels = sample.example().input().shape()[1];
        int shown = Math.min(MOST_CHANNELS, channels);
        int[] pixels = new int[WIDTH * HEIGHT * shown];
        Arrays.fill(pixels, PAPER);
        seconds(pixels, time, shown);
        float range = range(sample.plain().input().values());
        for (int channel = 0; channel < shown; channel++) {
            draw(pixels, values, channel, channels, time, range);
        }
        String caption = String.format(
                Locale.ROOT,
                "%d of %d channels in their order, %.1f seconds, a line for each second",
                shown,
                channels,
                time / input.rate());
        return new Shown(List.of(new Picture(caption, WIDTH, HEIGHT * shown, pixels)), List.of());
    }

    private void seconds(int[] pixels, int time, int channels) {
        double seconds = time / input.rate();
        for (int second = 1; second < seconds && seconds < WIDTH / 4.0; second++) {
            int x = (int) (second / seconds * WIDTH);
            for (int y = 0; y < HEIGHT * channels; y++) {
                pixels[y * WIDTH + x] = SECOND;
            }
        }
    }

    /** What half a channel's height stands for: few numbers are larger, so that an artefact does not flatten all else. */
    private static float range(float[] values) {
        float[] sizes = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            sizes[i] = Math.abs(values[i]);
        }
        Arrays.sort(sizes);
        float size = sizes[(int) (0.995 * (sizes.length - 1))];
        return size > 0 ? size : 1;
    }

    /** From the lowest to the highest number of each column of pixels, so that no peak is lost. */
    private static void draw(int[] pixels, float[] values, int channel, int channels, int time, float range) {
        int before = -1;
        for (int x = 0; x < WIDTH; x++) {
            int from = (int) ((long) x * time / WIDTH);
            int to = Math.max(from + 1, (int) ((long) (x + 1) * time / WIDTH));
            int top = HEIGHT - 1;
            int bottom = 0;
            for (int step = from; step < to; step++) {
                int y = place(values[step * channels + channel], range);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
                before = before < 0 ? y : before;
            }
            int last = place(values[(to - 1) * channels + channel], range);
            for (int y = Math.min(top, before); y <= Math.max(bottom, before); y++) {
                pixels[(channel * HEIGHT + y) * WIDTH + x] = INK;
            }
            before = last;
        }
    }

    private static int place(float value, float range) {
        int y = Math.round(HEIGHT / 2f - value / range * (HEIGHT / 2f - 1));
        return Math.max(0, Math.min(HEIGHT - 1, y));
    }
}
