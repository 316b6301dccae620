package io.foldwise.plugin.image.crop;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/** Which region, and how it is seen. */
public record RegionParams(
        @Description("The channel that marks the region, above 0.5, counted from 1; without it, the last one")
        Optional<@Positive Integer> channel,

        @Description("What is added on every side, as a share of the region's height and width")
        @Default("0.1")
        @DecimalMin("0")
        @DecimalMax("2")
        double margin,

        @Description(value = "Height and width that the region is brought to; one number for both", unit = "pixels")
        @Size(min = 1, max = 2)
        List<@Min(1) @Max(8192) Integer> size) {}
