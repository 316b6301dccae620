package io.foldwise.plugin.signal.data;

import io.foldwise.plugin.signal.filter.Resampler;
import io.foldwise.spi.data.InputShape;
import java.util.Arrays;
import java.util.Optional;

/**
 * Brings signals of any length and rate to one shape: filters, resamples, and takes the beginning. Nothing of it is learned.
 *
 * @param shape what all are brought to
 */
public record Conditioning(SignalParams params, InputShape.Signal shape) {

    private static final double MOST_RATIO = 1000;

    /** The shape that the parameters alone tell, if they do. */
    public static Optional<InputShape.Signal> shape(SignalParams params, int channels) {
        return params.rate()
                .flatMap(rate ->
                        params.seconds().map(seconds -> new InputShape.Signal(channels, length(seconds, rate), rate)));
    }

    /** To the shape that the parameters tell, with what they leave open as in the first signal. */
    public static Conditioning of(SignalParams params, int channels, Extent first) {
        double rate = params.rate().orElse(first.rate());
        int length = params.seconds()
                .map(seconds -> length(seconds, rate))
                .orElseGet(() -> Math.toIntExact(Resampler.length(first.steps(), first.rate(), rate)));
        return new Conditioning(params, new InputShape.Signal(channels, length, rate));
    }

    private static int length(double seconds, double rate) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.rint(seconds * rate)));
    }

    /** Why a signal cannot be brought to the shape, if it cannot. */
    public Optional<String> problem(Extent extent) {
        if (extent.rate() != shape.rate() && params.rate().isEmpty()) {
            return Optional.of("has " + number(extent.rate()) + " steps in a second, the first record "
                    + number(shape.rate()) + "; give rate to bring all to one");
        }
        double ratio = extent.rate() / shape.rate();
        if (!(ratio <= MOST_RATIO && ratio >= 1 / MOST_RATIO)) {
            return Optional.of("has " + number(extent.rate()) + " steps in a second, too far from "
                    + number(shape.rate()) + " to be resampled");
        }
        if (params.bandPass().isPresent() && params.bandPass().get().corner() >= extent.rate() / 2) {
            return Optional.of("has " + number(extent.rate()) + " steps in a second, too few for a band-pass at "
                    + number(params.bandPass().get().corner()) + " Hz");
        }
        long length = Resampler.length(extent.steps(), extent.rate(), shape.rate());
        String seconds = number(extent.steps() / extent.rate()) + " seconds long";
        if (params.seconds().isEmpty() && length != shape.length()) {
            return Optional.of("is " + seconds + ", the first record " + number(shape.length() / shape.rate())
                    + "; give seconds to bring all to one length");
        }
        if (length < shape.length() && !params.pad()) {
            String found = "is " + seconds + ", not " + number(params.seconds().orElseThrow());
            return Optional.of(
                    shape.channels() > extent.steps()
                            ? found + ": " + extent.steps() + " steps of " + shape.channels()
                                    + " leads; is it the other way round? If not, give pad = true to add zeros"
                            : found + "; give pad = true to add zeros");
        }
        return Optional.empty();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /**
     * @param signal {@code [time, channels]} of an extent without a {@link #problem}
     * @param rate steps in a second
     */
    public float[] apply(float[] signal, double rate) {
        float[] filtered = params.bandPass()
                .map(band -> band.apply(signal, shape.channels(), rate))
                .orElse(signal);
        float[] brought = new Resampler(rate, shape.rate()).apply(filtered, shape.channels());
        int wanted = shape.numbers().orElseThrow();
        return brought.length == wanted ? brought : Arrays.copyOf(brought, wanted);
    }
}
