package io.foldwise.layers.onednn;

import java.util.Map;
import org.bytedeco.dnnl.const_dnnl_op_desc_t;
import org.bytedeco.dnnl.dnnl_eltwise_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Pointer;

/** The gradient by what a ReLU got, in place of that by what it gave: zero where it gave zero. */
final class Rectifier implements AutoCloseable {

    private final NativeMemory result;
    private final NativeMemory gradient;
    private final Primitive primitive;

    Rectifier(dnnl_memory_desc_t layout) {
        result = new NativeMemory(layout);
        gradient = new NativeMemory(layout);
        dnnl_eltwise_desc_t rectifier = new dnnl_eltwise_desc_t();
        dnnl_primitive_desc code = new dnnl_primitive_desc();
        OneDnn.check(
                dnnl.dnnl_eltwise_backward_desc_init(
                        rectifier, dnnl.dnnl_eltwise_relu_use_dst_for_bwd, layout, layout, 0, 0),
                "describe a ReLU");
        OneDnn.check(
                dnnl.dnnl_primitive_desc_create(
                        code, new const_dnnl_op_desc_t(rectifier), null, OneDnn.Processor.ENGINE, null),
                "compute the gradient of a ReLU");
        try {
            primitive = new Primitive(
                    code,
                    Map.of(
                            dnnl.DNNL_ARG_DST,
                            result,
                            dnnl.DNNL_ARG_DIFF_DST,
                            gradient,
                            dnnl.DNNL_ARG_DIFF_SRC,
                            gradient));
        } finally {
            dnnl.dnnl_primitive_desc_destroy(code);
        }
    }

    void run(Pointer results, Pointer gradients) {
        result.at(results);
        gradient.at(gradients);
        primitive.execute();
    }

    @Override
    public void close() {
        primitive.close();
        gradient.close();
        result.close();
    }
}
