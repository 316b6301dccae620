package io.foldwise.cli.run;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.engine.wiring.PluginPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Foldwise as it was at a commit of the repository that it is installed in: checked out below {@code target/earlier}, where it stays
 * for the next time, and built by its own launcher.
 *
 * <p>A commit is asked for by a run's record, which may be a stranger's. It must be part of a branch or a tag of the user's own
 * repository, so that nothing is built and run that was merely fetched.
 */
public final class EarlierFoldwise {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final int SHORT = 12;

    private final Console console;
    private final Path home;

    private EarlierFoldwise(Console console, Path home) {
        this.console = console;
        this.home = home;
    }

    /**
     * Checks the commit out, unless it is there already.
     *
     * @param installed Foldwise's own folder
     * @throws RefusedException if there is no such commit, or it is on no branch and has no tag
     */
    public static EarlierFoldwise at(Console console, Path installed, String commit)
            throws IOException, InterruptedException {
        if (!COMMIT.matcher(commit).matches()) {
            throw new RefusedException(
                    "the run's record names no commit that it was trained at: it was begun outside a git"
                            + " repository; leave --at-commit out to train with the code of now");
        }
        String known = commit.substring(0, SHORT);
        Path home =
                installed.toAbsolutePath().resolve("target").resolve("earlier").resolve(known);
        Git git = new Git(installed.toAbsolutePath());
        if (git.answer("for-each-ref", "--contains", commit, "--count=1", "refs/heads", "refs/tags")
                .filter(refs -> !refs.isEmpty())
                .isEmpty()) {
            throw new RefusedException("no branch or tag of the repository in " + installed.toAbsolutePath()
                    + " has commit " + known + ", which the run was trained at: fetch it and make a branch of it"
                    + " if you trust its code, or leave --at-commit out to train with the code of now");
        }
        if (!new Git(home).answer("rev-parse", "HEAD").equals(Optional.of(commit)) || !Files.exists(launcher(home))) {
            console.progress().println("checking out commit " + known + " in " + home);
            Files.createDirectories(home.getParent());
            git.answer("worktree", "prune");
            git.answer("worktree", "add", "--detach", "--force", home.toString(), commit)
                    .orElseThrow(() -> new RefusedException("git could not check out commit " + known + " in " + home
                            + ": take that folder away if it is there, and try again"));
        }
        return new EarlierFoldwise(console, home);
    }

    private static Path launcher(Path home) {
        return home.resolve("foldwise");
    }

    /**
     * Trains an experiment.
     *
     * @param experiment complete, as text without substitutions
     * @param plugins a plugin path, which Foldwise of then has to be able to load; if empty, what it finds by itself
     * @return the run's folder; empty if it failed, which that program has explained
     */
    public Optional<Path> run(String experiment, Path results, OptionalInt workers, String plugins)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("foldwise-", ".conf");
        try {
            Files.writeString(file, experiment);
            List<String> command = new ArrayList<>(List.of(
                    launcher(home).toString(),
                    "run",
                    file.toString(),
                    "--results",
                    results.toAbsolutePath().toString()));
            workers.ifPresent(number -> command.addAll(List.of("--workers", Integer.toString(number))));
            ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
            builder.environment().remove("CLASSPATH");
            builder.environment().remove(PluginPath.ENVIRONMENT);
            if (!plugins.isEmpty()) {
                builder.environment().put(PluginPath.ENVIRONMENT, plugins);
            }
            Process process = builder.start();
            process.getOutputStream().close();
            Thread telling = new Thread(() -> tell(process), "progress of " + home.getFileName());
            telling.start();
            String[] last = {""};
            Interruption.during(
                    () -> {
                        last[0] = lastLine(process);
                        process.waitFor();
                        telling.join();
                    },
                    process::destroy);
            if (process.exitValue() == 0) {
                return Optional.of(Path.of(last[0]));
            }
            console.progress().println("Foldwise of then ended with exit code " + process.exitValue());
            return Optional.empty();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String lastLine(Process process) {
        String last = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return last;
    }

    /** Passes on what the program tells, escaped: it may be one that escapes nothing, and tells of a stranger's experiment. */
    private void tell(Process process) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(console.progress()::println);
        } catch (IOException | UncheckedIOException e) {
            console.progress().println("what Foldwise of then tells cannot be read: " + e.getMessage());
        }
    }

    /** The repository's own git, without hooks. */
    private record Git(Path directory) {

        /** What a command prints, without the last line's end; empty if it fails. */
        Optional<String> answer(String... arguments) throws IOException, InterruptedException {
            if (!Files.isDirectory(directory)) {
                return Optional.empty();
            }
            List<String> command =
                    new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor="));
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectError(Redirect.DISCARD);
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            Process process = builder.start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(printed.strip()) : Optional.empty();
        }
    }
}
