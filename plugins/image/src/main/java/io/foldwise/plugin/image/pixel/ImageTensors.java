package io.foldwise.plugin.image.pixel;

import io.foldwise.spi.data.Tensor;

/** Parts of images and masks, {@code [height, width, channels]}, and other sizes of them. */
public final class ImageTensors {

    private ImageTensors() {}

    public static Tensor part(Tensor image, int top, int left, int height, int width) {
        int imageWidth = image.shape()[1];
        int channels = image.shape()[2];
        float[] part = new float[height * width * channels];
        for (int row = 0; row < height; row++) {
            int from = ((top + row) * imageWidth + left) * channels;
            System.arraycopy(image.values(), from, part, row * width * channels, width * channels);
        }
        return new Tensor(part, height, width, channels);
    }

    /** An image in another size, see {@link Resampling}. */
    public static Tensor smooth(Tensor image, int height, int width) {
        int[] shape = image.shape();
        if (shape[0] == height && shape[1] == width) {
            return image;
        }
        return new Tensor(
                Resampling.smooth(image.values(), shape[0], shape[1], shape[2], height, width),
                height,
                width,
                shape[2]);
    }

    /** A mask in another size: a pixel is what the old pixel in its middle was. */
    public static Tensor nearest(Tensor mask, int height, int width) {
        int[] rows = Resampling.nearest(mask.shape()[0], height);
        int[] columns = Resampling.nearest(mask.shape()[1], width);
        int classes = mask.shape()[2];
        float[] resized = new float[height * width * classes];
        for (int pixel = 0; pixel < height * width; pixel++) {
            int from = (rows[pixel / width] * mask.shape()[1] + columns[pixel % width]) * classes;
            System.arraycopy(mask.values(), from, resized, pixel * classes, classes);
        }
        return new Tensor(resized, height, width, classes);
    }
}
