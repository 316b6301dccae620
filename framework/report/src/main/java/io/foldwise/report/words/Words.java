package io.foldwise.report.words;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people read them. */
public final class Words {

    private Words() {}

    /** {@code 0:07}, {@code 12:30}, {@code 1:02:03}. */
    public static String time(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** Four digits that tell something: {@code 0.1712}, {@code 12.35}, {@code 1.2e-05}. */
    public static String number(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value) || Double.isInfinite(value) || size == 0) {
            return value == 0 ? "0" : Double.isNaN(value) ? "n/a" : Double.toString(value);
        }
        if (size < 1e-3 || size >= 1e6) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        int decimals = size < 10 ? 4 : size < 100 ? 2 : size < 1000 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    public static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    /** {@code 812 MiB}, {@code 2.4 GiB}. */
    public static String memory(long bytes) {
        double mebibytes = bytes / (double) (1 << 20);
        if (mebibytes < 1) {
            return String.format(Locale.ROOT, "%.0f KiB", mebibytes * 1024);
        }
        return mebibytes < 1024
                ? String.format(Locale.ROOT, "%.0f MiB", mebibytes)
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
    }

    /** {@code 1 fold}, {@code 5 folds}. */
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
