package io.foldwise.engine.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
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
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parses HOCON files with their includes, more strictly than the library does by itself: an include names a file, relative
 * to the file that includes it, and the file must be there.
 */
final class IncludingParser {

    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");
    private static final String FILES_ONLY = "include a file by its path, relative to this one";

    private final Path workingDirectory;
    private final ProblemReport report;
    private final Map<Path, HoconText> texts = new LinkedHashMap<>();

    IncludingParser(Path workingDirectory, ProblemReport report) {
        this.workingDirectory = workingDirectory;
        this.report = report;
    }

    /** Every file read so far. */
    Map<Path, HoconText> texts() {
        return texts;
    }

    /** Parses a file; what is wrong goes to the report, and an empty object takes its place. */
    ConfigObject parse(Path file) {
        if (!Files.isRegularFile(file)) {
            report.add(new Problem(place(file, 0), "there is no such file", didYouMean(file)));
            return nothing();
        }
        return parse(file, List.of());
    }

    /** Parses a text that stands for a file. */
    ConfigObject parse(Path file, String text) {
        texts.put(file, new HoconText(text));
        return parse(
                file,
                () -> ConfigFactory.parseString(text, options(file, List.of()).setOriginDescription(file.toString()))
                        .root());
    }

    private ConfigObject parse(Path file, List<Path> includedBy) {
        try {
            texts.put(file, new HoconText(Files.readString(file)));
        } catch (IOException unreadable) {
            report.add(new Problem(place(file, 0), "cannot be read as UTF-8 text: " + unreadable));
            return nothing();
        }
        return parse(
                file,
                () -> ConfigFactory.parseFile(file.toFile(), options(file, includedBy))
                        .root());
    }

    private ConfigObject parse(Path file, Supplier<ConfigObject> parser) {
        try {
            return parser.get();
        } catch (com.typesafe.config.ConfigException invalid) {
            Problem problem = new Origins(workingDirectory, texts.keySet()).problem(invalid);
            OptionalInt unclosed = texts.get(file).unclosed();
            report.add(
                    unclosed.isPresent() && problem.message().contains("end of file")
                            ? new Problem(place(file, unclosed.getAsInt()), "what is opened here is never closed")
                            : problem);
            return nothing();
        }
    }

    private ConfigParseOptions options(Path file, List<Path> includedBy) {
        return ConfigParseOptions.defaults()
                .setSyntax(ConfigSyntax.CONF)
                .setAllowMissing(false)
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
            Path target;
            try {
                target = file.resolveSibling(name).normalize();
            } catch (InvalidPathException e) {
                report.add(new Problem(location, "includes '" + name + "', which cannot be a file's name here"));
                return nothing();
            }
            if (!Files.isRegularFile(target)) {
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
            return parse(target, chain);
        }

        private ConfigObject refuse(String name, String kind) {
            Location location = place(file, texts.get(file).lineOfInclude(name));
            report.add(new Problem(location, "includes '" + name + "', which is " + kind, FILES_ONLY));
            return nothing();
        }
    }
}
