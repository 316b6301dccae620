package io.foldwise.engine.config;

import com.typesafe.config.ConfigUtil;
import io.foldwise.spi.Spec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The paths that a setting of an experiment may name, such as {@code trainer.optimizer.lr}: those of its blocks and of the
 * components that it has chosen. What is in a list has no path.
 */
public final class ParameterPaths {

    private ParameterPaths() {}

    /** Every path of a bound experiment, with what it takes. */
    public static Map<String, ParameterSchema> of(Record experiment) {
        Map<String, ParameterSchema> paths = new TreeMap<>();
        collect(RecordSchema.of(experiment.getClass()), Optional.of(experiment), "", paths);
        return paths;
    }

    private static void collect(
            RecordSchema schema, Optional<Record> record, String prefix, Map<String, ParameterSchema> paths) {
        for (ParameterSchema parameter : schema.parameters()) {
            Optional<Object> value = record.map(parameter::valueIn)
                    .flatMap(any -> any instanceof Optional<?> optional ? optional : Optional.of(any));
            String path = prefix + ConfigUtil.joinPath(parameter.key());
            if (parameter.inline()) {
                collect((Spec<?>) value.orElseThrow(), prefix, paths);
                continue;
            }
            paths.put(path, parameter);
            if (value.isPresent() && value.get() instanceof Spec<?> spec) {
                collect(spec, path + ".", paths);
            } else if (parameter.type().unwrapped() instanceof ValueType.Block block) {
                collect(RecordSchema.of(block.type()), value.map(Record.class::cast), path + ".", paths);
            }
        }
    }

    private static void collect(Spec<?> spec, String prefix, Map<String, ParameterSchema> paths) {
        collect(RecordSchema.of(spec.params().getClass()), Optional.of(spec.params()), prefix, paths);
    }
}
