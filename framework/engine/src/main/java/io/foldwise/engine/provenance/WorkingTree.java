package io.foldwise.engine.provenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The git working tree around a directory.
 *
 * <p>The tree may have come from a stranger, and a repository's own configuration can name programs to be run: for a diff, a
 * filter, a file system monitor, a hook. So changes are looked for with a git folder made for the purpose, which borrows
 * the repository's objects and index and has a configuration of its own; attributes in the tree then name nothing.
 */
public final class WorkingTree {

    /** Longer diffs are cut: somebody has committed data. */
    static final int LONGEST_DIFF = 16 << 20;

    private static final int ANSWER = 1 << 16;

    /** How a tree's files were checked out; what else a configuration says is not taken over. */
    private static final List<String> TAKEN_OVER =
            List.of("core.autocrlf", "core.eol", "core.filemode", "core.symlinks");

    private final Path directory;
    private final GitProcess git;

    public WorkingTree(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        this.git = new GitProcess(this.directory, Map.of());
    }

    /** The hash of the commit that the tree is at; empty outside a repository, and where there is no commit or no git. */
    public String commit() {
        return String.join("", answers("rev-parse", "--verify", "HEAD"));
    }

    /** What differs from the commit in files that git knows, as {@code git diff} shows it; empty if nothing can be said. */
    Optional<byte[]> changes() {
        List<String> top = answers("rev-parse", "--show-toplevel");
        List<String> places = answers("rev-parse", "--git-path", "objects", "--git-path", "index");
        if (top.size() != 1 || places.size() != 2) {
            return Optional.empty();
        }
        try {
            Path tree = Path.of(top.get(0)).toRealPath();
            if (!directory.toRealPath().startsWith(tree)) {
                return Optional.empty(); // a configuration that points at files elsewhere
            }
            Path folder = Files.createTempDirectory("foldwise-git-");
            try {
                borrow(folder, directory.resolve(places.get(0)), directory.resolve(places.get(1)));
                return changes(folder, tree);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Makes a git folder that knows the commit, its objects and the index. */
    private void borrow(Path folder, Path objects, Path index) throws IOException {
        Path alternates = folder.resolve("objects").resolve("info").resolve("alternates");
        Files.createDirectories(alternates.getParent());
        Files.createDirectories(folder.resolve("refs"));
        Files.writeString(alternates, objects.toRealPath() + "\n");
        Files.writeString(folder.resolve("HEAD"), commit() + "\n");
        Files.writeString(folder.resolve("config"), configuration());
        if (Files.exists(index)) { // with its times, by which git tells what is new
            Files.copy(index, folder.resolve("index"), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private String configuration() {
        boolean sha256 = answers("rev-parse", "--show-object-format").contains("sha256");
        StringBuilder text = new StringBuilder("[core]\n\tbare = false\n\trepositoryformatversion = 1\n");
        for (String key : TAKEN_OVER) {
            answers("config", "--get", key).stream()
                    .filter(value -> value.matches("[a-z]+"))
                    .forEach(value -> text.append("\t%s = %s\n".formatted(key.replaceFirst(".*\\.", ""), value)));
        }
        return text + (sha256 ? "[extensions]\n\tobjectformat = sha256\n" : "");
    }

    private static Optional<byte[]> changes(Path folder, Path tree) {
        GitProcess apart = new GitProcess(
                tree,
                Map.of(
                        "GIT_DIR", folder.toString(),
                        "GIT_WORK_TREE", tree.toString(),
                        "HOME", folder.toString(),
                        "XDG_CONFIG_HOME", folder.toString(),
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_ATTR_NOSYSTEM", "1"));
        String[] diff = {
            "diff",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--binary",
            "--full-index",
            "--ignore-submodules=dirty",
            "HEAD",
            "--"
        };
        return apart.output(LONGEST_DIFF, diff)
                .or(() -> apart.output(ANSWER, "read-tree", "HEAD") // a split index, say
                        .flatMap(done -> apart.output(LONGEST_DIFF, diff)));
    }

    private List<String> answers(String... question) {
        return git.output(ANSWER, question)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
