package io.foldwise.engine.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import io.foldwise.engine.config.IncludingParser.Includes;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An experiment as it is written: its file, the files that it includes, and what is set on the command line.
 * Substitutions ({@code ${data-dir}}) are made last of all, so that they see the settings.
 */
public final class ExperimentSource {

    /** A key or an index of a path. */
    private static final Pattern STEP = Pattern.compile("\\[\\d+]|\"(?:[^\"\\\\]|\\\\.)*\"|[^.\\[\"]+");

    private final Map<Path, HoconText> texts;
    private final List<Setting> settings;
    private final Origins origins;
    private final Cursor root;

    private ExperimentSource(
            Path workingDirectory,
            Map<Path, HoconText> texts,
            ConfigObject given,
            List<Setting> settings,
            ConfigResolveOptions surroundings) {
        this.texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        this.settings = List.copyOf(settings);
        this.origins = new Origins(workingDirectory, texts.keySet());
        Config written = given.toConfig();
        for (Setting setting : settings) {
            written = setting.parsed().withFallback(spelledOut(written, setting, origins));
        }
        this.root = Cursor.root(origins, Substitutions.resolve(written, origins, surroundings), written.root());
    }

    /**
     * Loads an experiment file.
     *
     * @param settings override the file, the later the stronger
     * @throws ConfigException with every missing file and syntax error
     */
    public static ExperimentSource load(Path file, List<Setting> settings) {
        return load(file, settings, Path.of(""));
    }

    /** As {@link #load(Path, List)}, as if the process were working in another directory. */
    public static ExperimentSource load(Path file, List<Setting> settings, Path workingDirectory) {
        Path directory = workingDirectory.toAbsolutePath().normalize();
        Path start = directory.resolve(file).normalize();
        return parse(
                directory,
                settings,
                new IncludingParser(directory, Includes.FOLLOWED),
                ConfigResolveOptions.defaults(),
                parser -> parser.parse(start));
    }

    /**
     * An experiment that stands in no file.
     *
     * @param name is shown in messages instead of a file, and its directory is the one that relative paths begin at
     */
    public static ExperimentSource of(String name, String text) {
        return of(name, text, Includes.FOLLOWED, ConfigResolveOptions.defaults());
    }

    /**
     * An experiment as a run keeps it, complete, and perhaps a stranger's: it includes no file, and sees nothing of the environment.
     *
     * @param name as in {@link #of}
     */
    public static ExperimentSource recorded(String name, String text) {
        return of(name, text, Includes.REFUSED, ConfigResolveOptions.noSystem());
    }

    private static ExperimentSource of(String name, String text, Includes includes, ConfigResolveOptions surroundings) {
        Path directory = Path.of("").toAbsolutePath().normalize();
        return parse(
                directory,
                List.of(),
                new IncludingParser(directory, includes),
                surroundings,
                parser -> parser.parse(directory.resolve(name), text));
    }

    private static ExperimentSource parse(
            Path directory,
            List<Setting> settings,
            IncludingParser parser,
            ConfigResolveOptions surroundings,
            Function<IncludingParser, ConfigObject> parse) {
        ConfigObject given = parse.apply(parser);
        parser.report().throwIfAny();
        return new ExperimentSource(directory, parser.texts(), given, settings, surroundings);
    }

    /** Every file that was read, the experiment's own first. */
    public List<Path> files() {
        return List.copyOf(texts.keySet());
    }

    /** The files as they were given, in one text without includes, before settings and substitutions. */
    public String inlined() {
        return inlined(files().get(0), texts.get(files().get(0)));
    }

    private String inlined(Path file, HoconText text) {
        return text.inlined(name -> {
            Path included = file.resolveSibling(name).normalize();
            return Optional.ofNullable(texts.get(included)).map(other -> inlined(included, other.withoutBraces()));
        });
    }

    /** The settings, as lines of a HOCON file. */
    public String settings() {
        return settings.stream().map(setting -> setting + "\n").collect(Collectors.joining());
    }

    /** Where a path such as {@code stages[0].loss} is written, or else the innermost block around it that is. */
    public Location locate(String path) {
        Cursor at = root;
        Matcher step = STEP.matcher(path);
        Optional<Cursor> next = Optional.of(root);
        while (next.isPresent()) {
            at = next.get();
            next = step.find() ? at.step(step.group()) : Optional.empty();
        }
        return at.location().withKey(path);
    }

    /** Something wrong with a key; with what stands in a list, at the line of the list. */
    public Problem problem(String key, String message, String remedy) {
        Location location = locate(key.replaceAll("\\[\\d+].*", ""));
        return new Problem(location.withKey(key), message, remedy);
    }

    /** Whether the value of a path such as {@code data.train} comes from an environment variable, in whole or in part. */
    public boolean fromEnvironment(String path) {
        return find(path).filter(Cursor::fromEnvironment).isPresent();
    }

    /** Whether there is a value of a path such as {@code data.train}, and it is not empty. */
    public boolean gives(String path) {
        return find(path)
                .filter(value -> value.scalar() && !value.text().isEmpty())
                .isPresent();
    }

    private Optional<Cursor> find(String path) {
        Matcher step = STEP.matcher(path);
        Optional<Cursor> at = Optional.of(root);
        while (at.isPresent() && step.find()) {
            at = at.get().spelledOut().step(step.group());
        }
        return at;
    }

    /** What is allowed, and hardly meant so: values that a file gives twice. */
    public List<Problem> oddities() {
        return texts.entrySet().stream()
                .flatMap(entry -> DuplicateKeys.in(entry.getValue().text()).stream()
                        .map(duplicate -> new Problem(
                                new Location(origins.shown(entry.getKey()), duplicate.line(), duplicate.key()),
                                "overrides line " + duplicate.earlierLine(),
                                "take one of the two out")))
                .toList();
    }

    Cursor root() {
        return root;
    }

    /** The root keys that some substitution names. */
    Set<String> variables() {
        return Stream.concat(
                        texts.values().stream(), settings.stream().map(setting -> new HoconText(setting.toString())))
                .flatMap(text -> text.references().stream())
                .map(reference -> ConfigUtil.splitPath(reference).get(0))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A component's name alone that a setting looks into ({@code optimizer = adam}) becomes the block it stands for. */
    private static Config spelledOut(Config written, Setting setting, Origins origins) {
        List<String> path = ConfigUtil.splitPath(setting.key());
        Cursor at = Cursor.root(origins, written.root(), written.root());
        for (int depth = 1; depth < path.size() && !at.pending() && at.block(); depth++) {
            Optional<Cursor> child = at.child(path.get(depth - 1));
            if (child.isEmpty()) {
                break;
            }
            at = child.get();
            if (!at.pending() && at.scalar()) {
                return written.withValue(
                        ConfigUtil.joinPath(path.subList(0, depth)),
                        at.spelledOut().value());
            }
        }
        return written;
    }
}
