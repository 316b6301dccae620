package io.foldwise.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Records that a run goes by, as JSON whose last property is a checksum of all others: one that a disk or a hand has changed
 * is not taken for what was written. Records of earlier releases have no checksum, and are taken as they are.
 */
public final class SealedRecord {

    private static final String SEAL = "checksum";

    private SealedRecord() {}

    public static void write(Path file, Record value) {
        try {
            ObjectNode properties = (ObjectNode) Json.tree(Json.line(value));
            properties.put(SEAL, seal(properties));
            WholeFile.write(file, Json.indented(properties) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was just written is JSON", e);
        }
    }

    /**
     * Reads what was written.
     *
     * @param remedy what the user should do if that cannot be read, such as {@code restore it from a copy}
     * @throws StoreException if the file is missing or not as it was written
     */
    public static <T extends Record> T read(Path file, Class<T> type, String remedy) {
        String text;
        try {
            text = WholeFile.read(file);
        } catch (StoreException e) {
            throw new StoreException(e.getMessage() + ": " + remedy);
        }
        return parsed(text, type)
                .orElseThrow(() -> new StoreException(
                        "could not read " + file + ", which is damaged or was changed by hand: " + remedy));
    }

    private static <T> Optional<T> parsed(String text, Class<T> type) {
        try {
            if (!(Json.tree(text) instanceof ObjectNode properties)) {
                return Optional.empty();
            }
            JsonNode seal = properties.remove(SEAL);
            return seal == null || seal.asText().equals(seal(properties))
                    ? Optional.of(Json.parse(properties.toString(), type))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String seal(ObjectNode properties) {
        return WholeFile.sha256(properties.toString());
    }
}
