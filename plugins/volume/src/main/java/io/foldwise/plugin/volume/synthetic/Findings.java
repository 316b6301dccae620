package io.foldwise.plugin.volume.synthetic;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.toolkit.random.Draw;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.SplittableRandom;

/** What is drawn into lungs. */
public record Findings(
        @Description("nodules of a patient on average, in numbers of a Poisson distribution")
        @Default("2")
        @PositiveOrZero
        @DecimalMax("50")
        double nodules,

        @Description(value = "diameter of the smallest nodules", unit = "mm") @Default("4") @DecimalMin("2")
        double smallest,

        @Description(
                value = "diameter of the largest nodules; most are small, as those that LUNA16 publishes",
                unit = "mm")
        @Default("30")
        @DecimalMin("4")
        double largest,

        @Description(
                "how dense nodules are, from 0, as the lung, to 1, as vessels; each differs from it by up to a fifth")
        @Default("0.9")
        @DecimalMin("0.05")
        @DecimalMax("1.5")
        double contrast) {

    private static final double PUBLISHED_SMALLEST = 3.25;
    private static final double PUBLISHED_LARGEST = 32.27;

    public Findings {
        if (smallest > largest - 1 || smallest > PUBLISHED_LARGEST - 1 || largest < PUBLISHED_SMALLEST + 1) {
            throw new IllegalArgumentException("smallest is " + smallest + " and largest " + largest
                    + "; diameters are drawn from " + PUBLISHED_SMALLEST + " to " + PUBLISHED_LARGEST
                    + " mm, and a millimetre has to lie between both");
        }
    }

    /** The same in other numbers. */
    Findings with(double otherNodules) {
        return new Findings(otherNodules, smallest, largest, contrast);
    }

    /** How many there are (Knuth 1969, section 3.4.1). */
    int number(SplittableRandom random) {
        double limit = StrictMath.exp(-nodules);
        int number = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            number++;
        }
        return number;
    }

    /** A nodule's diameter, no more than there is room for. */
    double diameter(double room, SplittableRandom random) {
        return Diameters.any(smallest, Math.min(largest, Math.max(room, smallest + 1)), random);
    }

    /** How dense a nodule is: 0 as the lung, 1 as vessels. */
    double density(SplittableRandom random) {
        return contrast * Draw.between(0.8, 1.2, random);
    }
}
