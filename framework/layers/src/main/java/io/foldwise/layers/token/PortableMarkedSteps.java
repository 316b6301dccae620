package io.foldwise.layers.token;

import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The same by ND4J. */
record PortableMarkedSteps(int vocabulary) implements JoinKernel {

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        output.assign(0);
        int[][] marked = Marks.steps(inputs.get(1), vocabulary);
        for (int sample = 0; sample < marked.length; sample++) {
            for (int i = 0; i < marked[sample].length; i++) {
                step(output, sample, i).assign(step(inputs.get(0), sample, marked[sample][i]));
            }
        }
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        gradients.get(0).assign(0);
        int[][] marked = Marks.steps(inputs.get(1), vocabulary);
        for (int sample = 0; sample < marked.length; sample++) {
            for (int i = 0; i < marked[sample].length; i++) {
                step(gradients.get(0), sample, marked[sample][i]).assign(step(incoming, sample, i));
            }
        }
        gradients.get(1).assign(0);
    }

    /** A step's channels. */
    private static INDArray step(INDArray sequences, int sample, int step) {
        return sequences.slice(sample).slice(step);
    }
}
