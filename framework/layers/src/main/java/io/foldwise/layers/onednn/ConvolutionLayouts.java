package io.foldwise.layers.onednn;

import org.bytedeco.dnnl.const_dnnl_op_desc_t;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** The arrays of a convolution as we have them, and what oneDNN makes of it. */
final class ConvolutionLayouts {

    private static final String WHAT = "describe a convolution";

    private final ConvolutionShape shape;
    private final Finish finish;

    ConvolutionLayouts(ConvolutionShape shape, Finish finish) {
        this.shape = shape;
        this.finish = finish;
    }

    dnnl_memory_desc_t input() {
        return layout(channelsLast(), shape.input());
    }

    dnnl_memory_desc_t output() {
        return layout(channelsLast(), shape.output());
    }

    dnnl_memory_desc_t weights() {
        int whole = shape.volumes() ? dnnl.dnnl_dhwio : dnnl.dnnl_hwio;
        int parted = shape.volumes() ? dnnl.dnnl_dhwigo : dnnl.dnnl_hwigo;
        return layout(shape.groups() == 1 ? whole : parted, shape.weights());
    }

    private int channelsLast() {
        return shape.volumes() ? dnnl.dnnl_ndhwc : dnnl.dnnl_nhwc;
    }

    dnnl_memory_desc_t bias() {
        return layout(dnnl.dnnl_x, shape.filters());
    }

    private static dnnl_memory_desc_t layout(int order, long... sizes) {
        dnnl_memory_desc_t layout = new dnnl_memory_desc_t();
        OneDnn.check(
                dnnl.dnnl_memory_desc_init_by_tag(layout, sizes.length, sizes, dnnl.dnnl_f32, order),
                "describe an array");
        return layout;
    }

    /**
     * Code for one pass, to be destroyed by the caller; weights may lie as oneDNN likes them best in any case. Where oneDNN
     * has none for Winograd's algorithm, it is code for sums of products.
     */
    dnnl_primitive_desc code(Direction direction, Method method) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        int status = describe(description, direction, method);
        if (status == dnnl.dnnl_unimplemented && method == Method.WINOGRAD) {
            status = describe(description, direction, Method.CHANNELS_LAST);
        }
        OneDnn.check(status, "compute a convolution: " + direction + " of " + shape);
        return description;
    }

    private int describe(dnnl_primitive_desc description, Direction direction, Method method) {
        int order = method.copies() ? dnnl.dnnl_format_tag_any : channelsLast();
        dnnl_convolution_desc_t convolution = convolution(
                direction,
                method == Method.WINOGRAD ? dnnl.dnnl_convolution_winograd : dnnl.dnnl_convolution_direct,
                layout(order, shape.input()),
                layout(dnnl.dnnl_format_tag_any, shape.weights()),
                layout(order, shape.output()));
        dnnl_primitive_attr attributes = attributes(direction);
        try {
            return dnnl.dnnl_primitive_desc_create(
                    description, new const_dnnl_op_desc_t(convolution), attributes, OneDnn.Processor.ENGINE, null);
        } finally {
            dnnl.dnnl_primitive_attr_destroy(attributes);
        }
    }

    private dnnl_convolution_desc_t convolution(
            Direction direction,
            int algorithm,
            dnnl_memory_desc_t input,
            dnnl_memory_desc_t weights,
            dnnl_memory_desc_t output) {
        dnnl_memory_desc_t bias = finish.bias() ? bias() : null;
        long[] strides = shape.strides();
        long[] gaps = shape.gaps();
        long[] before = shape.before();
        long[] behind = shape.behind();
        dnnl_convolution_desc_t made = new dnnl_convolution_desc_t();
        int status = switch (direction) {
            case OUTPUT ->
                dnnl.dnnl_dilated_convolution_forward_desc_init(
                        made,
                        dnnl.dnnl_forward_training,
                        algorithm,
                        input,
                        weights,
                        bias,
                        output,
                        strides,
                        gaps,
                        before,
                        behind);
            case INPUT_GRADIENT ->
                dnnl.dnnl_dilated_convolution_backward_data_desc_init(
                        made, algorithm, input, weights, output, strides, gaps, before, behind);
            case WEIGHT_GRADIENT ->
                dnnl.dnnl_dilated_convolution_backward_weights_desc_init(
                        made, algorithm, input, weights, bias, output, strides, gaps, before, behind);
        };
        OneDnn.check(status, WHAT + ": " + shape);
        return made;
    }

    /** Scratch memory is ours, and a ReLU goes over the sums while they are at hand. */
    private dnnl_primitive_attr attributes(Direction direction) {
        dnnl_primitive_attr attributes = new dnnl_primitive_attr();
        OneDnn.check(dnnl.dnnl_primitive_attr_create(attributes), WHAT);
        OneDnn.check(dnnl.dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl.dnnl_scratchpad_mode_user), WHAT);
        if (direction == Direction.OUTPUT && finish.relu()) {
            dnnl_post_ops after = new dnnl_post_ops();
            OneDnn.check(dnnl.dnnl_post_ops_create(after), WHAT);
            OneDnn.check(dnnl.dnnl_post_ops_append_eltwise(after, 1, dnnl.dnnl_eltwise_relu, 0, 0), WHAT);
            OneDnn.check(dnnl.dnnl_primitive_attr_set_post_ops(attributes, after), WHAT);
            dnnl.dnnl_post_ops_destroy(after);
        }
        return attributes;
    }
}
