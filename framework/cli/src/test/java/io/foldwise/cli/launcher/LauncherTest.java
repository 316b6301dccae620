package io.foldwise.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.cli.launcher.InventedProject.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script: when it builds, what it runs, and what it says where something is missing. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class LauncherTest {

    @TempDir
    private Path folder;

    private InventedProject project;

    @BeforeEach
    void makeProject() throws IOException {
        project = new InventedProject(folder);
    }

    @AfterEach
    void awaitRehearsal() throws Exception {
        project.awaitRehearsal();
    }

    @Test
    void buildsOnFirstUseAndThenNoMore() throws Exception {
        Call first = project.foldwise("check", "a b.conf");
        assertThat(first.status()).isZero();
        assertThat(first.err()).contains("building for the first time");
        assertThat(first.out())
                .contains("io.foldwise.cli.Main check a b.conf")
                .contains("-Dfoldwise.home=" + project.home())
                .contains("-Dfoldwise.backend=cpu")
                .contains("threads 1 1 passive");
        Call second = project.foldwise("check", "a b.conf");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(project.builds()).hasSize(1);
    }

    @Test
    void putsTheJarsOfModulesFirstAndNeitherTestsNorLeftovers() throws Exception {
        project.write("framework/contracts/target/foldwise-contracts-0.1.jar", "what plugins are tested with");
        project.write("framework/gone/target/foldwise-gone-0.1.jar", "left over from a module that was removed");
        project.write("framework/one/target/foldwise-one-0.0.9.jar", "left over from the version before");
        String classPath = project.foldwise("check").classPath();
        assertThat(classPath.split(":"))
                .extracting(jar -> Path.of(jar).getFileName().toString())
                .containsExactly("foldwise-one-0.1.jar", "foldwise-plugin-two-0.1.jar", "third-party-1.0.jar");
    }

    @Test
    void buildsAgainWhenASourceIsAnother() throws Exception {
        project.foldwise("check");
        project.change("plugins/two/src/main/java/Two.java");
        assertThat(project.foldwise("check").err()).contains("sources have changed");
        project.change("framework/one/pom.xml");
        project.foldwise("check");
        assertThat(project.builds()).hasSize(3);
    }

    @Test
    void buildsAgainWhenASourceWasAddedOrRemoved() throws Exception {
        project.foldwise("check");
        Files.delete(project.path("plugins/two/src/main/java/Two.java"));
        project.foldwise("check");
        assertThat(project.builds()).hasSize(2);
        project.write("plugins/two/src/main/resources/words.txt", "old words");
        Files.setLastModifiedTime(
                project.path("plugins/two/src/main/resources/words.txt"), FileTime.from(Instant.EPOCH));
        project.foldwise("check");
        assertThat(project.builds()).hasSize(3);
    }

    @Test
    void givesUpWhereNothingCanBeWritten() throws Exception {
        Files.createDirectories(project.path("target"));
        Files.writeString(project.path("target/launch.lock"), "neither a folder nor to be replaced by one");
        Call call = project.foldwise("check");
        assertThat(call.status()).isEqualTo(1);
        assertThat(call.err())
                .contains("nothing can be written in " + project.path("target"))
                .doesNotContain("another build");
    }

    @Test
    void leavesWhatRunsItsJarsWhenItBuildsAgain() throws Exception {
        String before = project.foldwise("check").classPath();
        String one = Files.readString(Path.of(before.split(":")[0]));
        project.change("framework/one/src/main/java/One.java");
        String after = project.foldwise("check").classPath();
        assertThat(after).isNotEqualTo(before);
        assertThat(Files.readString(Path.of(before.split(":")[0]))).isEqualTo(one);
        assertThat(Files.readString(Path.of(after.split(":")[0]))).isNotEqualTo(one);
    }

    @Test
    void leavesWhatRunsTheJarsOfThirdParties() throws Exception {
        String before = project.foldwise("check").classPath();
        project.change("pom.xml");
        assertThat(project.foldwise(List.of("FAKE_VERSION=1.1"), "check").classPath())
                .contains("third-party-1.1.jar");
        assertThat(before.split(":")).allSatisfy(jar -> assertThat(Path.of(jar)).exists());
    }

    /** Its process is gone, and another one has its number. */
    @Test
    void takesALockWhoseOwnerIsGone() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "elsewhere a number is all there is");
        project.write("target/launch.lock/pid", ProcessHandle.current().pid() + " 1");
        Call call = project.foldwise("check");
        assertThat(call.status()).isZero();
        assertThat(call.err()).doesNotContain("another build");
    }

    /** Copied folders list their files in another order. */
    @Test
    void goesByTheContentOfSourcesAlone() throws Exception {
        project.tool("find", "#!/bin/bash\n/usr/bin/find \"$@\" | ${FAKE_ORDER:-cat}\n");
        project.foldwise("check");
        assertThat(project.foldwise(List.of("FAKE_ORDER=/usr/bin/tac"), "check").err())
                .isEmpty();
    }

    @Test
    void findsItsHomeWhateverCdpathSays() throws Exception {
        Call call = project.relative("CDPATH=.:" + folder, "check");
        assertThat(call.status()).as(call.err()).isZero();
        assertThat(call.out()).contains("-Dfoldwise.home=" + project.home());
    }

    @Test
    void dropsThirdPartyJarsThatAreNoLongerAskedFor() throws Exception {
        project.foldwise("check");
        project.write("target/dist/cpu/third-party-0.9.jar", "the version before");
        project.change("pom.xml");
        assertThat(project.foldwise("check").classPath())
                .contains("third-party-1.0.jar")
                .doesNotContain("0.9");
    }

    @Test
    void keepsBuildOptionsUntilOthersAreGiven() throws Exception {
        project.foldwise(List.of("FOLDWISE_BUILD_OPTS=-Dnd4j.classifier=other"), "check");
        project.change("framework/one/src/main/java/One.java");
        project.foldwise("check");
        assertThat(project.builds())
                .hasSize(2)
                .allSatisfy(build -> assertThat(build).contains("-Dnd4j.classifier=other"));
        project.foldwise(List.of("FOLDWISE_BUILD_OPTS="), "check");
        assertThat(project.builds()).hasSize(3).last().asString().doesNotContain("classifier");
    }

    @Test
    void showsWhyABuildFailedAndTriesAgainNextTime() throws Exception {
        Call failed = project.foldwise(List.of("FAKE_FAILURE=yes"), "check");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err())
                .contains("[ERROR] One.java:[3,4] cannot find symbol")
                .contains("build.log")
                .doesNotContain("Help 1");
        assertThat(failed.out()).isEmpty();
        assertThat(project.foldwise("check").status()).isZero();
        assertThat(project.path("target/launch.lock")).doesNotExist();
    }

    @Test
    void saysThatABuildFailedWithoutAWord() throws Exception {
        Call failed = project.foldwise(List.of("FAKE_FAILURE=silent"), "check");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).contains("the build failed; all of it is in ");
    }

    @Test
    void passesTheExitCodeOn() throws Exception {
        assertThat(project.foldwise(List.of("FAKE_EXIT=2"), "check").status()).isEqualTo(2);
    }

    @Test
    void findsItsHomeThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), project.path("foldwise"));
        Path second = Files.createSymbolicLink(project.tools().resolve("fw"), Path.of("../link"));
        assertThat(project.call(second, List.of(), "check").out()).contains("-Dfoldwise.home=" + project.home());
        assertThat(project.call(link, List.of(), "check").status()).isZero();
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Files.delete(project.tools().resolve("mvn"));
        assertThat(project.foldwise("check").err()).contains("install Maven");
        assertThat(project.foldwise(List.of("FAKE_JAVA=11.0.2"), "check").err())
                .contains("Java 11")
                .contains("17 or newer");
        project.tool("java", "#!/bin/bash\necho 'no Java is installed' >&2\nexit 1\n");
        assertThat(project.foldwise("check").err()).contains("does not start");
        assertThat(project.foldwise(List.of("JAVA_HOME=/nowhere"), "check").err())
                .contains("JAVA_HOME is /nowhere");
        Files.delete(project.tools().resolve("java"));
        Call none = project.foldwise("check");
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.err()).contains("there is no Java");
    }

    @Test
    void leavesThreadsToTheUser() throws Exception {
        assertThat(project.foldwise(List.of("OMP_NUM_THREADS=3", "OMP_WAIT_POLICY=active"), "check")
                        .out())
                .contains("threads 3 3 active");
    }
}
