package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.pixel.Samples;

/** Images of an array. */
record ArrayImages(ImageStack stack, ImageSize size, int channels) implements Images {

    @Override
    public Samples get(int row) {
        return stack.image(row)
                .withChannels(channels)
                .resized(size.height(), size.width())
                .samples();
    }
}
