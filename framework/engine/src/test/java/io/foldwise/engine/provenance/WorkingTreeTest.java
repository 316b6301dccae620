package io.foldwise.engine.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkingTreeTest {

    @TempDir
    private Path folder;

    private Path tree;

    @BeforeEach
    void commit() throws IOException, InterruptedException {
        assumeTrue(new GitProcess(folder, Map.of()).output(100, "--version").isPresent(), "git is installed");
        tree = Files.createDirectories(folder.resolve("tree"));
        git("init", "-q");
        Files.writeString(tree.resolve("code.txt"), "one\ntwo\n");
        Files.writeString(tree.resolve("settings.conf"), "depth = 3\n");
        git("add", ".");
        git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "first");
    }

    @Test
    void findsTheCommitAndWhatHasChangedSince() throws IOException, InterruptedException {
        assertThat(new WorkingTree(tree).commit()).matches("[0-9a-f]{40}");
        assertThat(changes()).isEmpty();
        Files.writeString(tree.resolve("code.txt"), "one\nthree\n");
        Files.writeString(tree.resolve("new.txt"), "staged\n");
        git("add", "new.txt");
        assertThat(changes()).contains("-two", "+three", "+staged", "b/new.txt");
        assertThat(text(new WorkingTree(Files.createDirectories(tree.resolve("deep/er")))))
                .as("from a folder below")
                .isEqualTo(changes());
    }

    @Test
    void knowsNothingOutsideARepository() throws IOException {
        WorkingTree none = new WorkingTree(Files.createDirectories(folder.resolve("elsewhere")));
        assertThat(none.commit()).isEmpty();
        assertThat(none.changes()).isEmpty();
    }

    @Test
    void runsNothingThatTheRepositoryNames() throws IOException, InterruptedException {
        trap("core.fsmonitor", "monitor", "");
        trap("diff.external", "external", "");
        trap("diff.trap.command", "command", "");
        trap("diff.trap.textconv", "textconv", "cat \"$1\"");
        trap("filter.trap.clean", "clean", "cat");
        trap("filter.trap.smudge", "smudge", "cat");
        trap("core.pager", "pager", "cat");
        trap("core.sshCommand", "ssh", "");
        Path hooks = Files.createDirectories(folder.resolve("hooks"));
        Files.move(script("hook", ""), hooks.resolve("post-index-change"));
        git("config", "core.hooksPath", hooks.toString());
        Files.writeString(tree.resolve(".gitattributes"), "*.txt filter=trap diff=trap\n");
        Files.writeString(tree.resolve("code.txt"), "one\nthree\n");
        Files.writeString(tree.resolve("settings.conf"), "depth = 4\n");

        UncommittedDiff kept = UncommittedDiff.keep(new WorkingTree(tree), folder.resolve("uncommitted.diff"));
        assertThat(kept.file()).isEqualTo("uncommitted.diff");
        assertThat(Files.readString(folder.resolve("uncommitted.diff"))).contains("+three");
        assertThat(sprung()).isEmpty();

        git("status");
        git("diff", "HEAD");
        git("diff", "--no-ext-diff", "HEAD");
        assertThat(sprung()).as("the traps work").contains("external", "monitor", "clean", "textconv");
    }

    @Test
    void fetchesNothingThatIsMissing() throws IOException, InterruptedException {
        String blob = git("rev-parse", "HEAD:code.txt").strip();
        Files.delete(tree.resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));
        git("config", "core.repositoryformatversion", "1");
        git("config", "extensions.partialClone", "origin");
        git("config", "remote.origin.promisor", "true");
        git("config", "protocol.ext.allow", "always");
        git("config", "remote.origin.url", "ext::" + script("fetch", "") + " %S");
        Files.writeString(tree.resolve("code.txt"), "one\nthree\n");
        assertThat(new WorkingTree(tree).changes()).isEmpty();
        assertThat(sprung()).isEmpty();
        git("diff", "HEAD");
        assertThat(sprung()).as("the trap works").contains("fetch");
    }

    @Test
    void looksAtNoFilesElsewhere() throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("code.txt"), "private\n");
        git("config", "core.worktree", home.toString());
        assertThat(new WorkingTree(tree).changes()).isEmpty();
    }

    @Test
    void seesThroughASplitIndex() throws IOException, InterruptedException {
        git("update-index", "--split-index");
        Files.writeString(tree.resolve("code.txt"), "one\nthree\n");
        assertThat(changes()).contains("+three").doesNotContain("settings.conf");
    }

    @Test
    void keepsSecretsOutAndTheFileToItsOwner() throws IOException {
        Files.writeString(tree.resolve("settings.conf"), "depth = 4\nAPI_KEY=abcdef123456\n");
        Path file = folder.resolve("uncommitted.diff");
        UncommittedDiff kept = UncommittedDiff.keep(new WorkingTree(tree), file);
        assertThat(kept.linesLeftOut()).isEqualTo(1);
        assertThat(kept.sha256()).hasSize(64);
        assertThat(Files.readString(file)).contains("+depth = 4").doesNotContain("abcdef123456");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void canBeAppliedToTheCommit() throws IOException, InterruptedException {
        Files.writeString(tree.resolve("model.txt"), "int padToken = vocabulary;\none\n");
        Files.write(tree.resolve("image.bin"), new byte[] {0, 1, 2, 3});
        git("add", ".");
        git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "second");
        Files.writeString(tree.resolve("model.txt"), "int padToken = vocabulary;\ntwo\npassword = hunter22x\n");
        Files.write(tree.resolve("image.bin"), new byte[] {0, 3, 2, 1});
        Files.writeString(tree.resolve("settings.conf"), "depth = 4\n");
        Path file = folder.resolve("uncommitted.diff");
        UncommittedDiff.keep(new WorkingTree(tree), file);

        git("reset", "-q", "--hard");
        assertThat(git("apply", file.toString())).isEmpty();
        assertThat(tree.resolve("model.txt"))
                .hasContent("int padToken = vocabulary;\ntwo\n" + DiffWithoutSecrets.IN_PLACE + "\n");
        assertThat(tree.resolve("image.bin")).hasBinaryContent(new byte[] {0, 3, 2, 1});
        assertThat(tree.resolve("settings.conf")).hasContent("depth = 4\n");
    }

    @Test
    void hearsNoMoreOfAnAnswerThanItHasRoomFor() {
        GitProcess git = new GitProcess(tree, Map.of());
        String[] talks = {"-c", "alias.talk=!yes | head -c 1000000; exit 3", "talk"};
        assertThat(git.output(1000, talks))
                .hasValueSatisfying(answer -> assertThat(answer).hasSize(1000));
        assertThat(git.output(2_000_000, talks)).as("it failed").isEmpty();
    }

    @Test
    void keepsNoFileWhereNothingHasChanged() {
        Path file = folder.resolve("uncommitted.diff");
        assertThat(UncommittedDiff.keep(new WorkingTree(tree), file)).isEqualTo(UncommittedDiff.NONE);
        assertThat(file).doesNotExist();
    }

    private String changes() {
        return text(new WorkingTree(tree));
    }

    private static String text(WorkingTree tree) {
        return new String(tree.changes().orElseThrow(), StandardCharsets.UTF_8);
    }

    private void trap(String key, String name, String then) throws IOException, InterruptedException {
        git("config", key, script(name, then).toString());
    }

    private Path script(String name, String then) throws IOException {
        Path script = folder.resolve(name + ".sh");
        Files.writeString(script, "#!/bin/sh\ntouch '" + folder.resolve(name + ".sprung") + "'\n" + then + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> sprung() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sprung"))
                    .map(name -> name.replace(".sprung", ""))
                    .toList();
        }
    }

    /** Plain git, as anybody would call it. */
    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
