package io.foldwise.plugin.signal.picture;

/**
 * An image of one channel to draw lines into, in plain arithmetic, so that equal lines give equal bytes on every machine. Pixels are
 * squares of side 1, the first one's centre being at (0.5, 0.5); a pixel is as bright as the brightest line that covers it.
 */
final class Canvas {

    private final int height;
    private final int width;
    private final float[] pixels;

    Canvas(int height, int width) {
        this.height = height;
        this.width = width;
        this.pixels = new float[Math.multiplyExact(height, width)];
    }

    /** {@code [height, width]}, from 0 to 1. */
    float[] pixels() {
        return pixels;
    }

    /**
     * Draws a line with round ends. Its edges are soft: a pixel's brightness falls from all to none while its centre moves from half
     * a pixel inside of an edge to half a pixel outside.
     *
     * @param thickness of the line, in pixels
     * @param brightness of what it covers
     */
    void line(double x0, double y0, double x1, double y1, double thickness, float brightness) {
        double reach = thickness / 2 + 0.5;
        int left = first(Math.min(x0, x1) - reach);
        int right = last(Math.max(x0, x1) + reach, width);
        int top = first(Math.min(y0, y1) - reach);
        int bottom = last(Math.max(y0, y1) + reach, height);
        double alongX = x1 - x0;
        double alongY = y1 - y0;
        double squares = alongX * alongX + alongY * alongY;
        double perSquare = squares == 0 ? 0 : 1 / squares;
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                int pixel = row * width + column;
                if (pixels[pixel] >= brightness) {
                    continue; // as most are where lines are dense
                }
                double x = column + 0.5 - x0;
                double y = row + 0.5 - y0;
                double share = within0And1((x * alongX + y * alongY) * perSquare);
                double apartX = x - share * alongX;
                double apartY = y - share * alongY;
                double apart = apartX * apartX + apartY * apartY;
                if (apart < reach * reach) {
                    double cover = reach - Math.sqrt(apart);
                    float covered = cover < 1 ? (float) (brightness * cover) : brightness;
                    pixels[pixel] = covered > pixels[pixel] ? covered : pixels[pixel];
                }
            }
        }
    }

    private static double within0And1(double share) {
        return share < 0 ? 0 : share > 1 ? 1 : share;
    }

    private static int first(double edge) {
        return (int) Math.max(0, edge - 0.5);
    }

    private static int last(double edge, int size) {
        return (int) Math.min(size - 1, edge);
    }
}
