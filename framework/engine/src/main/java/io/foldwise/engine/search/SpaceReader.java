package io.foldwise.engine.search;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException.BadPath;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.config.ProblemReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads the {@code search.space} block: for every key, in quotes, a block with exactly one of {@code uniform},
 * {@code log-uniform}, {@code int-uniform} and {@code choice}, and perhaps {@code when}.
 */
final class SpaceReader {

    /** Where the block stands in an experiment. */
    static final String SPACE = "search.space";

    /** What trials may differ in. All else is theirs in common, or their scores could not be compared. */
    private static final List<String> SEARCHABLE = List.of(
            "augment",
            "examples",
            "hooks",
            "inference",
            "loss",
            "losses",
            "model",
            SearchSpace.POST_PROCESSING,
            "sampler",
            SearchSpace.STAGES,
            SearchSpace.START,
            "trainer");

    private static final String UNIFORM = "uniform";
    private static final String LOG_UNIFORM = "log-uniform";
    private static final String INT_UNIFORM = "int-uniform";
    private static final String CHOICE = "choice";
    private static final String WHEN = "when";
    private static final List<String> KINDS = List.of(UNIFORM, LOG_UNIFORM, INT_UNIFORM, CHOICE);
    private static final List<String> KEYS = List.of(UNIFORM, LOG_UNIFORM, INT_UNIFORM, CHOICE, WHEN);

    private final Function<String, Location> locate;
    private final ProblemReport report;

    /** @param locate tells where a path of the experiment is written */
    SpaceReader(Function<String, Location> locate, ProblemReport report) {
        this.locate = locate;
        this.report = report;
    }

    /** The dimensions, in the order in which they are settled. What cannot be read is reported and left out. */
    List<Dimension> read(Config space) {
        if (withoutNulls(space.root()).isEmpty()) {
            report.add(new Problem(
                    locate.apply(SPACE),
                    "names no keys",
                    "say what to vary, such as " + "{ \"trainer.optimizer.lr\" = { log-uniform = [1e-4, 1e-2] } }"));
        }
        Map<String, Dimension> dimensions = new TreeMap<>();
        ConfigObject given = withoutNulls(space.root());
        for (String written : new TreeSet<>(given.keySet())) {
            At at = new At(given.get(written), ConfigUtil.joinPath("search", "space", written));
            path(written, at).flatMap(key -> dimension(key, at)).ifPresent(dimension -> {
                if (dimensions.put(dimension.key(), dimension) != null) {
                    problem(at, "is given twice", "");
                }
            });
        }
        return ordered(new ArrayList<>(dimensions.values()));
    }

    /** A value and its path in the experiment. */
    private record At(ConfigValue value, String path) {
        At child(String key) {
            return new At(((ConfigObject) value).get(key), path + "." + ConfigUtil.joinPath(key));
        }

        boolean block() {
            return value.valueType() == ConfigValueType.OBJECT;
        }
    }

    private Optional<String> path(String written, At at) {
        try {
            List<String> keys = ConfigUtil.splitPath(written);
            if (SEARCHABLE.contains(keys.get(0))) {
                return Optional.of(ConfigUtil.joinPath(keys));
            }
            String nearest = Problem.didYouMean(NearestNames.to(keys.get(0), SEARCHABLE));
            return problem(
                    at,
                    "cannot be varied: '" + keys.get(0) + "' is the same for all trials, so that they can be compared",
                    nearest.isEmpty() ? "keys in " + String.join(", ", SEARCHABLE) + " can be" : nearest);
        } catch (BadPath invalid) {
            return problem(at, "is no path of a key", "write it as in \"trainer.optimizer.lr\"");
        }
    }

