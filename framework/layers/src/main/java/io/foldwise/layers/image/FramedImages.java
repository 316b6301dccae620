package io.foldwise.layers.image;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Images with the frame that windows reach, by ND4J and the elements of all windows at one place. */
final class FramedImages {

    private final Window vertical;
    private final Window horizontal;
    private final long rows;
    private final long columns;
    private final INDArray framed;
    private final INDArrayIndex[] inner;

    /** @param frame what stands in the frame */
    FramedImages(INDArray images, Window window, double frame) {
        this(images, window, window, frame);
    }

    FramedImages(INDArray images, Window vertical, Window horizontal, double frame) {
        this.vertical = vertical;
        this.horizontal = horizontal;
        long height = images.size(1);
        long width = images.size(2);
        rows = vertical.output(height);
        columns = horizontal.output(width);
        int above = vertical.before(height);
        int left = horizontal.before(width);
        framed = Nd4j.valueArrayOf(
                new long[] {
                    images.size(0),
                    above + height + vertical.behind(height),
                    left + width + horizontal.behind(width),
                    images.size(3)
                },
                frame,
                images.dataType());
        inner = new INDArrayIndex[] {
            NDArrayIndex.all(),
            NDArrayIndex.interval(above, above + height),
            NDArrayIndex.interval(left, left + width),
            NDArrayIndex.all()
        };
        framed.get(inner).assign(images);
    }

    /** The images without their frame. */
    INDArray images() {
        return framed.get(inner);
    }

    /** The element at this row and column of all windows, {@code [batch, rows, columns, channels]}. */
    INDArray element(int row, int column) {
        return framed.get(
                NDArrayIndex.all(),
                places(row, rows, vertical),
                places(column, columns, horizontal),
                NDArrayIndex.all());
    }

    private static INDArrayIndex places(int first, long count, Window window) {
        if (count == 1) { // ND4J would make room for a whole stride
            return NDArrayIndex.interval(first, first + 1);
        }
        return NDArrayIndex.interval(first, window.stride(), first + (count - 1) * window.stride() + 1);
    }
}
