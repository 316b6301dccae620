package io.foldwise.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Records that a run goes by, as JSON whose last property is a checksum of all others: one that a disk or a hand has changed
 * is not taken for what was written. Runs of early releases have records without a checksum, which are taken as they are:
 * {@code provenance.json}, which a run begins with and never changes, tells such runs from others.
 */
public final class SealedRecord {

    private static final String SEAL = "checksum";

    /** A property of {@code provenance.json} that no release has written without a checksum. */
    private static final String NEWER = "parent";

    private static final int DEPTH_OF_A_UNIT = 3; // trial-000/fold-0/unit.json

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
        return parsed(file, text, type)
                .orElseThrow(() -> new StoreException(
                        "could not read " + file + ", which is damaged or was changed by hand: " + remedy));
    }

    private static <T> Optional<T> parsed(Path file, String text, Class<T> type) {
        try {
            if (!(Json.tree(text) instanceof ObjectNode properties)) {
                return Optional.empty();
            }
            JsonNode seal = properties.remove(SEAL);
            boolean intact = seal == null ? !sealed(file) : seal.asText().equals(seal(properties));
            return intact ? Optional.of(Json.parse(properties.toString(), type)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether all records of the run around a file have checksums; those of an exported run are known by checksums of its own. */
    private static boolean sealed(Path file) throws JsonProcessingException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        for (int up = 0; up < DEPTH_OF_A_UNIT && folder != null; up++) {
            Path provenance = new RunFolder(folder).provenance();
            if (PlainFile.exists(provenance)) {
                JsonNode begun = Json.tree(WholeFile.read(provenance));
                return begun.has(SEAL) || begun.has(NEWER);
            }
            folder = folder.getParent();
        }
        return false;
    }

    private static String seal(ObjectNode properties) {
        return WholeFile.sha256(properties.toString());
    }
}
