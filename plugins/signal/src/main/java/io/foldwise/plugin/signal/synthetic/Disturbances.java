package io.foldwise.plugin.signal.synthetic;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.toolkit.random.NormalNumbers;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.SplittableRandom;

/** What electrodes pick up besides the heart. */
public record Disturbances(
        @Description(value = "Standard deviation of the noise of an electrode, of a middling record", unit = "mV")
        @Default("0.03")
        @PositiveOrZero
        double noise,

        @Description(value = "Largest amplitude of the baseline's wander", unit = "mV") @Default("0.12") @PositiveOrZero
        double wander,

        @Description(value = "Largest amplitude of the mains' hum of 50 Hz", unit = "mV")
        @Default("0.02")
        @PositiveOrZero
        double hum) {

    private static final double MAINS = 50;

    /** Adds to voltages {@code [time, electrodes]}. */
    void add(double[] voltages, double rate, SplittableRandom random) {
        double deviation = noise * random.nextDouble(0.5, 1.8);
        double humming = hum * random.nextDouble();
        for (int electrode = 0; electrode < Electrodes.COUNT; electrode++) {
            double slow = random.nextDouble(0.08, 0.2);
            double fast = random.nextDouble(0.2, 0.45);
            double slowness = wander * random.nextDouble();
            double fastness = wander / 2 * random.nextDouble();
            double[] phases = random.doubles(3, 0, 2 * Math.PI).toArray();
            double mains = humming * random.nextDouble();
            for (int i = electrode, step = 0; i < voltages.length; i += Electrodes.COUNT, step++) {
                double time = 2 * Math.PI * step / rate;
                voltages[i] += deviation * NormalNumbers.next(random)
                        + slowness * Math.sin(slow * time + phases[0])
                        + fastness * Math.sin(fast * time + phases[1])
                        + mains * Math.sin(MAINS * time + phases[2]);
            }
        }
    }
}
