package io.foldwise.layers.embedding;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Gathers rows forward and scatters them backward, by ND4J. */
final class PortableEmbedding implements Kernel {

    private final int vocabulary;
    private final int width;
    private final WordDropout words;

    PortableEmbedding(int vocabulary, int width, WordDropout words) {
        this.words = words;
        this.vocabulary = vocabulary;
        this.width = width;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray table = context.parameter(Embedding.TABLE);
        INDArray rows = Nd4j.pullRows(table.mulColumnVector(factors(context)), 1, ids(context));
        INDArray sequences = rows.reshape(context.batch(), context.time(), width);
        output.assign(sequences.mul(context.lengths().mask(output.dataType())));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        INDArray incoming = gradients.output();
        INDArray real = incoming.mul(context.lengths().mask(incoming.dataType()));
        INDArray rows = real.reshape((long) context.batch() * context.time(), width);
        INDArray table = gradients.parameter(Embedding.TABLE).assign(0);
        Nd4j.exec(DynamicCustomOp.builder("scatter_add")
                .addInputs(table, Nd4j.createFromArray(ids(context)), rows)
                .addOutputs(table)
                .build());
        table.muliColumnVector(factors(context));
        gradients.input().assign(0);
    }

    private INDArray factors(LayerContext context) {
        return Nd4j.createFromArray(words.factors(context))
                .castTo(context.input().dataType())
                .reshape(vocabulary, 1);
    }

    private int[] ids(LayerContext context) {
        float[] values = context.input()
                .castTo(DataType.FLOAT)
                .reshape((long) context.batch() * context.time())
                .toFloatVector();
        return TokenIds.of(values, context.lengths(), vocabulary);
    }
}
