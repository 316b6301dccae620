package io.foldwise.plugin.volume.synthetic;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.SplittableRandom;

/** What is in drawn lungs. */
public record Findings(
        @Description("nodules of a patient, on average; how many there are follows a Poisson distribution")
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
        double contrast,

        @Description("trees of vessels in each lung; across a slice they look as nodules do")
        @Default("5")
        @PositiveOrZero
        @Max(100)
        int vessels) {

    private static final double PUBLISHED_SMALLEST = 3.25;
    private static final double PUBLISHED_LARGEST = 32.27;

    public Findings {
        if (smallest > largest - 1 || smallest > PUBLISHED_LARGEST - 1 || largest < PUBLISHED_SMALLEST + 1) {
            throw new IllegalArgumentException("smallest is " + smallest + " and largest " + largest
                    + "; diameters are drawn from " + PUBLISHED_SMALLEST + " to " + PUBLISHED_LARGEST
                    + " mm, and a millimetre has to lie between both");
        }
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
}
