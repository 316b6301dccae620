package io.foldwise.plugin.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The excerpts in the plugin guide are what the files hold, and its links lead somewhere. */
final class PluginGuideTest {

    private static final Path GUIDE = Path.of("../../docs/plugin-guide.md");

    /** A block of code below a paragraph whose last link is the file that it is from. */
    private static final Pattern EXCERPT =
            Pattern.compile("\\]\\(([^)#]+)\\)[^\\n(]*:\\n\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

    @Test
    void excerptsAreRealCode() throws IOException {
        String guide = Files.readString(GUIDE);
        int excerpts = 0;
        for (Matcher match = EXCERPT.matcher(guide); match.find(); excerpts++) {
            String file = Files.readString(GUIDE.resolveSibling(match.group(1)));
            for (String part : match.group(2).split("(?m)^\\.\\.\\.\\n")) {
                assertThat(file).as(match.group(1)).contains(part);
            }
        }
        long blocks = guide.lines().filter(line -> line.matches("```\\w+")).count();
        assertThat(excerpts)
                .as("excerpts below a link to their file")
                .isEqualTo((int) blocks)
                .isPositive();
    }

    @Test
    void linksLeadToFiles() throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Matcher link = LINK.matcher(Files.readString(GUIDE)); link.find(); ) {
            Path file = GUIDE.resolveSibling(link.group(1));
            if (!Files.exists(file)) {
                missing.add(file);
            }
        }
        assertThat(missing).isEmpty();
    }
}
