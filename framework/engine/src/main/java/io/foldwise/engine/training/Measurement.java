package io.foldwise.engine.training;

import io.foldwise.engine.training.ForwardPass.Sink;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.List;
import java.util.Map;

/**
 * Measures predictions as they come. Those of tables are kept until all are there and measured in the samples' order; arrays
 * are measured at once, and kept nowhere.
 */
final class Measurement implements Sink {

    private final Scoring scoring;
    private final Dataset data;
    private final int[] rows;
    private final Map<String, Tally> tallies;
    private final Tensor[][] tables;

    Measurement(Scoring scoring, Dataset data, int[] rows) {
        this.scoring = scoring;
        this.data = data;
        this.rows = rows;
        this.tallies = scoring.begin();
        this.tables = new Tensor[data.task().heads().size()][rows.length];
    }

    @Override
    public void accept(int place, List<Tensor> predictions) {
        for (int number = 0; number < predictions.size(); number++) {
            Head head = data.task().heads().get(number);
            if (head.storage().equals(Storage.TABLE)) {
                tables[number][place] = predictions.get(number);
            } else {
                add(scoring.talliesOf(head, tallies), head, place, predictions.get(number));
            }
        }
    }

    private void add(List<Tally> ofHead, Head head, int place, Tensor prediction) {
        if (!ofHead.isEmpty()) {
            Scoring.add(ofHead, data.target(rows[place], head), prediction);
        }
    }

    /** Every metric's value, once all predictions are there. */
    Map<String, Double> values() {
        for (int number = 0; number < tables.length; number++) {
            Head head = data.task().heads().get(number);
            List<Tally> ofHead = scoring.talliesOf(head, tallies);
            if (head.storage().equals(Storage.TABLE)) {
                for (int place = 0; place < rows.length; place++) {
                    add(ofHead, head, place, tables[number][place]);
                }
            }
        }
        return Scoring.values(tallies);
    }
}
