package io.foldwise.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a parameter that an experiment file leaves out, written as in the file: {@code @Default("0.5")},
 * {@code @Default("[2, 3, 4]")}, {@code @Default("{ type = mean }")}. A parameter without a default is required, unless
 * its type is {@link java.util.Optional}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    String value();
}
