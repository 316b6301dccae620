package io.foldwise.engine.search;

import com.typesafe.config.Config;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.config.ProblemReport;
import io.foldwise.engine.search.SearchSettings.Generator;
import io.foldwise.spi.Seed;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks a search space before anything runs: it can be read, and the experiments at its corners are right.
 *
 * <p>A corner has the lowest or highest value of every range and one option of every choice. All corners are tried if there
 * are at most {@value #MOST_CORNERS}; otherwise so many that are drawn at random (always the same ones), and on top of them
 * such that every end and every option has been tried.
 */
public final class SpaceCheck {

    private static final int MOST_CORNERS = 100;
    private static final int TRIES = 64;
    private static final int MOST_GRID = 100_000;

    private final SearchSpace space;
    private final Consumer<Config> check;
    private final Location place;
    private final ProblemReport report;
    private final Set<String> seen = new HashSet<>();
    private final Map<Dimension, Set<Object>> covered = new HashMap<>();

    private SpaceCheck(SearchSpace space, Consumer<Config> check, Location place, ProblemReport report) {
        this.space = space;
        this.check = check;
        this.place = place;
        this.report = report;
    }

    /**
     * Reads a space and checks its corners.
     *
     * @param base the experiment, complete, without its search
     * @param locate tells where a path of the experiment is written
     * @param check checks an experiment, and throws a {@link ConfigException} with what is wrong
     * @throws ConfigException with everything that is wrong
     */
    public static SearchSpace checked(
            Config base, SearchSettings search, Function<String, Location> locate, Consumer<Config> check) {
        ProblemReport report = new ProblemReport();
        SearchSpace read = new SearchSpace(base, new SpaceReader(locate, report).read(search.space()));
        if (search.generator() == Generator.GRID) {
            if (read.gridSize(search.grid().points()) > MOST_GRID) {
                report.add(new Problem(
                        locate.apply("search.grid.points"),
                        "makes a grid of more than " + MOST_GRID + " trials",
                        "take fewer points, or generator = random"));
            }
        }
        report.throwIfAny();
        new SpaceCheck(read, check, locate.apply(SpaceReader.SPACE), report).corners();
        report.throwIfAny();
        return read;
    }

    /** Reports what is wrong with a space that can be seen without the experiment. */
    public static void readable(SearchSettings search, Function<String, Location> locate, ProblemReport report) {
        new SpaceReader(locate, report).read(search.space());
    }

    private void corners() {
        if (space.combinations(values -> values.corners().size()) <= MOST_CORNERS) {
            every(0, new LinkedHashMap<>());
        } else {
            SplittableRandom random = new Seed(1).branch("corners", 0).random();
            for (int i = 0; i < MOST_CORNERS; i++) {
                attempt(drawn(random));
            }
            uncovered(random);
        }
        for (Dimension dimension : space.dimensions()) {
            if (!covered.containsKey(dimension)) {
                report.add(new Problem(dimension.location(), "no trial fulfils its condition"));
            }
        }
    }

    private void every(int number, Map<String, Object> values) {
        if (number == space.dimensions().size()) {
            attempt(values);
            return;
        }
        Dimension dimension = space.dimensions().get(number);
        for (Object corner : dimension.values().corners()) {
            values.put(dimension.key(), corner);
            every(number + 1, values);
        }
    }

    private Map<String, Object> drawn(SplittableRandom random) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Dimension dimension : space.dimensions()) {
            List<Object> corners = dimension.values().corners();
            values.put(dimension.key(), corners.get(random.nextInt(corners.size())));
        }
        return values;
    }

    /** Tries the ends and options that chance has left out. */
    private void uncovered(SplittableRandom random) {
        for (Dimension dimension : space.dimensions()) {
            for (Object corner : dimension.values().corners()) {
                for (int i = 0; i < TRIES && !covered(dimension).contains(corner); i++) {
                    Map<String, Object> values = drawn(random);
                    values.put(dimension.key(), corner);
                    attempt(values);
                }
            }
        }
    }

    private Set<Object> covered(Dimension dimension) {
        return covered.getOrDefault(dimension, Collections.emptySet()); // which may be asked for null
    }

    private void attempt(Map<String, Object> values) {
        Map<String, Object> active = space.active(values);
        active.forEach((key, value) -> covered.computeIfAbsent(
                        space.dimension(key).orElseThrow(), any -> new LinkedHashSet<>())
                .add(value));
        try {
            check.accept(space.experiment(active));
        } catch (ConfigException wrong) {
            wrong.problems().forEach(problem -> report(problem, active));
        }
    }

    /** Reports a problem once, where the space causes it. */
    private void report(Problem problem, Map<String, Object> active) {
        String path = problem.location().key();
        Optional<Dimension> cause = active.keySet().stream()
                .map(key -> space.dimension(key).orElseThrow())
                .filter(dimension -> dimension.covers(path))
                .max(Comparator.comparing(dimension -> dimension.key().length()));
        if (seen.add(cause.map(Dimension::key).orElse(path) + problem.message())) {
            String what = cause.filter(dimension -> dimension.key().equals(path))
                    .map(dimension -> problem.message())
                    .orElse(path + ": " + problem.message());
            report.add(new Problem(
                    cause.map(Dimension::location).orElse(place),
                    what + " (in a trial with " + shown(active) + ")",
                    problem.remedy()));
        }
    }

    private static String shown(Map<String, Object> active) {
        return active.entrySet().stream()
                .map(value -> value.getKey() + " = " + Values.shown(value.getValue()))
                .collect(Collectors.joining(", "));
    }
}
