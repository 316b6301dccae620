package io.foldwise.layers.token;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.kernel.JoinKernel;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies step by step. */
record CpuMarkedSteps(int vocabulary) implements JoinKernel {

    @Override
    public void forward(List<INDArray> inputs, INDArray output) {
        FloatMemory from = FloatMemory.of(inputs.get(0));
        FloatMemory to = FloatMemory.of(output);
        int time = (int) inputs.get(0).size(1);
        int most = (int) output.size(1);
        int width = (int) output.size(2);
        int[][] marked = Marks.steps(inputs.get(1), vocabulary);
        for (int sample = 0; sample < marked.length; sample++) {
            int[] steps = marked[sample];
            for (int i = 0; i < steps.length; i++) {
                to.copy((sample * most + i) * width, from, (sample * time + steps[i]) * width, width);
            }
            to.zero((sample * most + steps.length) * width, (most - steps.length) * width);
        }
    }

    @Override
    public void backward(List<INDArray> inputs, INDArray output, INDArray incoming, List<INDArray> gradients) {
        FloatMemory from = FloatMemory.of(incoming);
        FloatMemory to = FloatMemory.of(gradients.get(0));
        to.zero(0, (int) to.size());
        int time = (int) inputs.get(0).size(1);
        int most = (int) output.size(1);
        int width = (int) output.size(2);
        int[][] marked = Marks.steps(inputs.get(1), vocabulary);
        for (int sample = 0; sample < marked.length; sample++) {
            int[] steps = marked[sample];
            for (int i = 0; i < steps.length; i++) {
                to.copy((sample * time + steps[i]) * width, from, (sample * most + i) * width, width);
            }
        }
        gradients.get(1).assign(0);
    }
}
