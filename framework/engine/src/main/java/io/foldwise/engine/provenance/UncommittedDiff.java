package io.foldwise.engine.provenance;

import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * What a working tree differs in from its commit, kept in a file of its own that only its owner can read.
 *
 * @param file its name in the run's folder; empty if there is none
 * @param sha256 its checksum; empty if there is none
 * @param linesLeftOut how many lines are not in it, since they look like secrets
 */
public record UncommittedDiff(String file, String sha256, int linesLeftOut) {

    public static final UncommittedDiff NONE = new UncommittedDiff("", "", 0);

    /** Writes the file, if anything has changed. */
    public static UncommittedDiff keep(WorkingTree tree, Path file) {
        Optional<byte[]> changes = tree.changes().filter(bytes -> bytes.length > 0);
        if (changes.isEmpty()) {
            return NONE;
        }
        byte[] bytes = changes.get();
        // one character for each byte: text of any encoding comes out as it went in
        DiffWithoutSecrets diff = DiffWithoutSecrets.of(new String(bytes, StandardCharsets.ISO_8859_1));
        String rest = bytes.length < WorkingTree.LONGEST_DIFF ? "" : "\n(the rest is left out: it is too long)\n";
        write(file, (diff.text() + rest).getBytes(StandardCharsets.ISO_8859_1));
        return new UncommittedDiff(file.getFileName().toString(), WholeFile.sha256(file), diff.leftOut());
    }

    private static void write(Path file, byte[] bytes) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (OutputStream out = Channels.newOutputStream(
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner))) {
            out.write(bytes);
        } catch (IOException e) {
            throw new StoreException("write", file, e);
        }
    }
}
