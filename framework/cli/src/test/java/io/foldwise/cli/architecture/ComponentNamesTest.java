package io.foldwise.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.spi.ComponentDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which components there are is the plugins' matter, and which of them are usual that of {@code conf}. */
final class ComponentNamesTest {

    private static final Path ENGINE = Path.of("..", "engine", "src", "main", "java");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern BLOCK = Pattern.compile("\\{ *type *= *(\\S+) *}");

    @Test
    void theEngineNamesNoComponentOfAPlugin() throws IOException {
        Set<String> names = PluginLoader.load().catalog().declarations().stream()
                .map(ComponentDeclaration::name)
                .collect(Collectors.toSet());
        assertThat(names).contains("k-fold", "adam", "text-cnn", "perceptron");
        List<String> literals = literals();
        assertThat(literals).isNotEmpty();
        assertThat(literals.stream().filter(names::contains))
                .as("names of components in the engine's sources")
                .isEmpty();
    }

    /** String literals in the engine's sources; of one that is a component's block, the component's name. */
    private static List<String> literals() throws IOException {
        try (Stream<Path> files = Files.walk(ENGINE)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(ComponentNamesTest::lines)
                    .filter(line -> !line.contains("@Default(")) // until defaults have moved to conf
                    .flatMap(line -> LITERAL.matcher(line).results().map(found -> found.group(1)))
                    .map(literal -> BLOCK.matcher(literal).replaceFirst("$1"))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
