package io.foldwise.plugin.volume.prepare;

/** Areas of regions in slices, and how long they are for their width. */
final class Moments {

    private final double[] area;
    private final double[] sumY;
    private final double[] sumX;
    private final double[] sumYy;
    private final double[] sumXx;
    private final double[] sumXy;

    Moments(Components regions) {
        int count = regions.count();
        area = new double[count];
        sumY = new double[count];
        sumX = new double[count];
        sumYy = new double[count];
        sumXx = new double[count];
        sumXy = new double[count];
        regions.forEach((z, y, from, end, region) -> {
            for (int x = from; x < end; x++) {
                sumX[region] += x;
                sumXx[region] += (double) x * x;
                sumXy[region] += (double) x * y;
            }
            double run = end - from;
            area[region] += run;
            sumY[region] += run * y;
            sumYy[region] += run * y * y;
        });
    }

    /** In voxels, which are square millimetres. */
    double area(int region) {
        return area[region];
    }

    /** Of the ellipse of the same second moments: 0 of a circle, 1 of a line. */
    double eccentricity(int region) {
        double y = sumY[region] / area[region];
        double x = sumX[region] / area[region];
        double yy = sumYy[region] / area[region] - y * y;
        double xx = sumXx[region] / area[region] - x * x;
        double xy = sumXy[region] / area[region] - x * y;
        double middle = (yy + xx) / 2;
        double spread = Math.hypot((yy - xx) / 2, xy);
        return middle + spread <= 0 ? 0 : Math.sqrt(1 - Math.max(0, middle - spread) / (middle + spread));
    }
}
