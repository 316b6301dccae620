package io.foldwise.engine.config;

import jakarta.validation.Constraint;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Jakarta constraints in the words of error messages and {@code plugins describe}: "must be <em>at least 1</em>". */
final class ConstraintWords {

    private static final Map<Class<?>, String> PLAIN = Map.of(
            Positive.class, "greater than 0",
            PositiveOrZero.class, "at least 0",
            Negative.class, "less than 0",
            NegativeOrZero.class, "at most 0",
            NotEmpty.class, "non-empty",
            NotBlank.class, "non-blank");

    private ConstraintWords() {}

    /** The constraints of a record's component and, if it holds several values, those of each. */
    static List<String> of(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        Stream<String> own = words(type);
        Stream<String> inner = type instanceof AnnotatedParameterizedType generic
                ? Arrays.stream(generic.getAnnotatedActualTypeArguments())
                        .flatMap(ConstraintWords::words)
                        .map(words -> generic.getType().getTypeName().startsWith(Optional.class.getName())
                                ? words
                                : "each " + words)
                : Stream.of();
        return Stream.concat(own, inner).toList();
    }

    /** A constraint in words; empty for one that has none here, such as a plugin's own. */
    static Optional<String> of(Annotation constraint) {
        if (constraint instanceof Min min) {
            return Optional.of("at least " + min.value());
        } else if (constraint instanceof Max max) {
            return Optional.of("at most " + max.value());
        } else if (constraint instanceof DecimalMin min) {
            return Optional.of((min.inclusive() ? "at least " : "greater than ") + min.value());
        } else if (constraint instanceof DecimalMax max) {
            return Optional.of((max.inclusive() ? "at most " : "less than ") + max.value());
        } else if (constraint instanceof Size size) {
            return Optional.of(size(size.min(), size.max()));
        } else if (constraint instanceof Pattern pattern) {
            return Optional.of(pattern.message().startsWith("{") ? "of the form " + pattern.regexp() : own(pattern));
        }
        return Optional.ofNullable(PLAIN.get(constraint.annotationType()));
    }

    /** A pattern's own message says more than the pattern. */
    private static String own(Pattern pattern) {
        return pattern.message().replaceFirst("^must be ", "");
    }

    private static Stream<String> words(AnnotatedType type) {
        return Arrays.stream(type.getAnnotations())
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(Constraint.class))
                .map(constraint ->
                        of(constraint).orElse(constraint.annotationType().getSimpleName()));
    }

    private static String size(int min, int max) {
        if (min == max) {
            return "of size " + min;
        }
        if (max == Integer.MAX_VALUE) {
            return "of size " + min + " or more";
        }
        return min == 0 ? "of size " + max + " at most" : "of size " + min + " to " + max;
    }
}
