package io.foldwise.report.compare;

import io.foldwise.report.reading.SampleTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The samples that all runs have scored one by one, in the order of the first run.
 *
 * @param places where each sample is in each run's table, {@code [runs][samples]}
 */
record CommonSamples(List<String> ids, List<SampleTable> tables, int[][] places) {

    static CommonSamples of(List<SampleTable> tables) {
        Set<String> common = new HashSet<>(tables.get(0).ids());
        tables.forEach(table -> common.retainAll(new HashSet<>(table.ids())));
        List<String> ids = new ArrayList<>(tables.get(0).ids());
        ids.removeIf(id -> !common.contains(id));
        int[][] places = new int[tables.size()][ids.size()];
        for (int run = 0; run < places.length; run++) {
            Map<String, Integer> of = new HashMap<>();
            List<String> own = tables.get(run).ids();
            for (int place = 0; place < own.size(); place++) {
                of.put(own.get(place), place);
            }
            for (int sample = 0; sample < places[run].length; sample++) {
                places[run][sample] = of.get(ids.get(sample));
            }
        }
        return new CommonSamples(ids, tables, places);
    }

    int size() {
        return ids.size();
    }

    /** A metric of a run on each sample; NaN where the run does not tell. */
    double[] values(int run, String metric) {
        double[] all = tables.get(run).metrics().get(metric);
        double[] values = new double[size()];
        for (int sample = 0; sample < values.length; sample++) {
            values[sample] = all == null ? Double.NaN : all[places[run][sample]];
        }
        return values;
    }
}
