package io.foldwise.engine.validation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.foldwise.spi.data.Head;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the scores of baselines by name; of earlier runs, which had a single one, its number. */
final class ScoresOfBaselines extends StdDeserializer<Map<String, Score>> {

    private static final long serialVersionUID = 1L;

    ScoresOfBaselines() {
        super(Map.class);
    }

    @Override
    public Map<String, Score> deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (json.currentToken().isNumeric()) {
            return Map.of(Head.BASE_RATES, Score.of(json.getDoubleValue()));
        }
        return context.readValue(
                json, context.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Score.class));
    }

    /** Where nothing sensible could be said. */
    @Override
    public Map<String, Score> getNullValue(DeserializationContext context) {
        return Map.of();
    }
}
