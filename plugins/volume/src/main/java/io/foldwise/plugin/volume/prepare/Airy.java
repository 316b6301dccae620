package io.foldwise.plugin.volume.prepare;

import io.foldwise.plugin.volume.prepare.Components.Neighbours;

/**
 * Voxels that may be lung: slice by slice those that, smoothed, are darker than a threshold, in regions that are neither tiny nor a
 * line.
 */
final class Airy {

    private static final double[] GAUSSIAN = gaussian();
    private static final int REACH = 2;
    private static final int CORNER = 10;

    private final Density density;
    private final double threshold;

    private Airy(Density density, double threshold) {
        this.density = density;
        this.threshold = threshold;
    }

    /**
     * @param threshold in Hounsfield units
     * @param criteria tell which regions are tiny, and which are lines
     */
    static Mask of(Density density, double threshold, LungCriteria criteria) {
        Airy airy = new Airy(density, threshold);
        Mask dark = new Mask(density.depth(), density.height(), density.width());
        for (int z = 0; z < density.depth(); z++) {
            airy.slice(z, dark);
        }
        return regions(dark, criteria);
    }

    /** Of deviation 1, cut off at {@value #REACH}. */
    private static double[] gaussian() {
        double[] weights = new double[2 * REACH + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.exp(-0.5 * (i - REACH) * (i - REACH));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private void slice(int z, Mask dark) {
        int height = density.height();
        int width = density.width();
        float[] across = new float[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int i = -REACH; i <= REACH; i++) {
                    sum += GAUSSIAN[i + REACH] * density.at(z, y, reflected(x + i, width));
                }
                across[y * width + x] = (float) sum;
            }
        }
        boolean circle = scannedInACircle(z);
        double radius = Math.min(height, width) / 2.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int i = -REACH; i <= REACH; i++) {
                    sum += GAUSSIAN[i + REACH] * across[reflected(y + i, height) * width + x];
                }
                boolean seen = !circle || Math.hypot(y + 0.5 - height / 2.0, x + 0.5 - width / 2.0) < radius;
                if (sum < threshold && seen) {
                    dark.set(z, y, x);
                }
            }
        }
    }

    /** Beyond the first and the last place things are as in a mirror. */
    private static int reflected(int place, int size) {
        int inside = place < 0 ? -place - 1 : place >= size ? 2 * size - 1 - place : place;
        return Math.max(0, Math.min(size - 1, inside));
    }

    /** Whether a corner holds one value only: what lies around the circle that a scanner sees. */
    private boolean scannedInACircle(int z) {
        short first = density.at(z, 0, 0);
        for (int y = 0; y < Math.min(CORNER, density.height()); y++) {
            for (int x = 0; x < Math.min(CORNER, density.width()); x++) {
                if (density.at(z, y, x) != first) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Mask regions(Mask dark, LungCriteria criteria) {
        Components regions = Components.of(dark, Neighbours.EIGHT);
        Moments moments = new Moments(regions);
        return regions.mask(region ->
                moments.area(region) > criteria.region() && moments.eccentricity(region) < criteria.eccentricity());
    }
}
