package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Adds the same rows to every sequence, by ND4J. */
final class PortablePositions implements Kernel {

    private final Positions positions;

    PortablePositions(Positions positions) {
        this.positions = positions;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray mask = context.lengths().mask(output.dataType());
        output.assign(context.input().mul(mask).addi(rows(context)).muli(mask));
    }

    /** {@code [1, time, width]}, zero behind the end of the longest sequence. */
    private INDArray rows(LayerContext context) {
        int width = (int) positions.getNIn();
        int longest = positions.longest(context.lengths());
        DataType type = context.input().dataType();
        INDArray rows = Nd4j.zeros(type, 1, context.time(), width);
        if (longest > 0) {
            INDArray used = positions.learned()
                    ? context.parameter(Positions.TABLE).get(NDArrayIndex.interval(0, longest), NDArrayIndex.all())
                    : Nd4j.createFromArray(Positions.waves(longest, width)).castTo(type);
            INDArray first = rows.get(NDArrayIndex.point(0), NDArrayIndex.interval(0, longest), NDArrayIndex.all());
            first.assign(used.dup('c').reshape(longest, width));
        }
        return rows;
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray incoming =
                gradients.output().mul(context.lengths().mask(gradients.output().dataType()));
        int longest = positions.longest(context.lengths());
        if (positions.learned()) {
            INDArray table = gradients.parameter(Positions.TABLE).assign(0);
            if (longest > 0) {
                INDArray sum = incoming.sum(0).get(NDArrayIndex.interval(0, longest), NDArrayIndex.all());
                table.get(NDArrayIndex.interval(0, longest), NDArrayIndex.all()).assign(sum);
            }
        }
        gradients.input().assign(incoming);
    }
}
