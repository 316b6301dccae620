package io.foldwise.engine.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.foldwise.spi.Spec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Writes records as the {@link RecordBinder} reads them: every default filled in, no substitutions, paths absolute. What is
 * written binds again to an equal record, but for the locations of its {@link Spec}s.
 */
public final class RecordRenderer {

    private RecordRenderer() {}

    /** The record as a HOCON file, in the record's order. */
    public static String render(Record record) {
        return render(record, path -> "");
    }

    /**
     * As {@link #render(Record)}, with remarks behind values.
     *
     * @param remark what to say of the value of a path such as {@code metrics[0].weight}; empty says nothing
     */
    public static String render(Record record, UnaryOperator<String> remark) {
        return HoconWriter.write(block(record), remark);
    }

    /** The record in one line of JSON with sorted keys: equal experiments give equal text. */
    public static String renderJson(Record record) {
        return ConfigValueFactory.fromMap(block(record)).render(ConfigRenderOptions.concise());
    }

    private static Map<String, Object> block(Record record) {
        Map<String, Object> block = new LinkedHashMap<>();
        for (ParameterSchema parameter : RecordSchema.of(record.getClass()).parameters()) {
            Object value = parameter.valueIn(record);
            if (parameter.inline()) {
                Record shared = (Record) value;
                (shared instanceof Spec<?> spec ? block(spec) : block(shared)).forEach(block::putIfAbsent);
            } else if (!Optional.empty().equals(value)) {
                block.put(parameter.key(), plain(value));
            }
        }
        return block;
    }

    private static Map<String, Object> block(Spec<?> spec) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put(ComponentCatalog.TYPE, spec.type());
        block.putAll(block(spec.params()));
        return block;
    }

    private static Object plain(Object value) {
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElseThrow());
        } else if (value instanceof Config raw) {
            return plain(raw.root().unwrapped());
        } else if (value instanceof ConfigValue raw) {
            return plain(raw.unwrapped());
        } else if (value instanceof Record record) {
            return record instanceof Spec<?> spec ? block(spec) : block(record);
        } else if (value instanceof Collection<?> values) {
            return values.stream().map(RecordRenderer::plain).toList();
        } else if (value instanceof Map<?, ?> values) {
            Map<String, Object> block = new LinkedHashMap<>();
            values.forEach((key, each) -> block.put((String) key, plain(each)));
            return block;
        } else if (value instanceof Enum<?> constant) {
            return ValueType.Choice.nameOf(constant);
        } else if (value instanceof Path path) {
            return path.toString();
        } else if (value instanceof Duration duration) {
            return duration.getNano() == 0 ? duration.toSeconds() + "s" : duration.toNanos() + "ns";
        }
        return value;
    }
}
