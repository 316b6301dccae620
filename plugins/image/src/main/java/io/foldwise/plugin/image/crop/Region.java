package io.foldwise.plugin.image.crop;

import io.foldwise.plugin.image.data.ImageSize;
import io.foldwise.plugin.image.pixel.ImageTensors;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;

/** The region of an image that one of its channels marks. */
final class Region {

    private final int channel;
    private final double margin;
    private final ImageSize size;

    /** @throws IncompatibleException if images have no such channel */
    Region(RegionParams params, InputShape.Image image) {
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
