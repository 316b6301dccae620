package io.foldwise.engine.config;

import io.foldwise.spi.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The paths that a record or a component's parameters hold, wherever in them: looked at, or replaced. */
public final class RecordPaths {

    /** What takes the place of a path. */
    @FunctionalInterface
    public interface Change {

        /** @param key where the path stands, such as {@code train} or {@code parts[0].file} */
        Path of(String key, Path path);
    }

    private final Change change;

    private RecordPaths(Change change) {
        this.change = change;
    }

    /**
     * A component with other paths.
     *
     * @throws IllegalArgumentException if its parameters refuse them
     */
    public static <T> Spec<T> changed(Spec<T> spec, Change change) {
        return new RecordPaths(change).spec("", spec);
    }

    /**
     * A record with other paths, those of components in it included.
     *
     * @throws IllegalArgumentException if the record refuses them
     */
    public static <T extends Record> T changed(Class<T> type, T record, Change change) {
        return type.cast(new RecordPaths(change).record("", record));
    }

    private <T> Spec<T> spec(String key, Spec<T> spec) {
        return new Spec<>(spec.type(), spec.component(), record(key, spec.params()), spec.location());
    }

    private Record record(String key, Record record) {
        List<Object> values = new ArrayList<>();
        for (ParameterSchema parameter : RecordSchema.of(record.getClass()).parameters()) {
            String below = key.isEmpty() ? parameter.key() : key + "." + parameter.key();
            values.add(value(parameter.inline() ? key : below, parameter.valueIn(record)));
        }
        return RecordSchema.instance(record.getClass(), values);
    }

    private Object value(String key, Object value) {
        if (value instanceof Path path) {
            return change.of(key, path);
        } else if (value instanceof Spec<?> spec) {
            return spec(key, spec);
        } else if (value instanceof Record record) {
            return record(key, record);
        } else if (value instanceof Optional<?> optional) {
            return optional.map(given -> value(key, given));
        } else if (value instanceof List<?> list) {
            List<Object> values = new ArrayList<>();
            list.forEach(each -> values.add(value(key + "[" + values.size() + "]", each)));
            return List.copyOf(values);
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> values = new TreeMap<>();
            map.forEach((name, each) -> values.put(name, value(key + "." + name, each)));
            return values;
        }
        return value;
    }
}
