package io.foldwise.plugin.volume.metric;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import io.foldwise.toolkit.random.Draw;
import jakarta.inject.Inject;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The competition performance metric of the challenge LUNA16: the mean sensitivity at 1/8, 1/4, 1/2, 1, 2, 4 and 8 false positives in a
 * scan. {@link Marks} says what hits a nodule; of the marks on a scan, the 100 most probable ones count; false positives are divided by all scans, those without a nodule among
 * them. Between thresholds sensitivity is interpolated linearly.
 *
 * <p>Details are the seven sensitivities; an interval of 95 % from bootstrap samples of scans; and, of all marks together, the sensitivity
 * and the false positives in a scan: where a post-processing leaves out what is below a threshold, that is the operating point.
 *
 * @see <a href="https://doi.org/10.1016/j.media.2017.06.015">Setio et al. 2017</a>
 */
@Description("FROC as LUNA16 scores it: the mean sensitivity at 1/8 to 8 false positives in a scan; larger is better")
public final class Froc implements Metric {

    private static final double[] RATES = {0.125, 0.25, 0.5, 1, 2, 4, 8};
    private static final List<String> NAMES = List.of("1/8", "1/4", "1/2", "1", "2", "4", "8");
    private static final String LOW = "from";
    private static final String HIGH = "to";
    private static final double TAIL = 0.025;
    private static final long SEED = 20_160_101;

    private final int bootstrap;

    /** The interval. */
    public record Params(
            @Description("Samples of scans that the interval is taken from; 0 for no interval")
            @Default("1000")
            @PositiveOrZero
            int bootstrap) {}

    @Inject
    public Froc(Params params, Nodules nodules) {
        this.bootstrap = params.bootstrap();
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    /** Marks of all scans are ranked together. */
    @Override
    public boolean distortedByPooling() {
        return true;
    }

    @Override
    public Tally tally(Head head) {
        return new Scans();
    }

    private final class Scans implements Tally {

        private final List<Marks> scans = new ArrayList<>();

        @Override
        public void add(Tensor target, Tensor prediction) {
            scans.add(Marks.of(Box.of(target), Box.of(prediction)));
        }

        @Override
        public double value() {
            return mean(sensitivities());
        }

        private double[] sensitivities() {
            return new FrocCurve(scans).sensitivities(RATES, once());
        }

        private int[] once() {
            int[] once = new int[scans.size()];
            Arrays.fill(once, 1);
            return once;
        }

        @Override
        public List<String> shown() {
            return bootstrap == 0 ? List.of() : List.of(LOW, HIGH);
        }

        @Override
        public Map<String, Double> details() {
            Map<String, Double> details = new LinkedHashMap<>();
            double[] sensitivities = sensitivities();
            for (int rate = 0; rate < RATES.length; rate++) {
                details.put("sensitivity at " + NAMES.get(rate), sensitivities[rate]);
            }
            if (bootstrap > 0) {
                double[] means = bootstrapped();
                details.put(LOW, quantile(means, TAIL));
                details.put(HIGH, quantile(means, 1 - TAIL));
            }
            details.put("sensitivity of all marks", Marks.share(scans));
            details.put("false positives of all marks", Marks.wrongPerScan(scans));
            return details;
        }

        /** The value of samples of scans, drawn with replacement, ascending; without those that have no nodule. */
        private double[] bootstrapped() {
            FrocCurve curve = new FrocCurve(scans);
            SplittableRandom random = new SplittableRandom(SEED);
            double[] means = new double[bootstrap];
            for (int sample = 0; sample < bootstrap; sample++) {
                int[] times = new int[scans.size()];
                for (int draw = 0; draw < times.length; draw++) {
                    times[Draw.below(times.length, random)]++;
                }
                means[sample] = mean(curve.sensitivities(RATES, times));
            }
            return Arrays.stream(means)
                    .filter(mean -> !Double.isNaN(mean))
                    .sorted()
                    .toArray();
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** Of ascending numbers, interpolated linearly. */
    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
