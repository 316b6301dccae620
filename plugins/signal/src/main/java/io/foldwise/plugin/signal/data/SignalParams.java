package io.foldwise.plugin.signal.data;

import io.foldwise.plugin.signal.filter.BandPass;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Optional;

/** What a network is to see of signals, whatever they are read from. */
public record SignalParams(
        @Description(
                value = "Length of signals: of longer ones the beginning is taken, shorter ones are refused or padded;"
                        + " without it, all must be as long as the first",
                unit = "seconds")
        Optional<@DecimalMin(value = "0", inclusive = false) @DecimalMax("86400") Double> seconds,

        @Description("Whether zeros are added to signals that are shorter than seconds") @Default("false")
        boolean pad,

        @Description(
                value =
                        "Steps in a second that signals are brought to; without it, all must have the rate of the first",
                unit = "Hz")
        Optional<@DecimalMin(value = "0", inclusive = false) @DecimalMax("1000000") Double> rate,

        @Description("Frequencies to keep, such as { low = 0.5, high = 40 }; without it, all")
        Optional<@Valid BandPass> bandPass,

        @Description(
                "What is made of the signal's unit: none, global or leads (mean 0 and deviation 1 in a fold's training"
                        + " part, of all values or of every lead), or record (in every lead of every record)")
        @Default("none")
        Normalise normalise,

        @Description(value = "Memory for signals that have been read", unit = "MB") @Default("512") @PositiveOrZero
        int cache) {

    public SignalParams {
        if (pad && seconds.isEmpty()) {
            throw new IllegalArgumentException("pad needs seconds, the length to pad to");
        }
    }
}
