package io.foldwise.plugin.image.crop;

import io.foldwise.plugin.image.data.ImageSize;
import io.foldwise.plugin.image.pixel.ImageTensors;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/** The region of an image that one of its channels marks. */
final class Region {

    private final int channel;
    private final double margin;
    private final ImageSize size;

    /** Which region, and how it is seen. */
    public record Params(
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

    /** @throws IncompatibleException if images have no such channel */
    Region(Params params, InputShape.Image image) {
        this.channel = params.channel().orElse(image.channels()) - 1;
        this.margin = params.margin();
        this.size = ImageSize.of(params.size());
        if (channel >= image.channels()) {
            throw new IncompatibleException("looks at channel " + (channel + 1) + ", but is given " + image);
        }
    }

    ImageSize size() {
        return size;
    }

    Box box(Tensor image) {
        return Box.around(image, channel, margin, size);
    }

    /** The part of an image, interpolated. */
    Tensor image(Tensor image, Box box) {
        return ImageTensors.smooth(part(image, box), size.height(), size.width());
    }

    /** The part of a mask, by its nearest pixels. */
    Tensor mask(Tensor mask, Box box) {
        return ImageTensors.nearest(part(mask, box), size.height(), size.width());
    }

    private static Tensor part(Tensor image, Box box) {
        return ImageTensors.part(image, box.top(), box.left(), box.height(), box.width());
    }
}
