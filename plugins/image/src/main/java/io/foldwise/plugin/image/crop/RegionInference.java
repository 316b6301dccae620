package io.foldwise.plugin.image.crop;

import io.foldwise.plugin.image.pixel.ImageTensors;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Inline;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Predicts the region of each image that one of its channels marks. Masks are put back where they belong, in the size of the whole
 * image, and are empty outside; rows of numbers stay as they are.
 */
@Description("Predicts the region that one of an image's channels marks, and puts masks back into the whole image")
public final class RegionInference implements Inference {

    private static final int RANK = 3;

    private final Region region;
    private final Inference of;

    /** Which region, and how it is predicted. */
    public record Params(
            @Inline RegionParams region,

            @Description("How the region is predicted") Spec<Inference> of) {}

    /** @throws IncompatibleException if images have no such channel */
    @Inject
    public RegionInference(Params params, InputShape.Image image, Assembler assembler) {
        this.region = new Region(params.region(), image);
        this.of = assembler.build(params.of());
    }

    @Override
    public int batch() {
        return of.batch();
    }

    @Override
    public List<List<Tensor>> predict(Network network, Features features) {
        List<Tensor> images = images(features.values());
        List<Box> boxes = images.stream().map(region::box).toList();
        List<Tensor> parts = IntStream.range(0, images.size())
                .mapToObj(sample -> region.image(images.get(sample), boxes.get(sample)))
                .toList();
        List<List<Tensor>> predicted = of.predict(network, Features.of(batch(parts)));
        return IntStream.range(0, images.size())
                .mapToObj(sample -> predicted.get(sample).stream()
                        .map(head -> back(head, boxes.get(sample), images.get(sample)))
                        .toList())
                .toList();
    }

    private static List<Tensor> images(INDArray batch) {
        int[] shape =
                Arrays.stream(batch.shape()).skip(1).mapToInt(Math::toIntExact).toArray();
        float[] all = batch.dup('c').data().asFloat();
        int cells = Tensor.cells(shape);
        return IntStream.range(0, Math.toIntExact(batch.size(0)))
                .mapToObj(sample -> new Tensor(Arrays.copyOfRange(all, sample * cells, (sample + 1) * cells), shape))
                .toList();
    }

    private INDArray batch(List<Tensor> images) {
        int cells = images.get(0).values().length;
        float[] all = new float[images.size() * cells];
        for (int sample = 0; sample < images.size(); sample++) {
            System.arraycopy(images.get(sample).values(), 0, all, sample * cells, cells);
        }
        return Nd4j.createFromArray(all)
                .reshape(
                        'c',
                        images.size(),
                        region.size().height(),
                        region.size().width(),
                        images.get(0).shape()[2]);
    }

    private Tensor back(Tensor prediction, Box box, Tensor image) {
        int[] shape = prediction.shape();
        boolean mask = shape.length == RANK
                && shape[0] == region.size().height()
                && shape[1] == region.size().width();
        if (!mask) {
            return prediction;
        }
        int width = image.shape()[1];
        int classes = shape[2];
        float[] whole = new float[image.shape()[0] * width * classes];
        float[] part =
                ImageTensors.smooth(prediction, box.height(), box.width()).values();
        for (int row = 0; row < box.height(); row++) {
            int to = ((box.top() + row) * width + box.left()) * classes;
            System.arraycopy(part, row * box.width() * classes, whole, to, box.width() * classes);
        }
        return new Tensor(whole, image.shape()[0], width, classes);
    }
}
