package io.foldwise.plugin.volume.synthetic;

/** Hounsfield units as bytes, by the window that scans are prepared with unless another one is given. */
final class Brightness {

    private static final double BLACK = -1200;
    private static final double WHITE = 600;

    private Brightness() {}

    static int of(double density) {
        double share = (density - BLACK) / (WHITE - BLACK);
        return (int) (255 * Math.min(1, Math.max(0, share)));
    }

    /** What a byte stands for, in the middle of it. */
    static double density(int brightness) {
        return BLACK + (brightness + 0.5) / 255 * (WHITE - BLACK);
    }
}
