package io.foldwise.engine.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;

/** The values of keys that are left out, as {@link io.foldwise.spi.Default} says them. */
final class Defaults {

    private static final String KEY = "value";

    private Defaults() {}

    /**
     * The value of a parameter's default.
     *
     * @throws IllegalArgumentException if it is not HOCON, or no value; the message names the parameter
     */
    static ConfigValue parse(RecordSchema schema, ParameterSchema parameter, String literal) {
        String place = schema.type().getName() + "." + parameter.name() + ": @Default ";
        if (literal.isBlank()) {
            throw new IllegalArgumentException(place + "is no value; an empty text is @Default(\"\\\"\\\"\")");
        }
        try {
            return ConfigFactory.parseString(KEY + " = " + literal)
                    .resolve()
                    .root()
                    .get(KEY);
        } catch (ConfigException invalid) {
            throw new IllegalArgumentException(place + "is not HOCON: " + literal, invalid);
        }
    }
}
