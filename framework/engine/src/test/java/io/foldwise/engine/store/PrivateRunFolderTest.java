package io.foldwise.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateRunFolderTest {

    @Test
    void isReadableByItsOwnerAlone(@TempDir Path results) throws Exception {
        Path folder = Files.createDirectory(
                results.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        assertThat(new RunFolder(folder).keptToOwner()).isFalse();
        new RunFolder(folder).keepToOwner();
        assertThat(new RunFolder(folder).keptToOwner()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }
}
