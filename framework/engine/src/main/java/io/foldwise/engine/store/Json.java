package io.foldwise.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;

/** Records as JSON, in files and on lines. */
public final class Json {

    private static final ObjectMapper LINES = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectMapper FILES = LINES.copy().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /** One line without line ends. */
    public static String line(Object value) {
        try {
            return LINES.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value, e);
        }
    }

    public static <T> T parse(String text, Class<T> type) throws JsonProcessingException {
        return LINES.readValue(text, type);
    }

    public static void write(Path file, Object value) {
        try {
            WholeFile.write(file, FILES.writeValueAsString(value) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value, e);
        }
    }

    /** @throws StoreException if the file is missing, cut short or not what it should be */
    public static <T> T read(Path file, Class<T> type) {
        try {
            return LINES.readValue(WholeFile.read(file), type);
        } catch (JsonProcessingException e) {
            throw new StoreException("could not read " + file + ": it is not whole");
        }
    }
}
