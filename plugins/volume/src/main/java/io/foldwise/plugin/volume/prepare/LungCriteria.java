package io.foldwise.plugin.volume.prepare;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/** What of a scan is taken for lungs. The defaults are those of Liao et al. 2019. */
public record LungCriteria(
        @Description(value = "density below which a smoothed voxel may be lung", unit = "Hounsfield units")
        @Default("-600")
        double threshold,

        @Description(value = "regions of a slice up to this area are left out", unit = "mm²")
        @Default("30")
        @PositiveOrZero
        double region,

        @Description("regions of a slice of this eccentricity and above are left out: 0 is a circle, 1 a line")
        @Default("0.99")
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1")
        double eccentricity,

        @Description(value = "the least volume of a connected part", unit = "litres") @Default("0.68") @PositiveOrZero
        double smallest,

        @Description(value = "the greatest volume of a connected part", unit = "litres") @Default("8.2") @Positive
        double largest,

        @Description(
                value = "a part's distance from the middle is measured in slices where its area is above this",
                unit = "mm²")
        @Default("6000")
        @PositiveOrZero
        double area,

        @Description(value = "parts whose mean distance from the middle is below this are lungs", unit = "mm")
        @Default("62")
        @Positive
        double distance,

        @Description(value = "the threshold where nothing is found otherwise", unit = "Hounsfield units")
        @Default("-150")
        double secondThreshold,

        @Description(value = "the distance where nothing is found otherwise", unit = "mm") @Default("92") @Positive
        double secondDistance) {

    private static final double CUBIC_MILLIMETRES = 1e6; // of a litre

    public LungCriteria {
        if (!(smallest < largest)) {
            throw new IllegalArgumentException(
                    "smallest is " + smallest + " and largest " + largest + " litres; smallest is to be below largest");
        }
    }

    /** Whether a part of so many voxels of 1 mm is as large as lungs are. */
    boolean allows(long voxels) {
        return voxels >= voxels(smallest) && voxels <= voxels(largest);
    }

    private static long voxels(double litres) {
        return Math.round(litres * CUBIC_MILLIMETRES);
    }
}
