package io.foldwise.engine.config;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One key of a block.
 *
 * @param key as experiment files write it: {@code best-folds}
 * @param name as the record writes it: {@code bestFolds}
 * @param standard the value of a key that is left out, in HOCON
 * @param included the file that experiments include to have a value of the key
 * @param constraints in words: {@code at least 1}
 * @param description one line for the user; may be empty
 * @param unit such as {@code epochs}; may be empty
 * @param inline whether the value, a component or a record, shares the block with the record
 */
public record ParameterSchema(
        String key,
        String name,
        ValueType type,
        Optional<String> standard,
        Optional<String> included,
        List<String> constraints,
        String description,
        String unit,
        boolean inline) {

    private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    static ParameterSchema of(RecordComponent component) {
        Optional<Description> description = Optional.ofNullable(component.getAnnotation(Description.class));
        return new ParameterSchema(
                key(component.getName()),
                component.getName(),
                ValueType.of(component.getGenericType()),
                Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value),
                Optional.ofNullable(component.getAnnotation(Included.class)).map(Included::value),
                ConstraintWords.of(component),
                description.map(Description::value).orElse(""),
                description.map(Description::unit).orElse(""),
                component.isAnnotationPresent(Inline.class));
    }

    /** Whether an experiment file must give the key. */
    public boolean required() {
        return standard.isEmpty() && !(type instanceof ValueType.OptionalOf);
    }

    /** The record that shares the block with the record around it, if this parameter is one. */
    public Optional<Class<? extends Record>> inlinedBlock() {
        return inline && type instanceof ValueType.Block block ? Optional.of(block.type()) : Optional.empty();
    }

    /** Whether this parameter is a component that shares the block with the record around it. */
    boolean inlinedComponent() {
        return inline && type instanceof ValueType.Component;
    }

    /** The parameter's value in a record of the type that has it. */
    public Object valueIn(Record record) {
        try {
            return record.getClass().getMethod(name).invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalArgumentException(record.getClass().getName() + " has no '" + name + "'", impossible);
        }
    }

    private static String key(String name) {
        return NEXT_WORD.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
