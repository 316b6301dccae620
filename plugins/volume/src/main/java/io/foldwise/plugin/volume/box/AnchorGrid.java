package io.foldwise.plugin.volume.box;

import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a network's answer, {@code [depth, height, width, anchors * 5]}, and the cubes that they start from. The centre of a cell
 * is at {@code stride * cell + (stride - 1) / 2} voxels, in the middle of those that it stands for. Of each anchor {@code a} a cell says a
 * logit, how far the nodule's centre is from its own in edges of the anchor, {@code d = (centre - cell) / a}, and how large it is, {@code s
 * = ln(diameter / a)}; so {@code centre = cell + d a} and {@code diameter = a exp(s)}.
 */
public record AnchorGrid(Anchors anchors, int depth, int height, int width) {

    /** Sizes of which the exponential is beyond any volume; so that a network that learned nothing yet gives numbers. */
    private static final double LARGEST_LOGARITHM = 5;

    /** The cells of an answer. */
    public static AnchorGrid of(Anchors anchors, Tensor logits) {
        int[] shape = logits.shape();
        return new AnchorGrid(anchors, shape[0], shape[1], shape[2]);
    }

    /** How many groups of numbers there are: an anchor in a cell. */
    public int places() {
        return depth * height * width * anchors.anchors().size();
    }

    /** The number of a place, from 0. */
    public int place(int z, int y, int x, int anchor) {
        return ((z * height + y) * width + x) * anchors.anchors().size() + anchor;
    }

    /** Where a cell's centre is, in voxels along any edge. */
    public double centre(int cell) {
        return anchors.stride() * cell + (anchors.stride() - 1) / 2.0;
    }

    /** The cell whose centre is nearest to a place, of so many along an edge. */
    public int nearest(double place, int cells) {
        long cell = Math.round((place - (anchors.stride() - 1) / 2.0) / anchors.stride());
        return (int) Math.max(0, Math.min(cells - 1, cell));
    }

    /** The cube that a place starts from. */
    public Box cube(int place) {
        int anchor = place % anchors.anchors().size();
        int cell = place / anchors.anchors().size();
        return new Box(
                1,
                centre(cell / width / height),
                centre(cell / width % height),
                centre(cell % width),
                anchors.anchors().get(anchor));
    }

    /** Writes what a place should say of a box: its four numbers behind the logit. */
    public void encode(Box box, int place, float[] cells) {
        Box cube = cube(place);
        int at = place * Anchors.NUMBERS;
        cells[at + 1] = (float) ((box.z() - cube.z()) / cube.diameter());
        cells[at + 2] = (float) ((box.y() - cube.y()) / cube.diameter());
        cells[at + 3] = (float) ((box.x() - cube.x()) / cube.diameter());
        cells[at + 4] = (float) Math.log(box.diameter() / cube.diameter());
    }

    /** The box that a place speaks of. */
    public Box decode(float[] cells, int place) {
        Box cube = cube(place);
        int at = place * Anchors.NUMBERS;
        return new Box(
                Logistic.sigmoid(cells[at]),
                cube.z() + cells[at + 1] * cube.diameter(),
                cube.y() + cells[at + 2] * cube.diameter(),
                cube.x() + cells[at + 3] * cube.diameter(),
                cube.diameter() * Math.exp(Math.min(LARGEST_LOGARITHM, cells[at + 4])));
    }

    /** The boxes of all places whose logit is above the threshold. */
    public List<Box> candidates(float[] cells) {
        List<Box> boxes = new ArrayList<>();
        for (int place = 0; place < places(); place++) {
            if (cells[place * Anchors.NUMBERS] > anchors.threshold()) {
                boxes.add(decode(cells, place));
            }
        }
        return boxes;
    }

    /** The boxes of all places that are to find one: those of a target whose label is 1. */
    List<Box> found(float[] cells) {
        List<Box> boxes = new ArrayList<>();
        for (int place = 0; place < places(); place++) {
            if (cells[place * Anchors.NUMBERS] == 1) {
                boxes.add(decode(cells, place));
            }
        }
        return boxes;
    }
}
