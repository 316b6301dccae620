package io.foldwise.contracts;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.foldwise.engine.network.OnnxModel;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Task;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What ONNX Runtime computes with a network's ONNX model. */
public final class OnnxRun {

    private final byte[] model;
    private final Task task;

    /** @throws io.foldwise.onnx.OnnxUnsupportedException if a layer has no equivalent */
    public OnnxRun(ComputationGraph network, Task task) {
        this.model = OnnxModel.of("tested", network, task, Map.of());
        this.task = task;
    }

    /** Logits of the first head, {@code [samples][cells]}. */
    public float[][] logits(Features features) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> given = new HashMap<>();
        try (OrtSession session = environment.createSession(model, new OrtSession.SessionOptions())) {
            given.put("input", tensor(environment, features.values()));
            if (features.mask().isPresent() && session.getInputNames().contains("mask")) {
                given.put("mask", tensor(environment, features.mask().get()));
            }
            String output = OnnxModel.logits(task.first());
            try (OrtSession.Result result = session.run(given, Set.of(output))) {
                OnnxTensor logits = (OnnxTensor) result.get(0);
                return samples(logits.getFloatBuffer(), (int) logits.getInfo().getShape()[0]);
            }
        } catch (OrtException e) {
            throw new AssertionError("ONNX Runtime refuses the model: " + e.getMessage(), e);
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, INDArray array) throws OrtException {
        float[] values = array.castTo(DataType.FLOAT).dup('c').data().asFloat();
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), array.shape());
    }

    private static float[][] samples(FloatBuffer values, int samples) {
        float[][] rows = new float[samples][values.remaining() / samples];
        for (float[] row : rows) {
            values.get(row);
        }
        return rows;
    }
}
