package io.foldwise.engine.config;

import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Reads values without parts. A number or truth value may also come as text, as environment variables do; a duration needs
 * a unit.
 */
final class ScalarReader {

    /** Beyond this many digits before the point no number of ours goes; more would only cost time. */
    private static final int MOST_DIGITS = 400;

    /** What is longer is no number that anybody wrote, and takes time that grows with the square of its length. */
    private static final int LONGEST = 1000;

    private ScalarReader() {}

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException with what is wrong, if it is not of the type
     */
    static Object read(ValueType.Scalar type, Cursor at) {
        if (!at.scalar()) {
            throw mismatch(type, at);
        }
        String text = at.text();
        return switch (type) {
            case INTEGER -> Math.toIntExact(whole(type, at, text, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG -> whole(type, at, text, Long.MIN_VALUE, Long.MAX_VALUE);
            case DECIMAL -> decimal(type, at, text);
            case FLAG -> flag(type, at, text);
            case TEXT -> text;
            case PATH -> path(at, text);
            case DURATION -> duration(at);
        };
    }

    static IllegalArgumentException mismatch(ValueType type, Cursor at) {
        return new IllegalArgumentException("expected " + type.label() + ", found " + at.shown());
    }

    private static long whole(ValueType type, Cursor at, String text, long least, long most) {
        BigDecimal number = number(type, at, text);
        if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new IllegalArgumentException(
                    at.shown() + " is out of range; expected " + type.label() + " from " + least + " to " + most);
        }
        if (number.stripTrailingZeros().scale() > 0) {
            throw mismatch(type, at);
        }
        return number.longValueExact();
    }

    private static double decimal(ValueType type, Cursor at, String text) {
        double number = number(type, at, text).doubleValue();
        if (Double.isInfinite(number)) {
            throw new IllegalArgumentException(at.shown() + " is out of range");
        }
        return number;
    }

    private static BigDecimal number(ValueType type, Cursor at, String text) {
        if (at.value().valueType() == ConfigValueType.BOOLEAN) {
            throw mismatch(type, at);
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(at.shown() + " is too long for a number");
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            if (Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS) {
                throw new IllegalArgumentException(at.shown() + " is out of range");
            }
            return number;
        } catch (NumberFormatException none) {
            throw mismatch(type, at);
        }
    }

    private static boolean flag(ValueType type, Cursor at, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw mismatch(type, at);
        };
    }

    private static Path path(Cursor at, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the path is empty");
        }
        if (UserPath.unexpanded(text)) {
            throw new IllegalArgumentException(at.shown() + ": " + UserPath.REMEDY);
        }
        try {
            return at.directory().resolve(text).normalize();
        } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    private static Duration duration(Cursor at) {
        try {
            if (at.value().valueType() == ConfigValueType.STRING && !Character.isDigit(lastOf(at.text()))) {
                return at.value().atKey("value").getDuration("value");
            }
        } catch (com.typesafe.config.ConfigException invalid) {
            // falls through to the message that names the units
        }
        throw new IllegalArgumentException("expected duration such as 90s, 10m or 2h, found " + at.shown());
    }

    private static char lastOf(String text) {
        return text.isEmpty() ? '0' : text.charAt(text.length() - 1);
    }
}
