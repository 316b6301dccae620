package io.foldwise.engine.stagedata;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Two datasets of one task and one shape as one: the rows of the first, and after them those of the second. A batch may have
 * samples of both.
 */
public final class JoinedDataset implements Dataset {

    private final Dataset first;
    private final Dataset second;

    public JoinedDataset(Dataset first, Dataset second) {
        this.first = first;
        this.second = second;
    }

    private Dataset of(int row) {
        return row < first.size() ? first : second;
    }

    private int within(int row) {
        return row < first.size() ? row : row - first.size();
    }

    @Override
    public int size() {
        return first.size() + second.size();
    }

    @Override
    public String id(int row) {
        return of(row).id(within(row));
    }

    @Override
    public InputShape input() {
        return first.input();
    }

    @Override
    public Task task() {
        return first.task();
    }

    @Override
    public boolean labelled() {
        return first.labelled() && second.labelled();
    }

    @Override
    public float[] targets(int row) {
        return of(row).targets(within(row));
    }

    @Override
    public Tensor target(int row, Head head) {
        return of(row).target(within(row), head);
    }

    @Override
    public int length(int row) {
        return of(row).length(within(row));
    }

    @Override
    public int cut(int row) {
        return of(row).cut(within(row));
    }

    /** Those of the second are numbered downwards from -1, apart from those of the first. */
    @Override
    public int group(int row) {
        return row < first.size() ? first.group(row) : -1 - second.group(within(row));
    }

    @Override
    public List<String> attributes() {
        return first.attributes();
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        return of(row).attribute(within(row), name);
    }

    @Override
    public OptionalLong contentHash(int row) {
        return of(row).contentHash(within(row));
    }

    @Override
    public Features features(int[] rows) {
        int[] ofFirst = IntStream.range(0, rows.length)
                .filter(place -> rows[place] < first.size())
                .toArray();
        if (ofFirst.length == rows.length) {
            return first.features(rows);
        }
        int[] ofSecond = IntStream.range(0, rows.length)
                .filter(place -> rows[place] >= first.size())
                .toArray();
        if (ofFirst.length == 0) {
            return second.features(Arrays.stream(rows).map(this::within).toArray());
        }
        return mixed(
                new Share(ofFirst, first.features(rowsAt(ofFirst, rows))),
                new Share(ofSecond, second.features(rowsAt(ofSecond, rows))));
    }

    private int[] rowsAt(int[] places, int[] rows) {
        return Arrays.stream(places).map(place -> within(rows[place])).toArray();
    }

    /** The features of some samples of a batch, at these places. */
    private record Share(int[] places, Features features) {

        /** 1 where there is data. */
        INDArray mask() {
            long[] shape = features.values().shape();
            return features.mask().orElseGet(() -> Nd4j.ones(features.values().dataType(), shape[0], shape[1]));
        }
    }

    /** Samples of different lengths are filled up with zeros at the end, and masked. */
    private static Features mixed(Share one, Share other) {
        INDArray values = joined(
                List.of(one.features().values(), other.features().values()), List.of(one.places(), other.places()));
        boolean masked =
                one.features().mask().isPresent() || other.features().mask().isPresent();
        boolean even = Arrays.equals(
                sample(one.features().values()), sample(other.features().values()));
        return masked || !even
                ? Features.masked(
                        values, joined(List.of(one.mask(), other.mask()), List.of(one.places(), other.places())))
                : Features.of(values);
    }

    private static long[] sample(INDArray batch) {
        return Arrays.copyOfRange(batch.shape(), 1, batch.rank());
    }

    private static INDArray joined(List<INDArray> parts, List<int[]> places) {
        long[] shape = parts.get(0).shape().clone();
        shape[0] = 0;
        for (INDArray part : parts) {
            shape[0] += part.size(0);
            if (shape.length > 1) {
                shape[1] = Math.max(shape[1], part.size(1));
            }
        }
        INDArray all = Nd4j.zeros(parts.get(0).dataType(), shape);
        for (int number = 0; number < parts.size(); number++) {
            put(all, parts.get(number), places.get(number));
        }
        return all;
    }

    private static void put(INDArray all, INDArray part, int[] places) {
        for (int i = 0; i < places.length; i++) {
            List<INDArrayIndex> place = new ArrayList<>(List.of(NDArrayIndex.point(places[i])));
            if (all.rank() > 1) {
                place.add(NDArrayIndex.interval(0, part.size(1)));
            }
            all.get(place.toArray(INDArrayIndex[]::new)).assign(part.get(NDArrayIndex.point(i)));
        }
    }
}
