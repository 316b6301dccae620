package io.foldwise.engine.stagedata;

import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Samples whose targets are predictions (Lee 2013, "Pseudo-label: the simple and efficient semi-supervised learning method").
 * Predictions are read when a batch asks for its targets.
 */
public final class PseudoLabels implements Dataset {

    private static final float EVEN = 0.5f;

    private final Dataset samples;
    private final Task task;
    private final Predictions predictions;
    private final PseudoLabelSettings settings;

    /**
     * @param samples prepared; their own targets, if they have any, are not looked at
     * @param task of the predictions
     * @param predictions of the samples, in their order
     */
    public PseudoLabels(Dataset samples, Task task, Predictions predictions, PseudoLabelSettings settings) {
        this.samples = samples;
        this.task = task;
        this.predictions = predictions;
        this.settings = settings;
    }

    /**
     * The rows that are worth training on, ascending: those that every head predicts with enough confidence, and the most
     * confident of them where only so many may be taken, or as many of every kind.
     *
     * @param rows among which to choose
     * @param labelled how many samples the fold trains on
     */
    public int[] chosen(int[] rows, int labelled) {
        Map<Integer, List<Sure>> kinds = new TreeMap<>();
        for (int row : rows) {
            double confidence = confidence(row);
            if (confidence >= settings.confidence()) {
                kinds.computeIfAbsent(settings.balance() ? kind(row) : 0, first -> new ArrayList<>())
                        .add(new Sure(row, confidence));
            }
        }
        int most = quota(kinds, labelled);
        return kinds.values().stream()
                .flatMap(kind -> kind.stream()
                        .sorted(Comparator.comparingDouble(Sure::confidence).reversed())
                        .limit(most))
                .mapToInt(Sure::row)
                .sorted()
                .toArray();
    }

    private record Sure(int row, double confidence) {}

    /** How many of each kind. */
    private int quota(Map<Integer, List<Sure>> kinds, int labelled) {
        boolean oneSided = settings.balance() && kinds.size() < 2 && !(first() instanceof Quantities);
        int fewest = oneSided
                ? 0
                : kinds.values().stream().mapToInt(List::size).min().orElse(0);
        int most = settings.balance() ? fewest : Integer.MAX_VALUE;
        return settings.amount()
                .map(share -> Math.min(most, (int) Math.floor(share * labelled / Math.max(1, kinds.size()))))
                .orElse(most);
    }

    private double confidence(int row) {
        return task.heads().stream()
                .mapToDouble(head -> Confidence.of(head, predictions.of(head, row)))
                .min()
                .orElseThrow();
    }

    /** What the first head says: a class; or whether there is anything positive. */
    private int kind(int row) {
        float[] predicted = predictions.of(first(), row).values();
        if (first() instanceof Classes) {
            return Classes.largest(predicted);
        }
        return first() instanceof Quantities || !any(predicted, 0, 1) ? 0 : 1;
    }

    private Head first() {
        return task.first();
    }

    /** Whether any of every so many cells is marked. */
    private static boolean any(float[] cells, int from, int step) {
        for (int cell = from; cell < cells.length; cell += step) {
            if (cells[cell] >= EVEN) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Tensor target(int row, Head head) {
        Tensor predicted = predictions.of(head, row);
        if (settings.soft() || head instanceof Quantities) {
            return predicted;
        }
        float[] answer = new float[predicted.values().length];
        if (head instanceof Classes) {
            answer[Classes.largest(predicted.values())] = 1;
        } else {
            for (int cell = 0; cell < answer.length; cell++) {
                answer[cell] = predicted.values()[cell] >= EVEN ? 1 : 0;
            }
        }
        return predicted.with(answer);
    }

    /** Of rows the targets; of an array, for every channel of its last axis whether anything is marked in it. */
    @Override
    public float[] targets(int row) {
        List<float[]> parts = new ArrayList<>();
        for (Head head : task.heads()) {
            Tensor target = target(row, head);
            parts.add(head instanceof RowHead ? target.values() : marked(target));
        }
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int from = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, from, part.length);
            from += part.length;
        }
        return all;
    }

    private static float[] marked(Tensor target) {
        int[] shape = target.shape();
        int channels = shape.length == 0 ? 1 : shape[shape.length - 1];
        float[] marked = new float[channels];
        IntStream.range(0, channels)
                .forEach(channel -> marked[channel] = any(target.values(), channel, channels) ? 1 : 0);
        return marked;
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public boolean labelled() {
        return true;
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public String id(int row) {
        return samples.id(row);
    }

    @Override
    public InputShape input() {
        return samples.input();
    }

    @Override
    public int length(int row) {
        return samples.length(row);
    }

    @Override
    public int cut(int row) {
        return samples.cut(row);
    }

    @Override
    public int group(int row) {
        return samples.group(row);
    }

    @Override
    public List<String> attributes() {
        return samples.attributes();
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        return samples.attribute(row, name);
    }

    @Override
    public OptionalLong contentHash(int row) {
        return samples.contentHash(row);
    }

    @Override
    public Features features(int[] rows) {
        return samples.features(rows);
    }
}
