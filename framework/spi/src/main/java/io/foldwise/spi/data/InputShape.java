package io.foldwise.spi.data;

import io.foldwise.spi.IncompatibleException;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;

/** The shape of one sample's features, without what they mean. */
public sealed interface InputShape {

    /** How Deeplearning4j names this shape. */
    InputType type();

    /** How many numbers a sample has, where all have as many. */
    default OptionalInt numbers() {
        return OptionalInt.empty();
    }

    /** A fixed number of numbers. Batches are {@code [batch, size]}. */
    record Vector(int size) implements InputShape {
        @Override
        public InputType type() {
            return InputType.feedForward(size);
        }

        @Override
        public OptionalInt numbers() {
            return OptionalInt.of(size);
        }

        @Override
        public String toString() {
            return "vectors of " + size + " numbers";
        }
    }

    /**
     * A sequence of category numbers in [0, categories), such as token ids. Batches are {@code [batch, time]}, as long as
     * their longest sample and never longer than {@code maxLength}, padded at the end and masked.
     */
    record Sequence(int categories, int maxLength) implements InputShape {

        /** The longest length before any file has been read, where the parameters set no limit. */
        public static final int ANY_LENGTH = Integer.MAX_VALUE;

        @Override
        public InputType type() {
            return InputType.recurrent(categories, RNNFormat.NWC);
        }

        @Override
        public String toString() {
            return "sequences of " + (maxLength == ANY_LENGTH ? "" : "up to " + maxLength + " of ") + categories
                    + " categories";
        }
    }

    /**
     * Signals that are sampled evenly, all for as long. Batches are {@code [batch, time, channels]}, without a mask.
     *
     * @param length how many steps each has
     * @param rate steps in a second
     */
    record Signal(int channels, int length, double rate) implements InputShape {
        @Override
        public InputType type() {
            return InputType.recurrent(channels, length, RNNFormat.NWC);
        }

        @Override
        public OptionalInt numbers() {
            return OptionalInt.of(Tensor.cells(length, channels));
        }

        @Override
        public String toString() {
            return "signals of " + length + " steps in " + count(channels);
        }
    }

    /**
     * Images. Batches are {@code [batch, height, width, channels]}.
     *
     * @param upright whether they mean something else when they are mirrored or turned by a right angle: time runs from left to right,
     *     for instance
     */
    record Image(int height, int width, int channels, boolean upright) implements InputShape {

        /** Images that may be mirrored and turned. */
        public Image(int height, int width, int channels) {
            this(height, width, channels, false);
        }

        /** The same images, of another size. */
        public Image ofSize(int otherHeight, int otherWidth) {
            return new Image(otherHeight, otherWidth, channels, upright);
        }

        /** The same images, with other channels. */
        public Image ofChannels(int otherChannels) {
            return new Image(height, width, otherChannels, upright);
        }

        /**
         * For whatever mirrors images or turns them by right angles.
         *
         * @throws IncompatibleException if they mean something else then
         */
        public void requireNotUpright() {
            if (upright) {
                throw new IncompatibleException(
                        "mirrors or turns images, but those of the data are upright: turned round, time would"
                                + " run backward, or the sign of values change");
            }
        }

        @Override
        public InputType type() {
            return InputType.convolutional(height, width, channels, CNN2DFormat.NHWC);
        }

        @Override
        public OptionalInt numbers() {
            return OptionalInt.of(Tensor.cells(height, width, channels));
        }

        @Override
        public String toString() {
            return "images of " + height + " x " + width + " pixels in " + count(channels);
        }
    }

    /**
     * Volumes. Batches are {@code [batch, depth, height, width, channels]}. Networks that answer each place by itself read volumes of
     * any size; the shape is then that of the largest sample, or of the crops that are trained on.
     */
    record Volume(int depth, int height, int width, int channels) implements InputShape {
        @Override
        public InputType type() {
            return InputType.convolutional3D(Convolution3D.DataFormat.NDHWC, depth, height, width, channels);
        }

        @Override
        public OptionalInt numbers() {
            return OptionalInt.of(Tensor.cells(depth, height, width, channels));
        }

        @Override
        public String toString() {
            return "volumes of " + depth + " x " + height + " x " + width + " voxels in " + count(channels);
        }
    }

    private static String count(int channels) {
        return channels == 1 ? "1 channel" : channels + " channels";
    }
}
