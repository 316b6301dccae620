package io.foldwise.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One line for the user: what a component is, or what a parameter means. Shown by {@code plugins describe}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Description {
    String value();

    /** The parameter's unit, such as {@code tokens}, {@code epochs} or {@code seconds}; empty where it has none. */
    String unit() default "";
}
