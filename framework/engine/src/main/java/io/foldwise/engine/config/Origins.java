package io.foldwise.engine.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells where values come from.
 *
 * <p>The parser describes the origin of a merged or concatenated value as {@code merge of FILE: LINE,FILE: LINE-LINE},
 * the one that counts most first; this class finds the first of the files that were read in such a description.
 */
final class Origins {

    private static final String MERGE = "merge of ";
    private static final String ENVIRONMENT = "env variables";
    private static final Pattern LINES = Pattern.compile(": (\\d+)(?:-\\d+)?$");

    /** Guesses in the parser's messages that go astray or name files that we do not read. */
    private static final String ADVICE = " \\(if you (?:intended|want).*";

    private static final Pattern QUOTABLE =
            Pattern.compile("got ':'|not allowed after|not allowed outside quotes|Reserved character");

    private static final String MISTAKEN = "^expecting a close parentheses '\\)' here, not: ";

    private final Path workingDirectory;
    private final List<Path> files;

    Origins(Path workingDirectory, Collection<Path> files) {
        this.workingDirectory = workingDirectory;
        this.files = List.copyOf(files);
    }

    /**
     * The file and line that a value stands in, or what else gave it. A setting stands for all of a value, but not for a block
     * that a file has, too.
     */
    Location locate(ConfigValue value, String key) {
        String first = unmerged(value.origin().description());
        return first.startsWith(Setting.OPTION) && !(value instanceof ConfigObject)
                ? new Location(outside(first), 0, key)
                : locate(value.origin(), key);
    }

    private Location locate(ConfigOrigin origin, String key) {
        String description = origin.description();
        return fileIn(description)
                .map(file -> new Location(shown(workingDirectory, file), lineAfter(file, description), key))
                .orElseGet(() -> new Location(outside(description), 0, key));
    }

    /**
     * The directory that a relative path is relative to: that of the file in which the path, or the first part of it, is
     * written; the working directory if it comes from elsewhere.
     */
    Path directory(ConfigOrigin origin) {
        String description = unmerged(origin.description());
        return fileIn(description)
                .filter(file -> description.startsWith(file.toString()))
                .map(Path::getParent)
                .orElse(workingDirectory);
    }

    /** Whether the parser took a value, or a part of it, from an environment variable. */
    static boolean environment(ConfigOrigin origin) {
        return List.of(unmerged(origin.description()).split(",")).contains(ENVIRONMENT);
    }

    /** What the parser complains about, at the place that it names, or else in the first file. */
    Problem problem(ConfigException complaint) {
        Location location = complaint.origin() == null
                ? new Location(shown(workingDirectory, files.get(0)), 0, "")
                : locate(complaint.origin(), "");
        return problem(location, complaint);
    }

    /** What the parser complains about, at a place that is known. */
    static Problem problem(Location location, ConfigException complaint) {
        String message = message(complaint);
        return new Problem(location, message, remedy(message));
    }

    /** What a parser that stumbles over a character does not say: the text was never meant to be read as anything else. */
    private static String remedy(String message) {
        if (message.contains("escape sequence")) {
            return "in quotes, write \\ twice, or / instead";
        }
        return QUOTABLE.matcher(message).find() ? "put it in double quotes if it is text, and \\ twice in them" : "";
    }

    /** The parser's message without the place, and without what may mislead. */
    private static String message(ConfigException complaint) {
        String message = String.valueOf(complaint.getMessage());
        String place = complaint.origin() == null ? "" : complaint.origin().description() + ": ";
        return message.substring(message.startsWith(place) ? place.length() : 0)
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceFirst(ADVICE, "")
                .replaceFirst(MISTAKEN, "expected a key, found ");
    }

    /** A file as messages name it. */
    String shown(Path file) {
        return shown(workingDirectory, file);
    }

    /** A file as messages name it: relative to the working directory if below it. */
    static String shown(Path workingDirectory, Path file) {
        return (file.startsWith(workingDirectory) ? workingDirectory.relativize(file) : file).toString();
    }

    private Optional<Path> fileIn(String description) {
        return files.stream()
                .filter(file -> description.contains(file + ": "))
                .min(Comparator.comparingInt(file -> description.indexOf(file + ": ")));
    }

    private static int lineAfter(Path file, String description) {
        Matcher number = Pattern.compile("\\d+").matcher(description);
        int start = description.indexOf(file + ": ") + file.toString().length();
        return number.find(start) ? Integer.parseInt(number.group()) : 0;
    }

    private static String outside(String description) {
        String first = unmerged(description).split(",", 2)[0];
        return LINES.matcher(first).replaceFirst("");
    }

    private static String unmerged(String description) {
        return description.startsWith(MERGE) ? description.substring(MERGE.length()) : description;
    }
}
