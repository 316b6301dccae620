package io.foldwise.engine.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.store.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramPartsTest {

    @TempDir
    private Path folder;

    @Test
    void namesTheClassThatChangedAndTheLibrary() throws IOException {
        ProgramParts before = ProgramParts.of(List.of(classes("first", "1", "Old"), jar("first", "lib.jar", "x")));
        ProgramParts now = ProgramParts.of(List.of(classes("second", "2", "New"), jar("second", "lib.jar", "y")));

        ProgramParts.Difference difference = now.since(before);

        assertThat(difference.changed()).containsExactly("a.b.Changed", "lib.jar");
        assertThat(difference.added()).containsExactly("a.b.New");
        assertThat(difference.gone()).containsExactly("a.b.Old");
        assertThat(now.since(now).isEmpty()).isTrue();
    }

    @Test
    void isReadAsItWasWritten() {
        RunFolder run = new RunFolder(folder);
        assertThat(ProgramParts.read(run)).isEmpty();
        ProgramParts.here().write(run);
        assertThat(ProgramParts.read(run)).contains(ProgramParts.here());
        assertThat(ProgramParts.here().checksums()).containsKey(ProgramParts.class.getName());
    }

    private Path classes(String name, String nested, String other) throws IOException {
        Path root = folder.resolve(name);
        Path place = Files.createDirectories(root.resolve("a").resolve("b"));
        Files.writeString(place.resolve("Same.class"), "same");
        Files.writeString(place.resolve("Changed.class"), "same");
        Files.writeString(place.resolve("Changed$Nested$1.class"), nested);
        Files.writeString(place.resolve(other + ".class"), "other");
        return root;
    }

    private Path jar(String parent, String name, String content) throws IOException {
        Path jar = folder.resolve(parent).resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("org/lib/Thing.class"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
