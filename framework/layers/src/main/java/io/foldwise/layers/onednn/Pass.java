package io.foldwise.layers.onednn;

import java.util.Optional;
import org.bytedeco.javacpp.Pointer;

/** One of the three things that are computed of a convolution, ready to run on arrays of one shape. */
interface Pass extends AutoCloseable {

    /** Floats of scratch memory that a run takes. */
    long scratch();

    /** Whether a run leaves a copy of the output's gradient, at the start of the scratch memory, that another can use. */
    boolean sharesOutput(Pass other);

    /** Says where the arrays are. Those that are computed are written, the others read. */
    void at(Pointer inputs, Pointer weights, Optional<? extends Pointer> biases, Pointer outputs, Region scratch);

    /** @param outputShared whether the copy of the output's gradient is there already */
    void run(boolean outputShared);

    @Override
    void close();
}
