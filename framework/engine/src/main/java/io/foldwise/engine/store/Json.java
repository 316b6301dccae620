package io.foldwise.engine.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.DoubleDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Records as JSON, in files, on lines and on the console: what is missing, or not a finite number, is {@code null}. Where a
 * number should be, {@code null} is read as NaN.
 */
public final class Json {

    private static final ObjectMapper LINES = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(numbers())
            .addModule(new SimpleModule("texts")
                    .addSerializer(Path.class, new ToStringSerializer(Path.class))
                    .addSerializer(new OrNull()))
            .build();
    private static final ObjectMapper INDENTED = LINES.copy().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    private static Module numbers() {
        return new SimpleModule("numbers")
                .addSerializer(double.class, new Finite())
                .addSerializer(Double.class, new Finite())
                .addDeserializer(double.class, new DoubleDeserializer(double.class, Double.NaN))
                .addDeserializer(Double.class, new DoubleDeserializer(Double.class, Double.NaN));
    }

    /** One line without line ends. */
    public static String line(Object value) {
        return text(LINES, value);
    }

    /** Several lines that people can read. */
    public static String indented(Object value) {
        return text(INDENTED, value);
    }

    private static String text(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value, e);
        }
    }

    /** Not bound to a type. */
    static JsonNode tree(String text) throws JsonProcessingException {
        return LINES.readTree(text);
    }

    public static <T> T parse(String text, Class<T> type) throws JsonProcessingException {
        return LINES.readValue(text, type);
    }

    public static void write(Path file, Object value) {
        WholeFile.write(file, indented(value) + "\n");
    }

    /** @throws StoreException if the file is missing, cut short or not what it should be */
    public static <T> T read(Path file, Class<T> type) {
        try {
            T value = LINES.readValue(WholeFile.read(file), type);
            if (value != null) {
                return value;
            }
        } catch (JsonProcessingException e) {
            // the same as nothing
        }
        throw new StoreException("could not read " + file + ": it is not whole");
    }

    private static final class OrNull extends StdSerializer<Optional<?>> {
        OrNull() {
            super(Optional.class, false);
        }

        @Override
        public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.orElse(null), json);
        }
    }

    private static final class Finite extends StdSerializer<Double> {
        Finite() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}
