package io.foldwise.plugin.text.group;

import io.foldwise.toolkit.linear.SparseRows;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;

/**
 * The truncated singular value decomposition of sparse rows A: coordinates of every row in the {@code dimensions}
 * directions in which the rows differ most, found by randomised subspace iteration (Halko, Martinsson and Tropp,
 * <i>Finding structure with randomness</i>, 2011). Distances between rows are what matters here, so the directions are
 * left rotated among themselves.
 *
 * <p>Nd4j and Commons Math decompose dense matrices only.
 */
final class Projection {

    private static final int ITERATIONS = 4;
    private static final double NEGLIGIBLE = 1e-10;

    private final SparseRows rows;
    private final int dimensions;

    private Projection(SparseRows rows, int dimensions) {
        this.rows = rows;
        this.dimensions = dimensions;
    }

    /** The rows' coordinates, {@code [rows][dimensions]}. */
    static double[][] of(SparseRows rows, int dimensions, SplittableRandom random) {
        return new Projection(rows, dimensions).coordinates(random);
    }

    private double[][] coordinates(SplittableRandom random) {
        double[][] basis = new double[rows.rows()][dimensions];
        for (double[] row : basis) {
            for (int i = 0; i < dimensions; i++) {
                row[i] = random.nextDouble() - 0.5;
            }
        }
        double[][] product = timesGram(basis);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            basis = times(product, root(crossProduct(product, product), -0.5));
            product = timesGram(basis);
        }
        // With an orthonormal basis Q: A is about Q Q'A, whose rows lie to each other as those of Q (Q'AA'Q)^(1/2).
        return times(basis, root(crossProduct(basis, product), 0.5));
    }

    /** A A' basis, {@code [rows][dimensions]}. */
    private double[][] timesGram(double[][] basis) {
        double[][] byColumn = new double[rows.width()][dimensions];
        for (int row = 0; row < basis.length; row++) {
            for (int cell = rows.starts()[row]; cell < rows.starts()[row + 1]; cell++) {
                addTo(byColumn[rows.columns()[cell]], basis[row], rows.values()[cell]);
            }
        }
        double[][] product = new double[basis.length][dimensions];
        for (int row = 0; row < basis.length; row++) {
            for (int cell = rows.starts()[row]; cell < rows.starts()[row + 1]; cell++) {
                addTo(product[row], byColumn[rows.columns()[cell]], rows.values()[cell]);
            }
        }
        return product;
    }

    /** a' b, {@code [dimensions][dimensions]}. */
    private double[][] crossProduct(double[][] a, double[][] b) {
        double[][] product = new double[dimensions][dimensions];
        for (int row = 0; row < a.length; row++) {
            for (int i = 0; i < dimensions; i++) {
                addTo(product[i], b[row], a[row][i]);
            }
        }
        return product;
    }

    private double[][] times(double[][] matrix, double[][] square) {
        double[][] product = new double[matrix.length][dimensions];
        for (int row = 0; row < matrix.length; row++) {
            for (int i = 0; i < dimensions; i++) {
                addTo(product[row], square[i], matrix[row][i]);
            }
        }
        return product;
    }

    /** V diag(values^power) of the symmetric matrix V diag(values) V', leaving out directions that hold nothing. */
    private static double[][] root(double[][] symmetric, double power) {
        int size = symmetric.length;
        double[][] exact = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                exact[i][j] = (symmetric[i][j] + symmetric[j][i]) / 2;
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(MatrixUtils.createRealMatrix(exact));
        double[] values = eigen.getRealEigenvalues();
        double[][] root = eigen.getV().getData();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                root[i][j] *= values[j] > NEGLIGIBLE * values[0] ? Math.pow(values[j], power) : 0;
            }
        }
        return root;
    }

    private static void addTo(double[] vector, double[] other, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] += factor * other[i];
        }
    }
}
