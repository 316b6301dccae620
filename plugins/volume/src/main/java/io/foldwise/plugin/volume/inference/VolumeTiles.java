package io.foldwise.plugin.volume.inference;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.plugin.volume.box.Suppression;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Volumes in tiles, each with a margin around what it answers for; beyond its faces a volume goes on as it ends. Of nodules those stay
 * whose centre is in a tile's own part; then of those that overlap the better ones. Masks are put together of the tiles' own parts. A volume
 * follows another, so they may differ in size.
 */
@Description("Volumes in tiles with margins: nodules and masks are put together again")
public final class VolumeTiles implements Inference {

    private static final int AXES = 3;
    private static final int STEP = 16;

    private final Params params;
    private final List<Head> heads;

    /** How large. */
    public record Params(
            @Description(
                    value =
                            "Edge of a tile with its margins, a multiple of 16; axes that are no longer are taken whole",
                    unit = "voxels")
            @Default("144")
            @Positive
            int window,

            @Description(
                    value = "What is shown of a volume around a tile's own part, a multiple of 16",
                    unit = "voxels")
            @Default("32")
            @PositiveOrZero
            int margin) {

        public Params {
            if (window % STEP != 0 || margin % STEP != 0) {
                throw new IllegalArgumentException("window and margin must be multiples of " + STEP);
            }
            if (2 * margin >= window) {
                throw new IllegalArgumentException("window must be more than two margins");
            }
        }
    }

    /** @throws IncompatibleException if the data asks for something that has no place in a volume */
    @Inject
    public VolumeTiles(Params params, InputShape.Volume volumes, Task task) {
        this.params = params;
        this.heads = task.heads();
        for (Head head : heads) {
            if (!(head instanceof Nodules) && head.logits().length != AXES + 1) {
                throw new IncompatibleException(
                        "puts nodules and masks together again, and does not know how to do it with '" + head.name()
                                + "'");
            }
        }
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public List<List<Tensor>> predict(Network network, Features features) {
        INDArray batch = features.values(); // [batch, depth, height, width, channels]
        List<List<Tensor>> predictions = new ArrayList<>();
        for (int sample = 0; sample < batch.size(0); sample++) {
            predictions.add(predict(network, ShownVolume.of(batch, sample)));
        }
        return predictions;
    }

    private List<Tensor> predict(Network network, ShownVolume volume) {
        int[] shape = volume.shape();
        List<Whole> wholes = heads.stream().map(head -> Whole.of(head, shape)).toList();
        for (Tile depth : Tile.along(shape[0], params.window(), params.margin())) {
            for (Tile height : Tile.along(shape[1], params.window(), params.margin())) {
                for (Tile width : Tile.along(shape[2], params.window(), params.margin())) {
                    Tile[] tile = {depth, height, width};
                    List<Tensor> answers = network.predict(Features.of(volume.part(depth, height, width)))
                            .get(0);
                    for (int number = 0; number < wholes.size(); number++) {
                        wholes.get(number).add(answers.get(number), tile);
                    }
                }
            }
        }
        return wholes.stream().map(Whole::tensor).toList();
    }

    /** What is put together of a head's answers. */
    private interface Whole {

        static Whole of(Head head, int[] shape) {
            return head instanceof Nodules nodules ? new Boxes(nodules, new ArrayList<>()) : new Mask(shape);
        }

        void add(Tensor answer, Tile[] tile);

        Tensor tensor();
    }

    private record Boxes(Nodules nodules, List<Box> found) implements Whole {

        @Override
        public void add(Tensor answer, Tile[] tile) {
            Box.of(answer).stream()
                    .map(box -> box.movedBy(tile[0].from(), tile[1].from(), tile[2].from()))
                    .filter(box -> tile[0].holds(box.z()) && tile[1].holds(box.y()) && tile[2].holds(box.x()))
                    .forEach(found::add);
        }

        @Override
        public Tensor tensor() {
            return Box.tensor(Suppression.of(found, nodules.anchors()));
        }
    }

    private static final class Mask implements Whole {

        private final int[] shape;
        private float[] cells = {};
        private int channels;

        Mask(int[] shape) {
            this.shape = shape;
        }

        @Override
        public void add(Tensor answer, Tile[] tile) {
            if (cells.length == 0) {
                channels = answer.shape()[AXES];
                cells = new float[Tensor.cells(shape[0], shape[1], shape[2], channels)];
            }
            int length = (tile[2].end() - tile[2].core()) * channels;
            for (int z = tile[0].core(); z < tile[0].end(); z++) {
                for (int y = tile[1].core(); y < tile[1].end(); y++) {
                    int line = (z - tile[0].from()) * tile[1].size() + y - tile[1].from();
                    int from = (line * tile[2].size() + tile[2].core() - tile[2].from()) * channels;
                    int to = ((z * shape[1] + y) * shape[2] + tile[2].core()) * channels;
                    System.arraycopy(answer.values(), from, cells, to, length);
                }
            }
        }

        @Override
        public Tensor tensor() {
            return new Tensor(cells, shape[0], shape[1], shape[2], channels);
        }
    }
}
