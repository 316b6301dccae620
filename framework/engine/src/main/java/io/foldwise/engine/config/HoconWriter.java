package io.foldwise.engine.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes HOCON as people do, in the order given; the library's own renderer sorts keys and breaks every list. */
final class HoconWriter {

    private static final ConfigRenderOptions SCALAR =
            ConfigRenderOptions.concise().setJson(false);
    private static final String STEP = "  ";

    private final UnaryOperator<String> remark;

    private HoconWriter(UnaryOperator<String> remark) {
        this.remark = remark;
    }

    /**
     * A file of the given keys; values are scalars, collections and maps with text keys.
     *
     * @param remark what to say of the value of a path such as {@code metrics[0].weight}; empty says nothing
     */
    static String write(Map<?, ?> root, UnaryOperator<String> remark) {
        return new HoconWriter(remark).entries(root, "", "");
    }

    private String entries(Map<?, ?> block, String place, String indent) {
        StringBuilder text = new StringBuilder();
        block.forEach((key, value) -> {
            String name = ConfigUtil.joinPath((String) key);
            String path = place + name;
            text.append(indent)
                    .append(name)
                    .append(value instanceof Map ? " " : " = ")
                    .append(value(value, path, indent))
                    .append(remarks(value, path).map(said -> "  # " + said).collect(Collectors.joining()))
                    .append('\n');
        });
        return text.toString();
    }

    private Stream<String> remarks(Object value, String path) {
        Stream<String> said = value instanceof Map
                ? Stream.empty()
                : value instanceof List<?> list && flat(list)
                        ? IntStream.range(0, list.size()).mapToObj(index -> remark.apply(path + "[" + index + "]"))
                        : Stream.of(remark.apply(path));
        return said.filter(words -> !words.isEmpty()).distinct();
    }

    private String value(Object value, String path, String indent) {
        if (value instanceof Map<?, ?> block) {
            return block.isEmpty() ? "{}" : "{\n" + entries(block, path + ".", indent + STEP) + indent + "}";
        } else if (value instanceof List<?> elements) {
            return list(elements, path, indent);
        }
        return ConfigValueFactory.fromAnyRef(value).render(SCALAR);
    }

    private String list(List<?> elements, String path, String indent) {
        String inner = flat(elements) ? indent : indent + STEP;
        Stream<String> texts = IntStream.range(0, elements.size())
                .mapToObj(index -> value(elements.get(index), path + "[" + index + "]", inner));
        return flat(elements)
                ? texts.collect(Collectors.joining(", ", "[", "]"))
                : texts.map(text -> inner + text).collect(Collectors.joining("\n", "[\n", "\n" + indent + "]"));
    }

    private static boolean flat(List<?> elements) {
        return elements.stream().noneMatch(element -> element instanceof Map || element instanceof List);
    }
}
