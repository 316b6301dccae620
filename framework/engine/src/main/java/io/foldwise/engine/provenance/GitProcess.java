package io.foldwise.engine.provenance;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs git for an answer: without the variables that would lead it elsewhere, a network, locks, or questions. */
final class GitProcess {

    private static final int PATIENCE_SECONDS = 60;

    private final Path directory;
    private final Map<String, String> variables;

    /** @param variables to set besides */
    GitProcess(Path directory, Map<String, String> variables) {
        this.directory = directory;
        this.variables = Map.copyOf(variables);
    }

    /**
     * What a command prints; empty if it fails, or there is no git.
     *
     * @param limit how many bytes of it are wanted; a command that prints more is ended
     */
    Optional<byte[]> output(int limit, String... arguments) {
        try {
            Process process = start(arguments);
            try {
                return answer(process, limit);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException | ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<byte[]> answer(Process process, int limit)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        process.getOutputStream().close();
        FutureTask<byte[]> reading =
                new FutureTask<>(() -> process.getInputStream().readNBytes(limit));
        Thread reader = new Thread(reading, "git");
        reader.setDaemon(true);
        reader.start();
        byte[] printed = reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        boolean succeeded = printed.length == limit
                || process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        return succeeded ? Optional.of(printed) : Optional.empty();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "--no-pager"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        environment.put("GIT_ALLOW_PROTOCOL", "none");
        environment.put("GIT_NO_LAZY_FETCH", "1");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.putAll(variables);
        return builder.start();
    }
}
