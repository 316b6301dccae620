package io.foldwise.plugin.image.model;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.image.Convolution;
import io.foldwise.layers.image.ImageNetwork;
import io.foldwise.layers.image.Interpolation;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * The ends of networks: what a task asks, of maps and of what is left of them in the mean. Names of vertices begin with {@code head-}
 * and the head's name.
 */
final class Heads {

    private final Network network;

    Heads(Network network) {
        this.network = network;
    }

    /** @throws IncompatibleException if samples are no images */
    static Image images(InputShape input) {
        if (input instanceof Image image) {
            return image;
        }
        throw new IncompatibleException("reads images, but the data gives " + input);
    }

    /** @throws IncompatibleException if a head asks for neither masks nor rows, or none asks for masks */
    static void requireMasksOrRows(Task task) {
        for (Head head : task.heads()) {
            if (!isMask(head) && !(head instanceof RowHead)) {
                throw new IncompatibleException(
                        "answers with masks and rows, but '" + head.name() + "' is neither: it is " + head);
            }
        }
        if (task.heads().stream().noneMatch(Heads::isMask)) {
            throw new IncompatibleException("answers with masks, but the data asks for "
                    + task.heads().stream().map(head -> "'" + head.name() + "'").toList()
                    + "; image-classifier answers with rows alone");
        }
    }

    /** @throws IncompatibleException if a head is no row */
    static void requireRows(Task task) {
        task.width();
    }

    /** Writes the network once into a graph of its own, so that parts that do not fit are found before any data is read. */
    static void requireParts(NetworkModel model, Image image, Task task) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(image.type());
        model.heads(graph, "input", task);
    }

    private static boolean isMask(Head head) {
        return head.logits().length == 3;
    }

    /**
     * The logits of all heads: for masks a convolution of 1 x 1 on the map, brought to the image's size where the map has another; for
     * rows a linear map of the mean of each channel of the centre.
     *
     * @param exact whether the map has the image's size, whatever that is
     * @param dropout share of the mean that is silenced in training
     */
    List<String> logits(Task task, FeatureMap map, FeatureMap centre, FeatureMap image, boolean exact, double dropout) {
        Pooled pooled = new Pooled(centre, dropout);
        return task.heads().stream()
                .map(head -> head instanceof RowHead row ? pooled.logits(row) : mask(head, map, image, exact))
                .toList();
    }

    /** The logits of heads that are rows, all of them. */
    List<String> rows(Task task, FeatureMap centre, double dropout) {
        Pooled pooled = new Pooled(centre, dropout);
        return task.heads().stream().map(head -> pooled.logits((RowHead) head)).toList();
    }

    private String mask(Head head, FeatureMap map, FeatureMap image, boolean exact) {
        ImageNetwork images = new ImageNetwork(network, "head-" + head.name());
        Convolution.Options options =
                Convolution.Options.of((int) head.logits()[2], 1).biased();
        String logits = images.convolution(map.vertex(), options);
        if (exact) {
            return logits;
        }
        // A map of the image's resolution is at most a row and a column larger: the nearest neighbours leave them out.
        Interpolation interpolation = map.stride() == image.stride() ? Interpolation.NEAREST : Interpolation.BILINEAR;
        return images.upsampleTo(logits, image.vertex(), interpolation);
    }

    /** The mean of each channel, which all heads that are rows share. */
    private final class Pooled {

        private final FeatureMap centre;
        private final double dropout;
        private Optional<String> mean = Optional.empty();

        Pooled(FeatureMap centre, double dropout) {
            this.centre = centre;
            this.dropout = dropout;
        }

        String logits(RowHead head) {
            if (mean.isEmpty()) {
                String vector = new ImageNetwork(network, "head").globalMean(centre.vertex());
                mean = Optional.of(network.dropout(vector, dropout));
            }
            return new ImageNetwork(network, "head-" + head.name())
                    .dense(mean.get(), head.width(), Activation.IDENTITY);
        }
    }
}
