package io.foldwise.toolkit.table;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as tables have them: digits, and where need be a sign, a decimal point and an exponent. */
public final class Decimal {

    /** What is longer is no number that anybody wrote, and takes time that grows with the square of its length. */
    private static final int LONGEST = 1000;

    private static final int ASCII = 128;

    private Decimal() {}

    /** Empty for all that other programs would not read: NaN, hexadecimals, {@code 1d}, spaces, digits of other scripts. */
    public static Optional<BigDecimal> of(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c >= ASCII)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
