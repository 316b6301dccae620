package io.foldwise.layers.kernel;

import java.util.Optional;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional3D;
import org.deeplearning4j.nn.conf.layers.Convolution3D.DataFormat;

/** Types and shapes of volumes {@code [batch, depth, height, width, channels]}. */
public final class VolumeTypes {

    /** Dimensions of a batch of volumes. */
    public static final int RANK = 5;

    private VolumeTypes() {}

    /** The type as one of volumes with the channels last, if it is that. */
    public static Optional<InputTypeConvolutional3D> volume(InputType type) {
        return type instanceof InputTypeConvolutional3D volume && volume.getDataFormat() == DataFormat.NDHWC
                ? Optional.of(volume)
                : Optional.empty();
    }

    public static InputType of(long depth, long height, long width, long channels) {
        return InputType.convolutional3D(DataFormat.NDHWC, depth, height, width, channels);
    }
}
