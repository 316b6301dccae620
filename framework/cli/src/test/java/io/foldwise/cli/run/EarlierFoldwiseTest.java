package io.foldwise.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.cli.TestConsole;
import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository whose launcher writes down what it was asked for. */
final class EarlierFoldwiseTest {

    private static final String LAUNCHER = """
            #!/bin/sh
            mkdir -p "$4/run"
            { echo "%s: $* plugins ${FOLDWISE_PLUGINS-none}"; cat "$2"; } >"$4/run/asked"
            echo a table
            printf 'trained\\033]0;mine\\007\\rmuch\\nlast' >&2
            echo "$4/run"
            exit %d
            """;

    @TempDir
    private Path folder;

    private final TestConsole output = new TestConsole();
    private final Console console = output.console();
    private Path home;

    @BeforeEach
    void makeRepository() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell");
        home = Files.createDirectory(folder.resolve("home"));
        git("init", "-q", "-b", "main");
    }

    @Test
    void trainsByTheCodeOfThen() throws IOException, InterruptedException {
        String then = commit("then", 0);
        String now = commit("now", 3);
        Path hook = home.resolve(".git/hooks/post-checkout");
        Files.writeString(hook, "#!/bin/sh\ntouch " + folder.resolve("hooked") + "\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();

        Optional<Path> run = EarlierFoldwise.at(console, home, then)
                .run("name = a\n", folder.resolve("results"), OptionalInt.of(2), "/a.jar");
        assertThat(run).contains(folder.resolve("results/run"));
        assertThat(run.get().resolve("asked"))
                .content()
                .startsWith("then: run ")
                .endsWith(" --results " + folder.resolve("results") + " --workers 2 plugins /a.jar\nname = a\n");
        assertThat(output.progress())
                .as("what it told meanwhile, which commands no terminal")
                .contains("trained\\u001b]0;mine\\u0007\nmuch\nlast\n");
        assertThat(folder.resolve("hooked")).doesNotExist();
        Path kept = home.resolve("target/earlier/" + then.substring(0, 12) + "/built");
        Files.writeString(kept, "");
        EarlierFoldwise.at(console, home, then);
        assertThat(kept).as("stays for the next time").exists();

        assertThat(EarlierFoldwise.at(console, home, now).run("", folder.resolve("results"), OptionalInt.empty(), ""))
                .as("of a program that fails")
                .isEmpty();
    }

    @Test
    void codeThatIsOnNoBranchIsNotRun() throws IOException, InterruptedException {
        commit("now", 0);
        String fetched = commit("fetched", 0);
        git("reset", "-q", "--hard", "HEAD~1");
        for (String commit : List.of(fetched, "0".repeat(40))) {
            assertThatThrownBy(() -> EarlierFoldwise.at(console, home, commit))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("no branch or tag");
        }
        for (String none : List.of("", "HEAD", "--help")) {
            assertThatThrownBy(() -> EarlierFoldwise.at(console, home, none))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("names no commit");
        }
        assertThat(home.resolve("target")).doesNotExist();
    }

    private String commit(String says, int code) throws IOException, InterruptedException {
        Path launcher = home.resolve("foldwise");
        Files.writeString(launcher, LAUNCHER.formatted(says, code));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        git("add", "foldwise");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", says);
        return git("rev-parse", "HEAD");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
