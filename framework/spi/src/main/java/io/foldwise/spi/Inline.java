package io.foldwise.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a part whose block is shared with the record around it.
 *
 * <ul>
 *   <li>A record: its keys stand among those of the record around it. Parameters that several components have in common
 *       are written once: {@code record Params(@Inline TokenEmbedding embedding, int filters)}.
 *   <li>A {@link Spec}, one at most: the record takes the keys that it knows, the component takes {@code type} and all
 *       others. With {@code record Term(double weight, @Inline Spec<Loss> loss)} an experiment file says
 *       {@code terms = [{ type = bce, weight = 3 }, { type = focal, weight = 4, gamma = 2 }]}. A component that has a key of the
 *       record's is refused there, since nobody could tell it.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {}
