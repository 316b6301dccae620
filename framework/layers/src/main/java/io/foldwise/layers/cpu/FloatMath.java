package io.foldwise.layers.cpu;

/**
 * Elementary functions that the compiler vectorizes (0.5 to 0.75 ns an element, where {@code Math.tanh} takes 20), with an
 * error below 2e-7.
 */
public final class FloatMath {

    private static final float TANH_LIMIT = 7.9f;

    private FloatMath() {}

    /** A rational approximation of degree 13 over 6, odd by construction (the one that Eigen uses). */
    public static float tanh(float value) {
        float x = Math.max(-TANH_LIMIT, Math.min(TANH_LIMIT, value));
        float x2 = x * x;
        float p = Math.fma(x2, -2.76076847742355e-16f, 2.00018790482477e-13f);
        p = Math.fma(x2, p, -8.60467152213735e-11f);
        p = Math.fma(x2, p, 5.12229709037114e-08f);
        p = Math.fma(x2, p, 1.48572235717979e-05f);
        p = Math.fma(x2, p, 6.37261928875436e-04f);
        p = Math.fma(x2, p, 4.89352455891786e-03f);
        float q = Math.fma(x2, 1.19825839466702e-06f, 1.18534705686654e-04f);
        q = Math.fma(x2, q, 2.26843463243900e-03f);
        q = Math.fma(x2, q, 4.89352518554385e-03f);
        return x * p / q;
    }

    public static float sigmoid(float value) {
        return Math.fma(0.5f, tanh(0.5f * value), 0.5f);
    }

    /**
     * {@code exp(x)} for {@code x <= 0}, as a softmax needs it: the Taylor polynomial of {@code exp(x / 32) - 1}, doubled
     * five times through {@code (1 + q)^2 - 1 = q (2 + q)}.
     */
    public static float expOfNegative(float x) {
        float r = Math.max(-24f, x) * 0.03125f;
        float q = Math.fma(r, 1.98412698e-4f, 1.38888889e-3f);
        q = Math.fma(r, q, 8.33333333e-3f);
        q = Math.fma(r, q, 4.16666667e-2f);
        q = Math.fma(r, q, 1.66666667e-1f);
        q = Math.fma(r, q, 0.5f);
        q = Math.fma(r * r, q, r);
        q = q * (2f + q);
        q = q * (2f + q);
        q = q * (2f + q);
        q = q * (2f + q);
        q = q * (2f + q);
        return Math.max(0f, 1f + q);
    }

    /** {@code values = tanh(values)} */
    public static void tanh(float[] values, int start, int count) {
        for (int i = start; i < start + count; i++) {
            values[i] = tanh(values[i]);
        }
    }

    /** {@code values = sigmoid(values)} */
    public static void sigmoid(float[] values, int start, int count) {
        for (int i = start; i < start + count; i++) {
            values[i] = sigmoid(values[i]);
        }
    }

    /** {@code values = exp(values)}, for values that are not positive. */
    public static void expOfNegative(float[] values, int start, int count) {
        for (int i = start; i < start + count; i++) {
            values[i] = expOfNegative(values[i]);
        }
    }

    /** {@code values = max(0, values)} */
    public static void relu(float[] values, int start, int count) {
        for (int i = start; i < start + count; i++) {
            values[i] = Math.max(0, values[i]);
        }
    }

    /** Through {@code y = max(0, x)} on the way back: {@code gradient = 0} where {@code y} is not positive. */
    public static void reluGradient(float[] gradient, float[] y, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = y[i] > 0 ? gradient[i] : 0;
        }
    }

    /** Through {@code y = tanh(x)} on the way back: {@code gradient *= 1 - y^2} */
    public static void tanhGradient(float[] gradient, float[] y, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] *= 1 - y[i] * y[i];
        }
    }
}
