package io.foldwise.engine.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import io.foldwise.engine.config.ExperimentText.RefusedTextException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parses HOCON files with their includes, more strictly than the library does by itself: an include names a file, relative
 * to the file that includes it, and the file must be there.
 */
final class IncludingParser {

    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

    /** Beyond these, whoever wrote the files meant no good. */
    private static final int MOST_INCLUDES = 10;

    private static final int LARGEST_TOGETHER = 4 * ExperimentText.LARGEST;

    /** In characters: a key is told wherever something is wrong with it, and what is below it. */
    private static final int LONGEST_KEY = 1000;

    private static final String FILES_ONLY = "include a file by its path, relative to this one";

    /** What becomes of includes. */
    enum Includes {
        FOLLOWED,
        REFUSED
    }

    private final Path workingDirectory;
    private final Includes includes;
    private final ProblemReport report = new ProblemReport();
    private final Map<Path, HoconText> texts = new LinkedHashMap<>();
    private long size;

    IncludingParser(Path workingDirectory, Includes includes) {
        this.workingDirectory = workingDirectory;
        this.includes = includes;
    }

    /** What is wrong so far. */
    ProblemReport report() {
        return report;
    }

    /** Every file read so far. */
    Map<Path, HoconText> texts() {
        return texts;
    }

    /** Parses a file; what is wrong goes to the report, and an empty object takes its place. */
    ConfigObject parse(Path file) {
        if (!Files.exists(file)) {
            report.add(new Problem(place(file, 0), "there is no such file", didYouMean(file)));
            return nothing();
        }
        return parse(file, () -> ExperimentText.read(file), List.of());
    }

    /** Parses a text that stands for a file. */
    ConfigObject parse(Path file, String text) {
        return parse(file, () -> ExperimentText.checked(text), List.of());
    }

    /** Gives a text, unless it is refused. */
    private interface TextSource {
        HoconText read() throws RefusedTextException;
    }

    private ConfigObject parse(Path file, TextSource source, List<Path> includedBy) {
        try {
            HoconText text = source.read();
            texts.put(file, text);
            size += text.text().length();
            if (size > LARGEST_TOGETHER) {
                throw new RefusedTextException(
                        0, "includes more than " + (LARGEST_TOGETHER >> 20) + " MiB", "include less");
            }
            ConfigObject parsed = ConfigFactory.parseString(text.text(), options(file, includedBy))
                    .root();
            requireShortKeys(parsed);
            return parsed;
        } catch (RefusedTextException refused) {
            report.add(refused.problem(Origins.shown(workingDirectory, file)));
        } catch (com.typesafe.config.ConfigException invalid) {
            report.add(problem(file, invalid));
        }
        return nothing();
    }

    private static void requireShortKeys(ConfigValue value) throws RefusedTextException {
        if (Cursor.pending(value)) {
            return; // only its text is looked at before it is resolved
        } else if (value instanceof ConfigObject block) {
            for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
                if (entry.getKey().length() > LONGEST_KEY) {
                    throw new RefusedTextException(
                            entry.getValue().origin().lineNumber(),
                            "has a key of more than " + LONGEST_KEY + " characters",
                            "is a quote missing?");
                }
                requireShortKeys(entry.getValue());
            }
        } else if (value instanceof ConfigList list) {
            for (ConfigValue element : list) {
                requireShortKeys(element);
            }
        }
    }

    private Problem problem(Path file, com.typesafe.config.ConfigException invalid) {
        Problem problem = new Origins(workingDirectory, texts.keySet()).problem(invalid);
        OptionalInt unclosed = texts.get(file).unclosed();
        return unclosed.isPresent() && problem.message().contains("end of file")
                ? new Problem(place(file, unclosed.getAsInt()), "what is opened here is never closed")
                : problem;
    }

    private ConfigParseOptions options(Path file, List<Path> includedBy) {
        return ConfigParseOptions.defaults()
                .setSyntax(ConfigSyntax.CONF)
                .setAllowMissing(false)
                .setOriginDescription(file.toString())
                .setIncluder(new Includer(
                        file,
                        Stream.concat(includedBy.stream(), Stream.of(file)).toList()));
    }

    private Location place(Path file, int line) {
        return new Location(Origins.shown(workingDirectory, file), line, "");
    }

    private String didYouMean(Path missing) {
        Path folder = missing.getParent();
        if (folder == null) {
            return "";
        }
        try (Stream<Path> siblings = Files.list(folder)) {
            List<String> names =
                    siblings.map(path -> path.getFileName().toString()).toList();
            return Problem.didYouMean(NearestNames.to(missing.getFileName().toString(), names));
        } catch (IOException | UncheckedIOException unreadable) {
            return "";
        }
    }

    private static ConfigObject nothing() {
        return ConfigFactory.empty().root();
    }

    /**
     * Resolves the includes of one file.
     *
     * @param chain the files that led here, this one last
     */
    private final class Includer
            implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

        private final Path file;
        private final List<Path> chain;

        Includer(Path file, List<Path> chain) {
            this.file = file;
            this.chain = chain;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String name) {
            return ADDRESS.matcher(name).matches() ? refuse(name, "an address") : include(name);
        }

        @Override
        public ConfigObject includeFile(ConfigIncludeContext context, File what) {
            return include(what.getPath());
        }

        @Override
        public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
            return refuse(what.toString(), "an address");
        }

        @Override
        public ConfigObject includeResources(ConfigIncludeContext context, String name) {
            return refuse(name, "a class path resource");
        }

        @Override
        public ConfigIncluder withFallback(ConfigIncluder fallback) {
            return this;
        }

        private ConfigObject include(String name) {
            Location location = place(file, texts.get(file).lineOfInclude(name));
            if (includes == Includes.REFUSED) {
                report.add(new Problem(location, "includes '" + name + "', and no run's record includes a file"));
                return nothing();
            }
            if (UserPath.unexpanded(name)) {
                report.add(new Problem(location, "includes '" + name + "'", UserPath.REMEDY));
                return nothing();
            }
            Path target;
            try {
                target = file.resolveSibling(name).normalize();
            } catch (InvalidPathException e) {
                report.add(new Problem(location, "includes '" + name + "', which cannot be a file's name here"));
                return nothing();
            }
            if (!Files.exists(target)) {
                String shown = Origins.shown(workingDirectory, target);
                report.add(new Problem(
                        location, "includes '" + name + "', but there is no file " + shown, didYouMean(target)));
                return nothing();
            }
            if (chain.contains(target)) {
                String circle = Stream.concat(chain.stream(), Stream.of(target))
                        .dropWhile(path -> !path.equals(target))
                        .map(path -> Origins.shown(workingDirectory, path))
                        .collect(Collectors.joining(" -> "));
                report.add(new Problem(location, "includes itself: " + circle));
                return nothing();
            }
            if (chain.size() > MOST_INCLUDES) {
                report.add(
                        new Problem(location, "is included by " + MOST_INCLUDES + " files in a row", "include less"));
                return nothing();
            }
            return parse(target, () -> ExperimentText.read(target), chain);
        }

        private ConfigObject refuse(String name, String kind) {
            Location location = place(file, texts.get(file).lineOfInclude(name));
            report.add(new Problem(location, "includes '" + name + "', which is " + kind, FILES_ONLY));
            return nothing();
        }
    }
}
