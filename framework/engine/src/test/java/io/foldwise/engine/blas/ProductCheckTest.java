package io.foldwise.engine.blas;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.blas.ProductCheck.Multiplication;
import io.foldwise.engine.blas.ProductCheck.Operand;
import io.foldwise.engine.blas.ProductCheck.Product;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class ProductCheckTest {

    private final OpenBlasMultiplication openBlas = new OpenBlasMultiplication();

    @Test
    void findsNothingWrongWithTheKernelsOfThisProcess() {
        assertThat(ProductCheck.flaw()).isEmpty();
    }

    @Test
    void findsOneWrongElementOfOneLargeProduct() {
        flawed(product -> product.rows() == 1029, (product, left, right, result) -> result.memory()[result.stride()]++);
    }

    @Test
    void findsKernelsThatAreWrongForOneShape() {
        flawed(
                product -> product.leftTransposed() && product.columns() % 16 == 1,
                (product, left, right, result) -> result.memory()[product.columns() - 1] = 0.5);
        flawed(
                Product::doublePrecision,
                (product, left, right, result) -> result.memory()[0] = Math.nextUp(result.memory()[0]));
        flawed(product -> product.columns() == 1, (product, left, right, result) -> result.memory()[0] *= 3);
    }

    @Test
    void findsKernelsThatRoundToFewerDigits() {
        flawed(product -> true, (product, left, right, result) -> {
            for (int i = 0; i < product.rows() * result.stride(); i++) {
                result.memory()[i] = (float) (result.memory()[i] * (1 + 0x1p-9));
            }
        });
    }

    @Test
    void findsKernelsThatWriteBesideTheirResult() {
        flawed(
                product -> result(product) > 100,
                (product, left, right, result) -> result.memory()[result.memory().length - 1] = 0);
    }

    @Test
    void findsKernelsThatReadWhatTheyAreToOverwrite() {
        Multiplication reads = (product, left, right, result) -> {
            double before = result.memory()[0];
            openBlas.multiply(product, left, right, result);
            result.memory()[0] += before * 0;
        };
        assertThat(new ProductCheck(reads).firstFlaw()).isPresent();
    }

    private static int result(Product product) {
        return product.rows() * product.columns();
    }

    private void flawed(Predicate<Product> where, Multiplication fault) {
        Multiplication faulty = (Product product, Operand left, Operand right, Operand result) -> {
            openBlas.multiply(product, left, right, result);
            if (where.test(product)) {
                fault.multiply(product, left, right, result);
            }
        };
        assertThat(new ProductCheck(faulty).firstFlaw())
                .hasValueSatisfying(
                        flaw -> assertThat(flaw).startsWith("the product [").endsWith("is wrong"));
    }
}
