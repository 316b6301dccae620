package io.foldwise.plugin.text.group;

import io.foldwise.plugin.text.ngram.TfIdf;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;

/** Groups of reports about the same things: k-means++ on a projection of their TF-IDF rows of 1-2 grams. */
final class ContentClusters {

    /** Groups depend on the reports alone, so that every experiment on the same file sees the same ones. */
    private static final long SEED = 20210222;

    private static final int ITERATIONS = 100;

    private ContentClusters() {}

    /** The group of each report, at most {@code count} of them. */
    static int[] of(List<int[]> reports, int count, int dimensions) {
        TfIdf tfIdf = TfIdf.fit(reports, 2, 2);
        int size = Math.min(dimensions, reports.size());
        double[][] places = Projection.of(tfIdf.rows(reports), size, new SplittableRandom(SEED));
        List<Place> points = IntStream.range(0, places.length)
                .mapToObj(row -> new Place(row, places[row]))
                .toList();
        KMeansPlusPlusClusterer<Place> clusterer = new KMeansPlusPlusClusterer<>(
                Math.min(count, reports.size()), ITERATIONS, new EuclideanDistance(), new Well19937c(SEED));
        List<CentroidCluster<Place>> clusters = new ArrayList<>(clusterer.cluster(points));
        int[] groups = new int[reports.size()];
        for (int i = 0; i < clusters.size(); i++) {
            for (Place place : clusters.get(i).getPoints()) {
                groups[place.row] = i;
            }
        }
        return groups;
    }

    private record Place(int row, double[] coordinates) implements Clusterable {
        @Override
        public double[] getPoint() {
            return coordinates;
        }
    }
}
