package io.foldwise.plugin.text.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.RowCells;
import io.foldwise.toolkit.text.TextFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a file of JSON lines: an object in each, whose text is a string, and whose other values are strings, numbers, or true
 * and false for 1 and 0. Empty lines are passed over; a value that is missing or null is refused where it is wanted, and an id where
 * the first line has none.
 */
final class JsonTexts {

    private static final ObjectReader OBJECTS = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Path file;
    private List<String> wanted;

    JsonTexts(Path file) {
        this.file = file;
    }

    TextTable read(TextRows rows) {
        new TextFile(file).lines((number, bytes) -> {
            if (bytes.length > 0) {
                rows.add(() -> cells(number, object(number, bytes), rows));
            }
        });
        return rows.table();
    }

    private JsonNode object(int number, byte[] bytes) {
        try {
            String line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean marked = number == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
            JsonNode node = OBJECTS.readTree(marked ? line.substring(1) : line);
            if (node.isObject()) {
                return node;
            }
            throw new DataException(file, number, "is no JSON object: a line is { \"column\": value, ... }");
        } catch (CharacterCodingException e) {
            throw new DataException(file, number, "is not UTF-8; save it as UTF-8");
        } catch (JsonProcessingException e) {
            throw new DataException(file, number, "is no JSON object: " + e.getOriginalMessage());
        }
    }

    private RowCells cells(int number, JsonNode object, TextRows rows) {
        if (wanted == null) {
            wanted = rows.columns(object::has);
        }
        if (rows.numbered() && object.hasNonNull(Layout.USUAL_ID) && !wanted.contains(Layout.USUAL_ID)) {
            throw new DataException(
                    file, number, "has an id, which the first line has not; give ids to all lines or to none");
        }
        List<String> cells = new ArrayList<>();
        for (String column : wanted) {
            cells.add(cell(number, column, object.path(column), cells.isEmpty()));
        }
        return new RowCells(file, number, cells);
    }

    private String cell(int number, String column, JsonNode value, boolean text) {
        if (value.isMissingNode() || value.isNull()) {
            throw new DataException(file, number, "has no '" + column + "'");
        } else if (value.isContainerNode()) {
            throw new DataException(
                    file,
                    number,
                    "'" + column + "' is " + (value.isArray() ? "an array" : "an object") + ", not a value");
        }
        if (text && !value.isTextual()) {
            throw new DataException(
                    file, number, "'" + column + "' is " + value + ", not a text; put it between quotes");
        }
        return value.isBoolean() ? (value.booleanValue() ? "1" : "0") : value.asText();
    }
}
