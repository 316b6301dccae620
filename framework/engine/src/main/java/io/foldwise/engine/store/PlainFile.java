package io.foldwise.engine.store;

import io.foldwise.toolkit.numpy.NpzFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Opens files of a run folder. Such a folder may come from a stranger: a symbolic link in it leads anywhere, a device or a
 * pipe never ends. Only regular files are opened.
 */
public final class PlainFile {

    private PlainFile() {}

    public static InputStream read(Path file) throws IOException {
        require(file);
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** A channel to read from, or to see whether the file is locked. */
    public static FileChannel channel(Path file) throws IOException {
        require(file);
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    static NpzFile arrays(Path file) throws IOException {
        require(file);
        return NpzFile.open(file);
    }

    /**
     * Writes at the end of a file, which is made if there is none. One that has another name elsewhere, a hard link, becomes a file of its
     * own first, so that nothing else is written to.
     */
    public static OutputStream append(Path file) throws IOException {
        requireIfThere(file);
        if (exists(file) && linked(file)) {
            Path own = WholeFile.partial(file);
            Files.deleteIfExists(own);
            Files.copy(file, own, LinkOption.NOFOLLOW_LINKS);
            Files.move(own, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.newOutputStream(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    /** A channel that leaves the file's content alone, to lock it; the file is made if there is none. */
    public static FileChannel lockable(Path file) throws IOException {
        requireIfThere(file);
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean linked(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer names
                && names > 1;
    }

    /** Whether there is anything of this name, be it a link that leads nowhere. */
    public static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void requireIfThere(Path file) throws IOException {
        try {
            require(file);
        } catch (NoSuchFileException e) {
            // it will be made
        }
    }

    private static void require(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "it is " + what(attributes));
        }
    }

    static String what(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return "a symbolic link";
        }
        if (attributes.isDirectory()) {
            return "a folder";
        }
        return attributes.isRegularFile() ? "a file" : "a device or a pipe";
    }
}
