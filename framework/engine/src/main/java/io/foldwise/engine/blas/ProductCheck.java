package io.foldwise.engine.blas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Compares matrix products with plain Java: small ones of many shapes, and large ones that kernels cut into blocks, with
 * transposed factors, with rows farther apart than they are long, in single and double precision. All numbers are whole and
 * so small that every order of summation gives the same sum: one bit that is wrong is found, and rounding is no excuse.
 */
public final class ProductCheck {

    private static final long SEED = 20211;
    private static final int SMALL_PRODUCTS = 400;
    private static final int[] SIZES = {
        1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 23, 31, 32, 33, 47, 48, 49, 63, 64, 65, 96, 100, 129
    };
    private static final int[][] LARGE = {
        {517, 389, 451}, {1029, 67, 705}, {61, 1100, 530}, {2050, 128, 128}, {128, 512, 1025}
    };

    /** Lies around what a product may write, and where it may read nothing. */
    private static final double UNTOUCHED = 987_654;

    private final Multiplication multiplication;

    ProductCheck(Multiplication multiplication) {
        this.multiplication = multiplication;
    }

    /** Checks the kernels of this process: what is wrong with them, in words; empty if nothing is. */
    public static Optional<String> flaw() {
        return new ProductCheck(new OpenBlasMultiplication()).firstFlaw();
    }

    Optional<String> firstFlaw() {
        SplittableRandom random = new SplittableRandom(SEED);
        return products(random).stream()
                .filter(product -> !right(product, random))
                .findFirst()
                .map(product -> "the product " + product + " is wrong");
    }

    private static List<Product> products(SplittableRandom random) {
        List<Product> products = new ArrayList<>();
        for (int i = 0; i < SMALL_PRODUCTS; i++) {
            products.add(product(random, size(random), size(random), size(random)));
        }
        for (int[] size : LARGE) {
            products.add(product(random, size[0], size[1], size[2]));
        }
        return products;
    }

    private static int size(SplittableRandom random) {
        return SIZES[random.nextInt(SIZES.length)];
    }

    private static Product product(SplittableRandom random, int rows, int columns, int inner) {
        return new Product(
                random.nextInt(4) == 0,
                rows,
                columns,
                inner,
                random.nextBoolean(),
                random.nextBoolean(),
                new double[] {1, -1, 2}[random.nextInt(3)],
                new double[] {0, 1, -1}[random.nextInt(3)]);
    }

    private boolean right(Product product, SplittableRandom random) {
        int largest = product.largestExact();
        Operand left = Operand.random(random, product.rows(), product.inner(), product.leftTransposed(), largest);
        Operand right = Operand.random(random, product.inner(), product.columns(), product.rightTransposed(), largest);
        Operand result = Operand.random(random, product.rows(), product.columns(), false, largest);
        double[] expected = result.memory().clone();
        product.reference(left, right, expected, result.stride());
        if (product.beta() == 0) {
            result.fill(Double.NaN); // must not be read
        }
        multiplication.multiply(product, left, right, result);
        return equal(result.memory(), expected);
    }

    /** Zero has two forms, and either is right. */
    private static boolean equal(double[] computed, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (computed[i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** What is to be multiplied: {@code result = alpha left right + beta result}. */
    record Product(
            boolean doublePrecision,
            int rows,
            int columns,
            int inner,
            boolean leftTransposed,
            boolean rightTransposed,
            double alpha,
            double beta) {

        /** Every partial sum of products of such numbers is a whole number with no more digits than the format holds. */
        int largestExact() {
            double limit = doublePrecision ? 0x1p51 : 0x1p22;
            return (int) Math.sqrt(limit / inner);
        }

        void reference(Operand left, Operand right, double[] result, int stride) {
            double[] a = left.untransposed(rows, inner, leftTransposed);
            double[] b = right.untransposed(inner, columns, rightTransposed);
            double[] sums = new double[columns];
            for (int row = 0; row < rows; row++) {
                Arrays.fill(sums, 0);
                for (int i = 0; i < inner; i++) {
                    double factor = a[row * inner + i];
                    int start = i * columns;
                    for (int column = 0; column < columns; column++) {
                        sums[column] += factor * b[start + column];
                    }
                }
                for (int column = 0; column < columns; column++) {
                    int place = row * stride + column;
                    result[place] = alpha * sums[column] + (beta == 0 ? 0 : beta * result[place]);
                }
            }
        }

        @Override
        public String toString() {
            return "[" + rows + ", " + inner + (leftTransposed ? "]^T" : "]") + " x [" + inner + ", " + columns
                    + (rightTransposed ? "]^T" : "]") + (doublePrecision ? " in double precision" : "");
        }
    }

    /** A matrix in row-major order whose rows begin {@code stride} numbers apart. */
    record Operand(double[] memory, int height, int width, int stride) {

        static Operand random(SplittableRandom random, int rows, int columns, boolean transposed, int largest) {
            int height = transposed ? columns : rows;
            int width = transposed ? rows : columns;
            int stride = width + random.nextInt(4);
            double[] memory = new double[height * stride + 8];
            Arrays.fill(memory, UNTOUCHED);
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    memory[row * stride + column] = random.nextInt(-largest, largest + 1);
                }
            }
            return new Operand(memory, height, width, stride);
        }

        void fill(double value) {
            for (int row = 0; row < height; row++) {
                Arrays.fill(memory, row * stride, row * stride + width, value);
            }
        }

        double[] untransposed(int rows, int columns, boolean transposed) {
            double[] dense = new double[rows * columns];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    dense[row * columns + column] =
                            transposed ? memory[column * stride + row] : memory[row * stride + column];
                }
            }
            return dense;
        }
    }

    /** Multiplies into {@code result.memory()}. */
    @FunctionalInterface
    interface Multiplication {
        void multiply(Product product, Operand left, Operand right, Operand result);
    }
}
