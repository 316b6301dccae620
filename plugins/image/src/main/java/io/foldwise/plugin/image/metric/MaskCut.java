package io.foldwise.plugin.image.metric;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** How masks are made of probabilities, and what empty ones are worth. */
public record MaskCut(
        @Description("A pixel is predicted where its probability is larger")
        @Default("0.5")
        @DecimalMin("0")
        @DecimalMax("1")
        double threshold,

        @Description(
                "Empty masks: kaggle (both empty 1, one empty 0), skip-empty-both (both empty: left out, as in nnU-Net),"
                        + " skip-empty-truth (true mask empty: left out, as in MONAI)")
        @Default("kaggle")
        EmptyMasks empty) {}
