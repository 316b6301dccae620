package io.foldwise.plugin.volume.prepare;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

/** How a scan becomes what a network reads. */
public record Preprocessing(
        @Description("found: only the lungs and a rim around them are seen; none: scans stay as they are")
        @Default("found")
        LungSearch lungs,

        @Description("what is taken for lungs") @Default("{}")
        LungCriteria lungCriteria,

        @Description(value = "what is drawn black", unit = "Hounsfield units") @Default("-1200")
        double black,

        @Description(value = "what is drawn white", unit = "Hounsfield units") @Default("600")
        double white,

        @Description(value = "how wide the rim is around the convex hull of each lung", unit = "mm")
        @Default("10")
        @PositiveOrZero
        @Max(100)
        int rim,

        @Description("what in the rim is taken for bone and hidden: brightness above this, from 0 to 255")
        @Default("210")
        @Min(0)
        @Max(255)
        int bone,

        @Description(value = "what is kept around the lungs on each side", unit = "mm")
        @Default("5")
        @PositiveOrZero
        @Max(1000)
        int margin) {

    /** Whether lungs are looked for. */
    public enum LungSearch {
        FOUND,
        NONE
    }

    public Preprocessing {
        if (!(black < white && white - black < 1e5)) {
            throw new IllegalArgumentException(
                    "black is " + black + " and white " + white + "; black is to be below white");
        }
    }

    /** From 0 to 255. */
    int brightness(double density) {
        double share = (density - black) / (white - black);
        return (int) (255 * Math.min(1, Math.max(0, share)));
    }
}
