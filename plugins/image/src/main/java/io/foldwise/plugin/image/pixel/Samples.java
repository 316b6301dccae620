package io.foldwise.plugin.image.pixel;

/** The numbers of an image as they are kept: brightness from 0 to 1 in steps of one or two bytes, or any numbers. */
public sealed interface Samples {

    int length();

    /** A number; brightness is from 0 to 1. */
    float get(int index);

    /** How much memory they take. */
    long bytes();

    /** Numbers kept in the same way. */
    Samples like(float[] values);

    /** Steps of 1/255. */
    record Bytes(byte[] values) implements Samples {

        public static final int MOST = 255;

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public float get(int index) {
            return (values[index] & 0xff) / (float) MOST;
        }

        @Override
        public long bytes() {
            return values.length;
        }

        @Override
        public Samples like(float[] others) {
            byte[] kept = new byte[others.length];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = (byte) step(others[i], MOST);
            }
            return new Bytes(kept);
        }
    }

    /** Steps of 1/65535. */
    record Shorts(short[] values) implements Samples {

        public static final int MOST = 65535;

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public float get(int index) {
            return (values[index] & 0xffff) / (float) MOST;
        }

        @Override
        public long bytes() {
            return (long) Short.BYTES * values.length;
        }

        @Override
        public Samples like(float[] others) {
            short[] kept = new short[others.length];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = (short) step(others[i], MOST);
            }
            return new Shorts(kept);
        }
    }

    /** Any finite numbers. */
    record Floats(float[] values) implements Samples {

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public float get(int index) {
            return values[index];
        }

        @Override
        public long bytes() {
            return (long) Float.BYTES * values.length;
        }

        @Override
        public Samples like(float[] others) {
            return new Floats(others);
        }
    }

    private static int step(float share, int most) {
        return Math.round(Math.min(1, Math.max(0, share)) * most);
    }
}
