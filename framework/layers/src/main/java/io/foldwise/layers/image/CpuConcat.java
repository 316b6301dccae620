package io.foldwise.layers.image;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Puts pixels together on the heap, one row of an image after another. */
final class CpuConcat implements JoinKernel {

    private final HeapScratch part = new HeapScratch();
    private final HeapScratch whole = new HeapScratch();

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        Rows to = new Rows(output);
        List<Rows> from = inputs.stream().map(Rows::new).toList();
        float[] joined = whole.atLeast(to.length());
        for (int row = 0; row < to.count(); row++) {
            int channel = 0;
            for (Rows rows : from) {
                float[] own = part.atLeast(rows.length());
                rows.memory.read(rows.start(row, to), own, 0, to.width * rows.channels);
                copy(own, 0, rows.channels, joined, channel, to.channels, rows.channels, to.width);
                channel += rows.channels;
            }
            to.memory.write(row * to.length(), joined, 0, to.length());
        }
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        Rows from = new Rows(incoming);
        List<Rows> to = gradients.stream().map(Rows::new).toList();
        for (Rows rows : to) {
            if (rows.height != from.height || rows.width != from.width) {
                rows.memory.zero(0, (int) rows.memory.size());
            }
        }
        float[] joined = whole.atLeast(from.length());
        for (int row = 0; row < from.count(); row++) {
            from.memory.read(row * from.length(), joined, 0, from.length());
            int channel = 0;
            for (Rows rows : to) {
                float[] own = part.atLeast(rows.length());
                copy(joined, channel, from.channels, own, 0, rows.channels, rows.channels, from.width);
                rows.memory.write(rows.start(row, from), own, 0, from.width * rows.channels);
                channel += rows.channels;
            }
        }
    }

    private static void copy(
            float[] from, int first, int step, float[] to, int place, int stride, int channels, int pixels) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            System.arraycopy(from, first + pixel * step, to, place + pixel * stride, channels);
        }
    }

    /** The rows of all images of a batch. */
    private static final class Rows {

        private final FloatMemory memory;
        private final int batch;
        private final int height;
        private final int width;
        private final int channels;

        Rows(INDArray images) {
            memory = FloatMemory.of(images);
            batch = (int) images.size(0);
            height = (int) images.size(1);
            width = (int) images.size(2);
            channels = (int) images.size(3);
        }

        int count() {
            return batch * height;
        }

        int length() {
            return width * channels;
        }

        /** Where the row begins that goes with a row of images that are no higher. */
        int start(int row, Rows cut) {
            return (row / cut.height * height + row % cut.height) * length();
        }
    }
}
