package io.foldwise.plugin.standard.optimizer;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;

/** What Adam and its nearest relatives are told: how fast to learn, and how long to remember gradients. */
public record AdamMoments(
        @Description("Learning rate before any schedule") @Default("1e-3") @Positive
        double lr,

        @Description("Decay of the mean of gradients")
        @Default("0.9")
        @DecimalMin("0")
        @DecimalMax(value = "1", inclusive = false)
        double beta1,

        @Description("Decay of the mean of squared gradients")
        @Default("0.999")
        @DecimalMin("0")
        @DecimalMax(value = "1", inclusive = false)
        double beta2,

        @Description("Added to the denominator") @Default("1e-8") @Positive
        double epsilon) {}
