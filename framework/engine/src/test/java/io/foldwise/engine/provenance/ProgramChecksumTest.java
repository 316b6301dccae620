package io.foldwise.engine.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramChecksumTest {

    @TempDir
    Path folder;

    private Path classes;

    @BeforeEach
    void writeAClass() throws IOException {
        classes = Files.createDirectories(folder.resolve("classes"));
        Path home = Files.createDirectories(classes.resolve("a/b"));
        Files.write(home.resolve("C.class"), new byte[] {1, 2, 3});
        Files.writeString(classes.resolve("settings.properties"), "x=1");
    }

    private static Path jar(Path file, byte... code) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/built-at"));
            zip.write(file.toString().getBytes());
            zip.putNextEntry(new ZipEntry("a/b/C.class"));
            zip.write(code);
        }
        return file;
    }

    @Test
    void isTheSameWhereverTheCodeLies() throws IOException {
        String inFolder = ProgramChecksum.of(List.of(classes));
        Path jar = jar(folder.resolve("one.jar"), (byte) 1, (byte) 2, (byte) 3);
        assertThat(ProgramChecksum.of(List.of(jar, folder.resolve("absent.jar"))))
                .isEqualTo(inFolder);
    }

    @Test
    void changesWithTheCode() throws IOException {
        Path jar = jar(folder.resolve("two.jar"), (byte) 1, (byte) 2, (byte) 4);
        assertThat(ProgramChecksum.of(List.of(jar))).isNotEqualTo(ProgramChecksum.of(List.of(classes)));
    }

    @Test
    void knowsThisProgram() {
        assertThat(ProgramChecksum.here()).isEqualTo(ProgramChecksum.here()).hasSizeGreaterThan(32);
    }
}