    /** What is set to {@code null} is taken back: the way to drop what an included file says. */
    private static ConfigObject withoutNulls(ConfigObject block) {
        ConfigObject rest = block;
        for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
            rest = entry.getValue().valueType() == ConfigValueType.NULL ? rest.withoutKey(entry.getKey()) : rest;
        }
        return rest;
    }

    private Optional<Dimension> dimension(String key, At at) {
        if (!at.block()) {
            return problem(at, "expected a block such as { uniform = [0, 0.5] }", "");
        }
        ConfigObject block = withoutNulls((ConfigObject) at.value());
        List<String> kinds = KINDS.stream().filter(block::containsKey).toList();
        if (kinds.size() != 1) {
            return problem(at, "must have exactly one of " + String.join(", ", KINDS), remedy(key, block));
        }
        for (String other : new TreeSet<>(block.keySet())) {
            if (!KEYS.contains(other)) {
                return problem(at.child(other), "unknown key", Problem.didYouMean(NearestNames.to(other, KEYS)));
            }
        }
        Optional<Map<String, List<Object>>> when = when(block, at);
        Optional<Values> values = values(kinds.get(0), at.child(kinds.get(0)), block.containsKey(WHEN));
        return when.isEmpty() || values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Dimension(key, values.get(), when.get(), locate.apply(at.path())));
    }

    private static String remedy(String key, ConfigObject block) {
        if (KINDS.stream().filter(block::containsKey).count() > 1) {
            return "blocks that are given twice are merged; set to null what you do not want";
        }
        for (Map.Entry<String, ConfigValue> inner : block.entrySet()) {
            boolean keyWithoutQuotes = inner.getValue() instanceof ConfigObject nested
                    && !KEYS.contains(inner.getKey())
                    && !nested.isEmpty();
            if (keyWithoutQuotes) {
                return "write the key in quotes, \"" + key + "." + inner.getKey() + "\"";
            }
        }
        return block.keySet().stream()
                .map(given -> Problem.didYouMean(NearestNames.to(given, KINDS)))
                .filter(meant -> !meant.isEmpty())
                .findFirst()
                .orElse("");
    }

    private Optional<Values> values(String kind, At at, boolean conditional) {
        return switch (kind) {
            case UNIFORM -> range(at).map(range -> new Values.Uniform(range[0], range[1]));
            case LOG_UNIFORM ->
                range(at)
                        .flatMap(range -> range[0] > 0
                                ? Optional.of(new Values.LogUniform(range[0], range[1]))
                                : problem(at, "begins at " + range[0] + ", which has no logarithm", "begin above 0"));
            case INT_UNIFORM ->
                range(at)
                        .flatMap(range -> whole(range[0]) && whole(range[1])
                                ? Optional.of(new Values.IntUniform((int) range[0], (int) range[1]))
                                : problem(at, "expected two whole numbers", ""));
            default -> choice(at, conditional);
        };
    }

    private static boolean whole(double number) {
        return number == (int) number;
    }

    private Optional<double[]> range(At at) {
        boolean two = at.value() instanceof ConfigList list
                && list.size() == 2
                && list.stream().allMatch(end -> end.valueType() == ConfigValueType.NUMBER);
        if (!two) {
            return problem(at, "expected two numbers such as [0, 0.5]", "");
        }
        double[] range = ((ConfigList) at.value())
                .stream()
                        .mapToDouble(end -> ((Number) end.unwrapped()).doubleValue())
                        .toArray();
        return range[0] < range[1] ? Optional.of(range) : problem(at, "the first number must be the smaller one", "");
    }

    /** @param conditional whether the key is left alone in some trials, so that a single value is something to try */
    private Optional<Values> choice(At at, boolean conditional) {
        if (!(at.value() instanceof ConfigList list)) {
            return problem(at, "expected a list of values", "");
        }
        if (list.size() < (conditional ? 1 : 2)) {
            return problem(at, "has nothing to choose from", "give two values or more, or set the key itself");
        }
        List<Object> options = list.unwrapped();
        if (new HashSet<>(options).size() < options.size()) {
            return problem(at, "holds a value twice", "");
        }
        return Optional.of(new Values.Choice(options));
    }

    private Optional<Map<String, List<Object>>> when(ConfigObject block, At at) {
        Map<String, List<Object>> when = new LinkedHashMap<>();
        if (!block.containsKey(WHEN)) {
            return Optional.of(when);
        }
        At condition = at.child(WHEN);
        if (!condition.block() || ((ConfigObject) condition.value()).isEmpty()) {
            return problem(condition, "expected a block such as { \"model.type\" = text-cnn }", "");
        }
        for (String written : new TreeSet<>(((ConfigObject) condition.value()).keySet())) {
            At accepted = condition.child(written);
            if (accepted.block()) {
                return problem(accepted, "expected a value or a list of values", "write the key in quotes");
            }
            Optional<String> key = path(written, accepted);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            when.put(
                    key.get(),
                    accepted.value() instanceof ConfigList list
                            ? list.unwrapped()
                            : Collections.singletonList(accepted.value().unwrapped())); // which may be null
        }
        return Optional.of(when);
    }

    /** By key, but each after those that it follows. */
    private List<Dimension> ordered(List<Dimension> waiting) {
        List<Dimension> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Optional<Dimension> next = waiting.stream()
                    .filter(dimension -> waiting.stream().noneMatch(dimension::follows))
                    .findFirst();
            if (next.isEmpty()) {
                Dimension first = waiting.get(0);
                report.add(new Problem(first.location(), "the conditions of the keys depend on each other"));
                return ordered;
            }
            ordered.add(next.get());
            waiting.remove(next.get());
        }
        return ordered;
    }

    private <T> Optional<T> problem(At at, String message, String remedy) {
        report.add(new Problem(locate.apply(at.path()), message, remedy));
        return Optional.empty();
    }
}
