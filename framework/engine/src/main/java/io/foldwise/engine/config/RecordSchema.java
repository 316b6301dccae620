package io.foldwise.engine.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a block may hold, read from the record that it is bound to. One truth for binding, {@code plugins describe} and the
 * check of a search space.
 *
 * @param parameters in the record's order
 */
public record RecordSchema(Class<? extends Record> type, List<ParameterSchema> parameters) {

    /** Reading a record takes longer than binding it, and a sweep binds the same ones for every trial. */
    private static final ClassValue<RecordSchema> READ = new ClassValue<>() {
        @Override
        protected RecordSchema computeValue(Class<?> type) {
            return read(type.asSubclass(Record.class));
        }
    };

    public RecordSchema {
        parameters = List.copyOf(parameters);
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if it cannot be bound, with what its author should change
     */
    public static RecordSchema of(Class<? extends Record> type) {
        return READ.get(type);
    }

    /**
     * A record of these values.
     *
     * @throws IllegalArgumentException if its constructor refuses them
     */
    static Record instance(Class<? extends Record> type, List<?> values) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values.toArray());
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", thrown.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type.getName(), impossible);
        }
    }

    private static RecordSchema read(Class<? extends Record> type) {
        for (Class<?> part = type; part != null; part = part.getEnclosingClass()) {
            if (!Modifier.isPublic(part.getModifiers())) {
                throw new IllegalArgumentException(part.getName() + " must be public");
            }
        }
        List<ParameterSchema> parameters = new ArrayList<>();
        Arrays.stream(type.getRecordComponents()).forEach(component -> {
            try {
                parameters.add(ParameterSchema.of(component));
            } catch (IllegalArgumentException unsupported) {
                throw new IllegalArgumentException(
                        type.getName() + "." + component.getName() + ": " + unsupported.getMessage(), unsupported);
            }
        });
        RecordSchema schema = new RecordSchema(type, parameters);
        schema.checkInlined();
        return schema;
    }

    private void checkInlined() {
        List<ParameterSchema> inline =
                parameters.stream().filter(ParameterSchema::inline).toList();
        if (inline.stream().anyMatch(shared -> shared.inlinedBlock().isEmpty() && !shared.inlinedComponent())) {
            throw new IllegalArgumentException(type.getName() + ": only records and a Spec may be @Inline");
        }
        if (flat().stream().filter(ParameterSchema::inlinedComponent).count() > 1) {
            throw new IllegalArgumentException(type.getName() + ": one Spec at most may be @Inline");
        }
        List<String> keys = flat().stream().map(ParameterSchema::key).toList();
        keys.stream()
                .filter(key -> Collections.frequency(keys, key) > 1)
                .findFirst()
                .ifPresent(twice -> {
                    throw new IllegalArgumentException(
                            type.getName() + ": two parameters have the key '" + twice + "'; rename one of them");
                });
    }

    /** The block's parameters in order, those of inlined records in their place. */
    public List<ParameterSchema> flat() {
        return parameters.stream()
                .flatMap(parameter -> parameter
                        .inlinedBlock()
                        .map(block -> of(block).flat().stream())
                        .orElseGet(() -> Stream.of(parameter)))
                .toList();
    }

    /** The keys of the block, without those of an inlined component. */
    public Set<String> keys() {
        return flat().stream()
                .filter(parameter -> !parameter.inline())
                .map(ParameterSchema::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public Optional<ParameterSchema> parameter(String key) {
        return flat().stream()
                .filter(parameter -> !parameter.inline() && parameter.key().equals(key))
                .findFirst();
    }

    /** The component that shares the block with the record. */
    Optional<ParameterSchema> inlined() {
        return flat().stream().filter(ParameterSchema::inlinedComponent).findFirst();
    }
}
