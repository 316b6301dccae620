package io.foldwise.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@link Spec} whose block is shared with the record around it: the record takes the keys that it knows, the
 * component takes {@code type} and all others. With {@code record Term(double weight, @Inline Spec<Loss> loss)} an
 * experiment file says {@code terms = [{ type = bce, weight = 3 }, { type = focal, weight = 4, gamma = 2 }]}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {}
