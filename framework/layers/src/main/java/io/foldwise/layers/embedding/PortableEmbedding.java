package io.foldwise.layers.embedding;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
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
    public void forward(Pass pass, INDArray output) {
        INDArray table = pass.parameter(Embedding.TABLE);
        INDArray rows = Nd4j.pullRows(table.mulColumnVector(factors(pass)), 1, ids(pass));
        INDArray sequences = rows.reshape(pass.batch(), pass.time(), width);
        output.assign(sequences.mul(pass.lengths().mask(output.dataType())));
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        INDArray incoming = gradients.output();
        INDArray real = incoming.mul(pass.lengths().mask(incoming.dataType()));
        INDArray rows = real.reshape((long) pass.batch() * pass.time(), width);
        INDArray table = gradients.parameter(Embedding.TABLE).assign(0);
        Nd4j.exec(DynamicCustomOp.builder("scatter_add")
                .addInputs(table, Nd4j.createFromArray(ids(pass)), rows)
                .addOutputs(table)
                .build());
        table.muliColumnVector(factors(pass));
        gradients.input().assign(0);
    }

    private INDArray factors(Pass pass) {
        return Nd4j.createFromArray(words.factors(pass))
                .castTo(pass.input().dataType())
                .reshape(vocabulary, 1);
    }

    private int[] ids(Pass pass) {
        float[] values = pass.input()
                .castTo(DataType.FLOAT)
                .reshape((long) pass.batch() * pass.time())
                .toFloatVector();
        return TokenIds.of(values, pass.lengths(), vocabulary);
    }
}
