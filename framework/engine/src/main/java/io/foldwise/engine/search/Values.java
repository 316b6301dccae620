package io.foldwise.engine.search;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The values that a key may take. */
public sealed interface Values {

    /** The ends of a range, or every option. */
    List<Object> corners();

    /** How many values a grid visits, if it visits so many points of a range. */
    default int gridSize(int points) {
        return points;
    }

    /** Where a value lies, in [0, 1] for a range; the number of an option. */
    double position(Object value);

    /** The value in its final form. */
    default Object tidy(Object value) {
        return value;
    }

    /** A value as an experiment file has it. */
    static String shown(Object value) {
        return value instanceof String text
                ? text
                : ConfigValueFactory.fromAnyRef(value).render(ConfigRenderOptions.concise());
    }

    /** Any number between two, each as likely as the next. */
    record Uniform(double low, double high) implements Values {
        @Override
        public List<Object> corners() {
            return List.of(low, high);
        }

        @Override
        public double position(Object value) {
            return (((Number) value).doubleValue() - low) / (high - low);
        }

        @Override
        public Object tidy(Object value) {
            return Rounding.within(low, high, (Double) value);
        }
    }

    /** Any number between two positive ones, each order of magnitude as likely as the next. */
    record LogUniform(double low, double high) implements Values {
        @Override
        public List<Object> corners() {
            return List.of(low, high);
        }

        @Override
        public double position(Object value) {
            return Math.log(((Number) value).doubleValue() / low) / Math.log(high / low);
        }

        @Override
        public Object tidy(Object value) {
            return Rounding.within(low, high, (Double) value);
        }
    }

    /** Any whole number between two, both included. */
    record IntUniform(int low, int high) implements Values {
        @Override
        public List<Object> corners() {
            return List.of(low, high);
        }

        @Override
        public int gridSize(int points) {
            return (int) Math.min(points, (long) high - low + 1);
        }

        @Override
        public double position(Object value) {
            return (((Number) value).doubleValue() - low) / ((double) high - low);
        }
    }

    /** One of several values of any kind: numbers, names, lists, whole blocks, {@code null} for a key that is left out. */
    record Choice(List<Object> options) implements Values {
        public Choice {
            options = Collections.unmodifiableList(new ArrayList<>(options));
        }

        @Override
        public List<Object> corners() {
            return options;
        }

        @Override
        public int gridSize(int points) {
            return options.size();
        }

        @Override
        public double position(Object value) {
            return options.indexOf(value);
        }
    }

    /** Six digits are more than any search can tell apart, and can be read. */
    final class Rounding {

        private static final MathContext DIGITS = new MathContext(6);

        private Rounding() {}

        static double within(double low, double high, double value) {
            double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
            return Math.min(high, Math.max(low, rounded));
        }
    }
}
