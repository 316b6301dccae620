package io.foldwise.engine.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes HOCON as people do, in the order given; the library's own renderer sorts keys and breaks every list. */
final class HoconWriter {

    private static final ConfigRenderOptions SCALAR =
            ConfigRenderOptions.concise().setJson(false);
    private static final String STEP = "  ";

    private HoconWriter() {}

    /** A file of the given keys; values are scalars, collections and maps with text keys. */
    static String write(Map<?, ?> root) {
        return entries(root, "");
    }

    private static String entries(Map<?, ?> block, String indent) {
        StringBuilder text = new StringBuilder();
        block.forEach((key, value) -> text.append(indent)
                .append(ConfigUtil.joinPath((String) key))
                .append(value instanceof Map ? " " : " = ")
                .append(value(value, indent))
                .append('\n'));
        return text.toString();
    }

    private static String value(Object value, String indent) {
        if (value instanceof Map<?, ?> block) {
            return block.isEmpty() ? "{}" : "{\n" + entries(block, indent + STEP) + indent + "}";
        } else if (value instanceof Collection<?> elements) {
            return list(elements, indent);
        }
        return ConfigValueFactory.fromAnyRef(value).render(SCALAR);
    }

    private static String list(Collection<?> elements, String indent) {
        boolean flat = elements.stream().noneMatch(element -> element instanceof Map || element instanceof Collection);
        String inner = indent + STEP;
        return flat
                ? elements.stream().map(element -> value(element, indent)).collect(Collectors.joining(", ", "[", "]"))
                : elements.stream()
                        .map(element -> inner + value(element, inner))
                        .collect(Collectors.joining("\n", "[\n", "\n" + indent + "]"));
    }
}
