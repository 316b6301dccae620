package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows of images that a row of windows reaches, on the heap one after another, with a frame on the left and on the right,
 * so that windows can be worked on without a look at the image's edges.
 */
final class WindowRows {

    private final Window window;
    private final FloatMemory images;
    private final int height;
    private final int width;
    private final int channels;
    private final int length;
    private final float[] rows;
    private final float frame;

    /** @param frame what stands in the frame */
    WindowRows(Window window, INDArray images, float frame) {
        this.window = window;
        this.images = FloatMemory.of(images);
        this.frame = frame;
        height = (int) images.size(1);
        width = (int) images.size(2);
        channels = (int) images.size(3);
        length = (window.padding() + width + window.behind(width)) * channels;
        rows = new float[window.size() * length];
        Arrays.fill(rows, frame);
    }

    /** All rows, of {@link #length} elements. */
    float[] array() {
        return rows;
    }

    int length() {
        return length;
    }

    /** Where the window at a column begins in its first row. */
    int start(int column) {
        return column * window.stride() * channels;
    }

    /** From the begin of a window to an element of it. */
    int offset(int row, int column) {
        return row * length + column * channels;
    }

    /** Copies an element of all windows of the row one after another, with its channels. */
    void gather(int row, int column, float[] to) {
        int from = offset(row, column);
        int step = window.stride() * channels;
        for (int place = 0; place < to.length; place += channels, from += step) {
            System.arraycopy(rows, from, to, place, channels);
        }
    }

    /** Reads the rows for a row of windows; those above and below the image become frame. */
    void read(int image, int windows) {
        for (int i = 0; i < window.size(); i++) {
            int row = windows * window.stride() - window.padding() + i;
            if (row < 0 || row >= height) {
                Arrays.fill(rows, i * length, (i + 1) * length, frame);
            } else {
                images.read((image * height + row) * width * channels, rows, place(i), width * channels);
            }
        }
    }

    /** Writes the rows back. */
    void write(int image, int windows) {
        for (int i = 0; i < window.size(); i++) {
            int row = windows * window.stride() - window.padding() + i;
            if (row >= 0 && row < height) {
                images.write((image * height + row) * width * channels, rows, place(i), width * channels);
            }
        }
    }

    void zero() {
        images.zero(0, (int) images.size());
    }

    private int place(int row) {
        return row * length + window.padding() * channels;
    }
}
