package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.dicom.DicomWindow;
import io.foldwise.plugin.image.dicom.DicomWindow.Range;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/** What a network is to see of images, whatever they are read from. */
public record ImageParams(
        @Description(value = "Height and width that images are brought to; one number for both", unit = "pixels")
        @Size(min = 1, max = 2)
        List<@Min(1) @Max(8192) Integer> size,

        @Description("Channels: 1 for grey, 3 for red, green and blue") @Default("1") @Min(1) @Max(3)
        int channels,

        @Description(
                "What is made of brightness from 0 to 1: unit, which is that, standard, which has mean 0 and deviation"
                        + " 1 in every image, or imagenet, as published weights expect")
        @Default("standard")
        Normalisation normalise,

        @Description(
                "Values of DICOM images that become black and white, such as [-1000, 400]; without it, the least and the"
                        + " largest that a file could hold")
        Optional<List<Double>> window,

        @Description("Whether the window that a DICOM image names itself is taken, where it has one") @Default("false")
        boolean ownWindow,

        @Description(
                "Images belong to one group whose difference hashes differ in no larger share of their bits, such as 0.06:"
                        + " copies in another size, brightness or compression")
        Optional<@DecimalMin("0") @DecimalMax("0.25") Double> nearCopies,

        @Description(value = "Memory for decoded images", unit = "MB") @Default("512") @PositiveOrZero
        int cache) {

    public ImageParams {
        if (window.isPresent()
                && (window.get().size() != 2
                        || window.get().get(0) >= window.get().get(1))) {
            throw new IllegalArgumentException("window must be two numbers, the smaller one first");
        }
        if (channels == 2) {
            throw new IllegalArgumentException("channels must be 1 or 3");
        }
    }

    DicomWindow dicomWindow() {
        return new DicomWindow(window.map(range -> new Range(range.get(0), range.get(1))), ownWindow);
    }
}
