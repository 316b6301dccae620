package io.foldwise.engine.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A key that experiments have from a file that they include. Where it is missing, the message says which one, and
 * {@code plugins describe} names it in the place of a default.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Included {

    /** The path of the file, from the root of the project. */
    String value() default "conf/foldwise.conf";
}
